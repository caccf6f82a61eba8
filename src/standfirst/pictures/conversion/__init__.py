"""Files of pictures -> what pages and editions show."""
