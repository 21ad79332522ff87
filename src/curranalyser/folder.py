"""The folder of an audit: the names of what the tool writes and keeps in it."""

STORE_FILE = "audit.db"
REVIEWS_FILE = "reviews.jsonl"
INDEX_FILE = "index.html"
DATA_FILES = ("audit.json", "audit.xlsx", "outcomes.csv")
REPORT_FILES = (*DATA_FILES, INDEX_FILE)
# A folder that holds all of these is a report of this tool.
TELLING_FILES = ("audit.json", "audit.xlsx", INDEX_FILE)
