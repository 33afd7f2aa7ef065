"""Extractions as one HTML file that needs nothing else: texts with marked mentions, facts beside them."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from string import Template
from typing import NamedTuple

from orewire.render.fact_cards import fact_filter, fact_list, label_filter, tables
from orewire.render.marked_text import marked_text, starts_with_title
from orewire.render.markup import Html, element, escaped
from orewire.render.text import visible
from orewire.schema import Extraction

# How much of an article's beginning stands below its name in the list of articles.
_LEAD = 110


class _Entry(NamedTuple):
    """An article of the page.

    Attributes:
        number: its place, from 1.
        extraction: what was found in it.
        text: its text.
    """

    number: int
    extraction: Extraction
    text: str

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"a{self.number}"

    @property
    def prefix(self) -> str:
        """What the ids of its mentions and facts begin with in the page."""
        return f"{self.id}-"

    @property
    def name(self) -> str:
        """What to call it."""
        return self.extraction.article.title or self.extraction.article.id


def render(articles: Iterable[tuple[Extraction, str]]) -> str:
    """Render extractions as one page.

    Nothing in it comes from the network or from another file. Its content security policy allows its own
    style and script, by their hashes, and nothing else.

    Args:
        articles: each extraction with the text that it was made of.

    Returns:
        The whole HTML file.
    """
    entries = [_Entry(number, *pair) for number, pair in enumerate(articles, start=1)]
    style = _read("report.css")
    script = _read("report.js")
    title = entries[0].name if len(entries) == 1 else f"{len(entries)} articles"
    return Template(_read("report.html")).substitute(
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        title=escaped(title),
        style=style,
        script=script,
        list=_list(entries),
        articles="\n".join(_article(entry) for entry in entries),
    )


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _list(entries: Sequence[_Entry]) -> Html:
    if len(entries) < 2:
        return Html("")
    items = (
        element(
            "li",
            {},
            element(
                "a",
                {"href": f"#{entry.id}"},
                element("span", {"class": "name", "dir": "auto"}, escaped(entry.name)),
                escaped(" "),
                element("span", {"class": "about"}, escaped(" · ".join(_about(entry)))),
                *_lead(entry),
            ),
        )
        for entry in entries
    )
    return element(
        "nav",
        {"class": "articles", "aria-label": "Articles"},
        element(
            "details",
            {"open": ""},
            element("summary", {}, element("span", {}, escaped(f"{len(entries)} articles"))),
            element("ol", {}, *items),
        ),
        _step("previous", "Previous article", "\u2190"),
        _step("next", "Next article", "\u2192"),
    )


def _step(name: str, title: str, arrow: str) -> Html:
    attributes = {"type": "button", "class": "step", "data-step": name, "title": title, "aria-label": title}
    return element("button", {**attributes, "hidden": ""}, escaped(arrow))


def _about(entry: _Entry) -> list[str]:
    info = entry.extraction.article
    parts = [str(info.published) if info.published else None, info.source]
    count = len(entry.extraction.facts)
    parts.append(f"{count} fact{'' if count == 1 else 's'}")
    return [part for part in parts if part]


def _lead(entry: _Entry) -> tuple[Html, ...]:
    """The beginning of an article's text, unless that is its title."""
    if starts_with_title(entry.extraction, visible(entry.text)):
        return ()
    lead = " ".join(entry.text[: 4 * _LEAD].split())
    if len(lead) > _LEAD:
        lead = f"{lead[:_LEAD].rstrip()}…"
    return (escaped(" "), element("span", {"class": "lead", "dir": "auto"}, escaped(lead)))


def _article(entry: _Entry) -> Html:
    extraction = entry.extraction
    titled = starts_with_title(extraction, visible(entry.text))
    return element(
        "article",
        {"id": entry.id, "aria-labelledby": f"{entry.id}-name", "data-name": entry.name},
        element(
            "header",
            {},
            element(
                "h2",
                {"id": f"{entry.id}-name", "class": "unseen" if titled else None, "dir": "auto"},
                escaped(entry.name),
            ),
            _source(entry),
            _warnings(extraction),
        ),
        element(
            "section",
            {"class": "reading", "aria-label": "Text"},
            label_filter(extraction),
            element("div", {"class": "text"}, marked_text(extraction, entry.text, entry.prefix)),
        ),
        element(
            "section",
            {"class": "findings", "aria-label": "Facts"},
            element(
                "h2",
                {},
                escaped("Facts "),
                element(
                    "span", {"class": "count", "aria-live": "polite"}, escaped(str(len(extraction.facts)))
                ),
            ),
            fact_filter(extraction),
            fact_list(extraction, entry.prefix),
        ),
        element("section", {"class": "tables", "aria-label": "Tables"}, tables(extraction, entry.prefix)),
        _made_by(extraction),
    )


def _source(entry: _Entry) -> Html:
    info = entry.extraction.article
    parts: list[Html] = []
    if info.published:
        day = info.published
        parts.append(
            element("time", {"datetime": day.isoformat()}, escaped(f"{day.day} {day:%B} {day.year}"))
        )
    else:
        parts.append(element("span", {}, escaped("publication date unknown")))
    if info.source:
        parts.append(element("span", {"dir": "auto"}, escaped(info.source)))
    if info.title and info.id != info.title:
        parts.append(element("span", {"dir": "auto"}, escaped(info.id)))
    if info.url:
        parts.append(_link(info.url))
    return element("p", {"class": "source"}, Html(" · ".join(parts)))


def _link(url: str) -> Html:
    if not url.lower().startswith(("https://", "http://")):
        return element("span", {}, escaped(url))  # no javascript: or file: link comes from an article
    return element("a", {"href": url, "rel": "noopener noreferrer"}, escaped(url))


def _warnings(extraction: Extraction) -> Html:
    if not extraction.warnings:
        return Html("")
    items = (element("li", {"dir": "auto"}, escaped(warning)) for warning in extraction.warnings)
    return element("ul", {"class": "warnings", "aria-label": "Warnings"}, *items)


def _made_by(extraction: Extraction) -> Html:
    pipeline = extraction.pipeline
    return element(
        "footer",
        {},
        escaped(
            f"orewire {pipeline.version} · model {pipeline.model} {pipeline.model_version} · "
            f"text sha256 {extraction.article.sha256}"
        ),
    )
