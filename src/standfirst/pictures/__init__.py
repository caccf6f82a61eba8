"""Pictures: fetched once, kept in a store, and made into what pages, feeds and editions show.

::

    posts, authors, volumes --wanted--> addresses --fetcher--> store (a folder with a lock file)
                                                                 |
    local pictures ----------------------------------------------+--> pictures of pages
"""
