"""Where components leave what they found until the resolver has chosen: ``doc._.candidates``."""

from collections.abc import Iterable

from spacy.tokens import Doc

from orewire.normalize.candidate import Candidate

_TEXT = "orewire_text"

if not Doc.has_extension("candidates"):
    Doc.set_extension("candidates", default=())
    Doc.set_extension("other_names", default=())


def add_candidates(doc: Doc, candidates: Iterable[Candidate]) -> None:
    """Add what a component found.

    Args:
        doc: the document being read.
        candidates: spans by character offset; they may overlap any others.
    """
    doc._.candidates = (*doc._.candidates, *candidates)


def get_candidates(doc: Doc) -> tuple[Candidate, ...]:
    """Return all that components found so far, in the order in which they found it."""
    candidates: tuple[Candidate, ...] = doc._.candidates
    return candidates


def set_other_names(doc: Doc, spans: Iterable[tuple[int, int]]) -> None:
    """Keep where names stand that are no mentions: events, works, products, laws, market indices."""
    doc._.other_names = tuple(spans)


def get_other_names(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the character offsets of names that are no mentions, in text order."""
    spans: tuple[tuple[int, int], ...] = doc._.other_names
    return spans


def clear_candidates(doc: Doc) -> None:
    """Forget the candidates: a Doc whose user data are plain can be saved and sent to other processes."""
    doc._.candidates = ()
    doc._.other_names = ()


def set_text(doc: Doc, text: str) -> None:
    """Keep the text that a document was made from, so that it need not be joined from the tokens."""
    doc.user_data[_TEXT] = text


def text_of(doc: Doc) -> str:
    """Return a document's text, joined from its tokens once; ``doc.text`` joins them at each access."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
