"""The Liquid that posts of a Jekyll site use."""
