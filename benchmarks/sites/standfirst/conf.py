extensions = ["standfirst"]

project = copyright = standfirst_title = "The Benchmark Review"
standfirst_language = "en"
standfirst_timezone = "Asia/Hong_Kong"
standfirst_base_url = "https://bench.example.org/"
standfirst_volumes = "year"
