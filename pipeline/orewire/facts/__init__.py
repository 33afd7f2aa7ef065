"""The frame engine: from mentions and a parse to facts. The frames themselves are data, in ``frames/``."""
