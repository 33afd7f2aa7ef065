"""Stores: extractions as tables in SQLite, PostgreSQL, DuckDB and Parquet."""
