"""Our own model of English news, in the form of a spaCy pipeline package.

    >>> import orewire_news
    >>> nlp = orewire_news.load()
    >>> [token.pos_ for token in nlp("Output rose.")]
    ['NOUN', 'VERB', 'PUNCT']

`load` gives the tokenizer and the encoder; names lie in ``doc._.candidates`` until the components of
`orewire` settle them. `orewire_news.model.load_reader` gives the model alone, without spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orewire_news.model import ModelError, load_reader, read_meta

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["ModelError", "__version__", "load", "load_reader"]


def __getattr__(name: str) -> str:
    if name == "__version__":
        return str(read_meta()["version"])
    raise AttributeError(f"module 'orewire_news' has no attribute {name!r}")


def load(*, threads: int = 1) -> Language:
    """Load the model as a spaCy pipeline.

    Args:
        threads: threads for one text; workers of their own bring more.

    Returns:
        The pipeline: our tokenizer and `orewire_encoder`.

    Raises:
        ModelError: a file of the model is missing or damaged.
    """
    from spacy.lang.en import English

    from orewire.components import encoder
    from orewire.components.tokenizer import create_tokenizer

    meta = read_meta()
    kept = {key: meta[key] for key in ("name", "version", "description", "license")}
    nlp = English(meta=kept, create_tokenizer=create_tokenizer)
    nlp.add_pipe(encoder.FACTORY, config={"threads": threads})
    return nlp
