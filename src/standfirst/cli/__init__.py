"""The command ``standfirst``."""
