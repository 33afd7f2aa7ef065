"""Words and names as data files, validated when they are first needed."""
