"""Settings of The Standfirst Review, the publication that shows what Standfirst does."""

extensions = ["standfirst"]

project = "The Standfirst Review"
author = "The Standfirst Review"
copyright = "2026, The Standfirst Review"

standfirst_title = "The Standfirst Review"
standfirst_tagline = "Notes on publishing things that last"
standfirst_language = "en"
standfirst_timezone = "Europe/London"
standfirst_base_url = "https://standfirst.readthedocs.io/en/latest/"
standfirst_license = "CC-BY-4.0"
standfirst_sections = [
    {
        "slug": "craft",
        "title": "Craft",
        "description": "How a publication is made: dates, names, addresses, formats.",
    },
    {
        "slug": "briefing",
        "title": "Briefing",
        "description": "What others have found, and what follows from it.",
    },
]
standfirst_menu = [
    ("Craft", "sections/craft"),
    ("Briefing", "sections/briefing"),
    ("Authors", "authors"),
    ("Volumes", "volumes"),
    ("Archive", "archive"),
    ("Guide", "guide/index"),
    ("About", "about"),
]
standfirst_footer_links = [
    ("About", "about"),
    ("Tags", "tags"),
    ("All articles", "posts"),
    ("Guide", "guide/index"),
]

html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
templates_path = ["_templates"]
exclude_patterns = ["src", "tests", "benchmarks", "requirements", "tools"]
