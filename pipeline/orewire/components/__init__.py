"""spaCy components, one per file: they find spans with the functions of ``normalize`` and add candidates."""
