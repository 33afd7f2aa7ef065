"""An article's text as HTML: paragraphs with marked mentions and the words that facts rest on."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from orewire.render.markup import Html, element, escaped_visible
from orewire.render.segments import Piece, Tagged, cut, paragraphs
from orewire.render.text import visible
from orewire.render.values import readable
from orewire.schema import Extraction, Fact, Mention, TextArgument


class _Paragraph(NamedTuple):
    """A paragraph, and whether it is the article's title."""

    is_title: bool


class _Use(NamedTuple):
    """What a fact uses words for, and the fact: ``f3``, or ``f3:kind`` with the role that they fill."""

    kind: Literal["trigger", "words", "sentence"]
    reference: str


_Tag = _Paragraph | Mention | _Use


def starts_with_title(extraction: Extraction, text: str) -> bool:
    """Tell whether an article's first line is its title."""
    return _title_of(extraction, text) is not None


def _title_of(extraction: Extraction, text: str) -> tuple[int, int] | None:
    """Start and end of the line that is the article's title."""
    title = extraction.article.title
    if title is None or not title.strip():
        return None
    start = len(text) - len(text.lstrip())
    line = text[start:].partition("\n")[0].rstrip()
    end = start + len(line)
    torn = any(m.start < start or m.start < end < m.end for m in extraction.mentions)
    return None if torn or line != visible(title).strip() else (start, end)


def marked_text(extraction: Extraction, text: str, prefix: str) -> Html:
    """Draw a text.

    Args:
        extraction: what was found in it.
        text: the article's text.
        prefix: what to put before ids, so that they are unique in the page.

    Returns:
        Paragraphs. Their text with that between them is the article's, character by character.
    """
    shown = visible(text)
    spans = [*_paragraphs(extraction, shown), *_mentions(extraction), *_uses(extraction)]
    parts: list[Html] = []
    for paragraph, pieces in groupby(cut(0, len(shown), spans), _paragraph_of):
        if paragraph is None:
            parts.extend(escaped_visible(shown[piece.start : piece.end]) for piece in pieces)
        else:
            style = "title" if paragraph.is_title else None
            parts.append(element("p", {"class": style, "dir": "auto"}, *_line(pieces, shown, prefix)))
    return Html("".join(parts))


def _paragraphs(extraction: Extraction, shown: str) -> Iterator[Tagged[_Tag]]:
    title = _title_of(extraction, shown)
    if title is not None:
        yield Tagged(*title, _Paragraph(is_title=True))
    whole = ((mention.start, mention.end) for mention in extraction.mentions)
    for start, end in paragraphs(shown, whole, 0 if title is None else title[1]):
        yield Tagged(start, end, _Paragraph(is_title=False))


def _mentions(extraction: Extraction) -> Iterator[Tagged[_Tag]]:
    for mention in extraction.mentions:
        yield Tagged(mention.start, mention.end, mention)


def _uses(extraction: Extraction) -> Iterator[Tagged[_Tag]]:
    for fact in extraction.facts:
        yield from _uses_of(fact)


def _uses_of(fact: Fact) -> Iterator[Tagged[_Tag]]:
    yield Tagged(fact.trigger.start, fact.trigger.end, _Use("trigger", fact.id))
    yield Tagged(fact.sentence.start, fact.sentence.end, _Use("sentence", fact.id))
    for argument in fact.arguments:
        if isinstance(argument, TextArgument):
            yield Tagged(argument.start, argument.end, _Use("words", f"{fact.id}:{argument.role}"))


def _paragraph_of(piece: Piece[_Tag]) -> _Paragraph | None:
    return next((span.tag for span in piece.spans if isinstance(span.tag, _Paragraph)), None)


def _mention_of(piece: Piece[_Tag]) -> Mention | None:
    tags = (span.tag for span in piece.spans)
    return next((tag for tag in tags if not isinstance(tag, _Paragraph | _Use)), None)


def _line(pieces: Iterable[Piece[_Tag]], shown: str, prefix: str) -> Iterator[Html]:
    for mention, group in groupby(pieces, _mention_of):
        words = (_words(piece, shown) for piece in group)
        if mention is None:
            yield from words
        else:
            attributes = {
                "class": f"mention {mention.label}",
                "id": f"{prefix}{mention.id}",
                "data-id": mention.id,
                "data-label": mention.label,
                "data-entity": mention.entity,
                "data-value": readable(mention.value) if mention.value else None,
            }
            yield element("mark", attributes, *words)


def _words(piece: Piece[_Tag], shown: str) -> Html:
    words = escaped_visible(shown[piece.start : piece.end])
    uses = {
        f"data-{kind}": " ".join(
            span.tag.reference for span in piece.spans if isinstance(span.tag, _Use) and span.tag.kind == kind
        )
        for kind in ("trigger", "words", "sentence")
    }
    used = {name: references for name, references in uses.items() if references}
    if not used:
        return words
    ended = [
        span.tag.reference.removeprefix("f")
        for span in piece.spans
        if isinstance(span.tag, _Use) and span.tag.kind == "trigger" and span.end == piece.end
    ]
    style = "words trigger" if "data-trigger" in used else "words"
    return element("span", {"class": style, **used, "data-numbers": ",".join(ended) or None}, words)
