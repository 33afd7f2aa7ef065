"""Reads our own newswire: reports with names marked inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orewire_news.decoding import NAME_LABELS

_HEADER = re.compile(
    r"#\s*id:\s*(?P<id>\S+)\s*\|\s*style:\s*(?P<style>[^|]+?)\s*\|\s*published:\s*(?P<published>\S+)\s*$"
)
_MARK = re.compile(r"\[\[(?P<label>[^|\[\]]*)\|(?P<text>[^\[\]]*)\]\]")
_END = "%%"


class NewswireError(ValueError):
    """A newswire file is not as it should be; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report with the marks taken out.

    Attributes:
        id: unique id from its header.
        style: the style named in its header.
        text: the plain text.
        names: ``(start, end, label)`` by character.
    """

    id: str
    style: str
    text: str
    names: tuple[tuple[int, int, str], ...]


def read_newswire(path: Path) -> Iterator[Report]:
    """Read the reports of one file.

    Args:
        path: a UTF-8 file; each report begins with a header line and ends with a line ``%%``.

    Yields:
        The reports in order.

    Raises:
        NewswireError: a header, a mark or an end is missing or malformed.
    """
    header: re.Match[str] | None = None
    body: list[str] = []
    first = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if header is None:
            if not line.strip():
                continue
            header = _HEADER.match(line)
            if header is None:
                raise NewswireError(f"{path.name}:{number}: expected '# id: … | style: … | published: …'")
            body, first = [], number + 1
        elif line.strip() == _END:
            marked = "\n".join(body).strip("\n")
            text, names = parse_marks(marked, where=f"{path.name}:{first}")
            yield Report(header["id"], header["style"], text, names)
            header = None
        else:
            if _HEADER.match(line):
                raise NewswireError(f"{path.name}:{number}: a report begins before '%%' ended the one before")
            body.append(line)
    if header is not None:
        raise NewswireError(f"{path.name}: the last report ({header['id']}) does not end with '%%'")


def parse_marks(marked: str, *, where: str = "text") -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Take ``[[LABEL|name]]`` marks out of a text.

    Args:
        marked: the text with marks.
        where: what to call the text in an error.

    Returns:
        The plain text, and ``(start, end, label)`` of each name.

    Raises:
        NewswireError: a mark is malformed, nested, empty or has an unknown label.
    """
    parts: list[str] = []
    names: list[tuple[int, int, str]] = []
    length = position = 0
    for mark in _MARK.finditer(marked):
        label, name = mark["label"], mark["text"]
        if label not in NAME_LABELS:
            raise NewswireError(f"{where}: unknown label in {mark.group()!r}; use {', '.join(NAME_LABELS)}")
        if not name or name != name.strip():
            raise NewswireError(f"{where}: empty name or space at its border in {mark.group()!r}")
        before = marked[position : mark.start()]
        parts += [before, name]
        length += len(before)
        names.append((length, length + len(name), label))
        length += len(name)
        position = mark.end()
    parts.append(marked[position:])
    text = "".join(parts)
    for sign in ("[[", "]]"):
        if sign in text:
            around = text[max(0, text.index(sign) - 30) : text.index(sign) + 30]
            raise NewswireError(f"{where}: stray {sign!r} near {around!r}")
    return text, tuple(names)
