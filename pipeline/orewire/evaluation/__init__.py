"""How good the extraction is: gold articles, matching, scores with intervals, pinned floors, reports.

Knows the schema only: what extracts is handed in.
"""
