"""How an article is cited.

::

    Article --work.of()--> Work --formats--> files and what reference managers find
                              --styles (Typst)--> Chicago, APA, MLA, GB/T 7714 as HTML
"""
