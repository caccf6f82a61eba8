"""A Jekyll site taken over, and what differs from what Jekyll itself makes of it: ``make takeover SITE=folder``.

::

    site --jekyll.build()--> records, a document each   --article.read()--> Article \
         --publication.build()--> pages at addresses    --article.read()--> Article --comparison.compare()--> report

Compared is the text of each document as people read it: words, targets of links, pictures, formulas;
and whether there is a page at its address. What Jekyll's layouts and own plugins make is not in it.
Without a site, :mod:`.blogs` takes small blogs of ABlog over, and compares with what is expected.
"""
