"""Many articles: workers, resume, dead letters."""
