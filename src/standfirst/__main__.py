"""``python -m standfirst``: the command, even where its script cannot start, as in a folder with a quote in its name."""

import sys

if not sys.flags.safe_path:
    # the folder where the command is called, often a publication's: nothing that lies in it is imported by its name
    del sys.path[0]

from standfirst.cli.process import run

run()
