"""The version of the package, below all layers so that each may tell it."""

__version__ = "0.1.0"
