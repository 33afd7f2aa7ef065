"""Markdown: the text as its reader sees it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, BinaryIO

from orewire.documents.articles import make_article
from orewire.documents.items import Located, Unreadable
from orewire.documents.settings import Settings
from orewire.documents.text import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)

_SPACES_AT_BREAK = re.compile(r" *\n *")

_NEW_CELL = "\t"
_NEW_LINE = "\n"
_NEW_BLOCK = "\n\n"
_GAPS = ("", _NEW_CELL, _NEW_LINE, _NEW_BLOCK)

# What stands between two pieces of text, by the tokens between them; the widest counts.
_GAP_BEFORE = {
    "heading_open": _NEW_BLOCK,
    "paragraph_open": _NEW_BLOCK,
    "table_open": _NEW_BLOCK,
    "code_block": _NEW_BLOCK,
    "fence": _NEW_BLOCK,
    "html_block": _NEW_BLOCK,
    "list_item_open": _NEW_LINE,
    "tr_open": _NEW_LINE,
    "td_open": _NEW_CELL,
    "th_open": _NEW_CELL,
}


def read_markdown(
    stream: BinaryIO, where: str, article_id: str, settings: Settings
) -> Iterator[Located | Unreadable]:
    """Read the one article of a Markdown file, without its marks.

    Args:
        stream: the file's content, in UTF-8. Front matter in YAML may give ``title``, ``url``, ``source``,
            ``id``, and ``published`` or ``date``.
        where: the file.
        article_id: names the article if the front matter does not.
        settings: the publication date if the front matter has none.

    Yields:
        The article.

    Raises:
        InputError: if it is no text in UTF-8.
    """
    front_matter, content, warnings = _split(decode(stream.read()))
    values = {"published": front_matter.get("date"), **front_matter, "text": plain_text(content)}
    yield make_article(values, where, article_id, settings.published, warnings)


def plain_text(content: str) -> str:
    """Return the text of Markdown as its reader sees it.

    Args:
        content: CommonMark, with tables and struck-out words; HTML in it gives its text.

    Returns:
        Paragraphs, headings and code with an empty line between, items of lists and rows of tables on lines
        of their own, cells with a tab between.
    """
    pieces: list[str] = []
    gap = ""
    for token in _parser().parse(content):
        if not token.hidden:  # paragraphs of tight lists are
            gap = max(gap, _gap_before(token), key=_GAPS.index)
        text = _text_of(token)
        if text:
            pieces += [gap if pieces else "", text]
            gap = ""
    return "".join(pieces)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _gap_before(token: "Token") -> str:
    if token.type in ("bullet_list_open", "ordered_list_open"):
        return _NEW_LINE if token.level else _NEW_BLOCK
    return _GAP_BEFORE.get(token.type, "")


def _text_of(token: "Token") -> str:
    if token.type == "inline":
        return _SPACES_AT_BREAK.sub("\n", "".join(_inline(token.children or []))).strip()
    if token.type in ("code_block", "fence"):
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return _html_text(token.content)
    return ""


def _inline(tokens: "Iterable[Token]") -> Iterator[str]:
    for token in tokens:
        if token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            yield "\n"
        elif token.type == "image":
            yield "".join(_inline(token.children or []))
        elif token.type != "html_inline":
            yield token.content


def _html_text(content: str) -> str:
    parser = _HtmlText()
    # Behind the last ">" no tag ends; looking for its end at each "<" takes time in their number's square.
    tags, end, rest = content.rpartition(">")
    parser.feed(tags + end + rest.replace("<", "&lt;"))
    parser.close()
    return " ".join("".join(parser.pieces).split())


class _HtmlText(HTMLParser):
    """The text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        self._unseen = tag in ("script", "style")
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base's
        self._unseen = False
        self.pieces.append(" ")

    def parse_html_declaration(self, i: int) -> int:
        try:
            return super().parse_html_declaration(i)
        except AssertionError:  # none that it knows: browsers take it for a comment
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def _split(content: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Split front matter from what follows it; what is none stays text."""
    match = _FRONT_MATTER.match(content)
    if not match:
        return {}, content, ()
    import yaml

    try:
        # This loader leaves dates and numbers as the text that they are.
        values = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - it makes text, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        problem = " ".join(str(error).split())
        return {}, content, (f"the front matter is no YAML, and read as text: {problem}",)
    if not isinstance(values, dict):
        return {}, content, ()
    return (
        {name: value for name, value in values.items() if isinstance(value, str)},
        content[match.end() :],
        (),
    )
