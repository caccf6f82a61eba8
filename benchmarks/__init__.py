"""Standfirst beside its peers: one corpus, the same changes, measured in turn.

This works as follows:

* :mod:`.corpus` writes posts of the shape of a real archive, of the text that :mod:`.prose` makes;
* :mod:`.engines` says for each engine how its site is laid out and built, from the files in
  ``sites/``; :mod:`.posts` turns a post into the form that the engine's manual asks for;
* :mod:`.course` goes through sizes, runs, kinds of change and engines, in this order, so that
  builds to be compared follow one another, and has :mod:`.measure` measure each;
* :mod:`.results` keeps the measurements as JSON and makes medians and ratios of them, which
  :mod:`.tables` and :mod:`.plots` show.
"""
