"""``python -m standfirst``: the command, also where its script cannot be started, as in a folder with a quote in its name."""

from standfirst.cli import main

main(prog_name="standfirst")
