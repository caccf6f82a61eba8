"""How an article is cited.

::

    Article --work.of()--> Work --bibtex, ris, csl, coins--> files and what reference managers find
                                      --styles (Typst)--> Chicago, APA, MLA, GB/T 7714 as HTML
"""
