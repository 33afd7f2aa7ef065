"""News text in, structured facts out.

    >>> import orewire
    >>> extractor = orewire.load()
    >>> extractor.extract("Output rose to 12 mln tonnes.").mentions[0].text
    '12 mln tonnes'

spaCy is imported when an extractor is loaded, not before.
"""

from typing import TYPE_CHECKING, Any

from orewire.version import __version__

if TYPE_CHECKING:
    from orewire.extractor import Extractor, load
    from orewire.schema import Article, Entity, Extraction, Fact, FactType, Label, Mention, Span, Status

__all__ = [
    "Article",
    "Entity",
    "Extraction",
    "Extractor",
    "Fact",
    "FactType",
    "Label",
    "Mention",
    "Span",
    "Status",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'orewire' has no attribute {name!r}")
    if name in ("Extractor", "load"):
        from orewire import extractor

        return getattr(extractor, name)
    from orewire import schema

    return getattr(schema, name)
