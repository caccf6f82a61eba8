project = copyright = blog_title = "The Benchmark Review"
extensions = ["myst_parser", "sphinx_design", "ablog"]
html_theme = "sphinx_book_theme"
blog_baseurl = "https://bench.example.org/"
blog_post_pattern = ["posts/*.md"]
blog_feed_length = 20
# the theme and ABlog disagree on it, which has every build read every post again
fontawesome_included = True
# headings of posts begin at ###
suppress_warnings = ["myst.header"]
