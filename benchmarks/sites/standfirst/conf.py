extensions = ["standfirst"]

project = copyright = standfirst_title = "The Benchmark Review"
standfirst_language = "en"
standfirst_timezone = "Asia/Hong_Kong"
standfirst_base_url = "https://bench.example.org/"
standfirst_sections = [
    {"slug": "world", "title": "World", "description": "What is far away."},
    {
        "slug": "letters",
        "title": "Letters",
        "description": "What somebody has answered, as it was.",
    },
    {"slug": "columns", "title": "Columns", "description": "What somebody thinks."},
]
html_static_path = ["_static"]
html_css_files = ["own.css"]
templates_path = ["_templates"]
