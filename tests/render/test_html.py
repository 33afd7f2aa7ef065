"""The page holds the article's text and nothing of it as markup; facts are tied to words that are there."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

import pytest
from articles import HOSTILE, TEXT, TITLE, extraction, hostile, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.render.html import render
from orewire.render.text import visible
from orewire.schema import Extraction, Label

VOID = {"meta", "br", "hr"}
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "h1",
    "h2",
    "h3",
    "span",
    "main",
    "article",
    "section",
    "div",
    "p",
    "mark",
    "button",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "a",
    "time",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "footer",
    "script",
    "nav",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "dir",
    "role",
    "type",
    "href",
    "rel",
    "title",
    "hidden",
    "open",
    "scope",
    "datetime",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "aria-live",
    "data-id",
    "data-label",
    "data-entity",
    "data-value",
    "data-trigger",
    "data-words",
    "data-sentence",
    "data-numbers",
    "data-mention",
    "data-role",
    "data-type",
    "data-status",
    "data-filter",
    "data-name",
    "data-every",
    "data-step",
}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def has_class(self, name: str) -> bool:
        return name in self.get("class").split()


class Reader(HTMLParser):
    """Reads a page back; every element must be closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.odd: list[str] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        assert len(element.attributes) == len(attrs)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def of(self, tag: str, style: str | None = None) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag and (style is None or element.has_class(style))
        ]


def tied(pieces: list[Element], kind: str, reference: str) -> str:
    """Return the words that a fact is tied to."""
    return solid("".join(piece.text for piece in pieces if reference in piece.get(f"data-{kind}").split()))


def solid(text: str) -> str:
    """Leave out white space: line ends between paragraphs are in no piece."""
    return "".join(text.split())


def check_page(made: Extraction, text: str) -> Reader:
    """Check all that must hold of any page with one article."""
    page = Reader(render([(made, text)]))
    shown = visible(text)
    assert page.odd == []
    assert {element.tag for element in page.elements} <= TAGS
    assert {name for element in page.elements for name in element.attributes} <= ATTRIBUTES
    assert len(page.of("script")) == len(page.of("style")) == 1
    (article,) = page.of("div", "text")
    assert article.text == shown
    marks = page.of("mark")
    assert [mark.text for mark in marks] == [shown[m.start : m.end] for m in made.mentions]
    ids = [element.get("id") for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.of("a") if link.get("href").startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    pieces = page.of("span", "words")
    for fact in made.facts:
        assert tied(pieces, "trigger", fact.id) == solid(shown[fact.trigger.start : fact.trigger.end])
        assert f"a1-{fact.id}" in ids
        for argument in fact.arguments:
            if hasattr(argument, "mention"):
                assert f"#a1-{argument.mention}" in links
            else:
                words = tied(pieces, "words", f"{fact.id}:{argument.role}")
                assert words == solid(shown[argument.start : argument.end])
    return page


def test_sample() -> None:
    page = check_page(sample(), TEXT)
    assert [p.text for p in page.of("p", "title")] == [TITLE]
    assert [mark.get("data-label") for mark in page.of("mark")][:3] == ["GPE", "MINERAL", "GPE"]
    assert page.of("mark")[5].get("data-value") == "USD 2,500,000,000; currency assumed"
    (warning,) = page.of("ul", "warnings")
    assert warning.text == "'next year' is left unresolved"
    assert {"confidence 91% · rule position.apposition"} == {p.text for p in page.of("p", "origin")}
    assert [dt.text for dt in page.of("dt")][:4] == ["supplier", "commodity", "quantity", "period"]
    counts = {chip.get("data-name"): chip.text for chip in page.of("button", "chip")}
    assert counts["GPE"] == "GPE 3"
    assert counts["SUPPLY"] == "SUPPLY 2"
    assert counts["possible"] == "possible 1"


def test_numbers_of_facts_stand_behind_their_triggers() -> None:
    pieces = check_page(sample(), TEXT).of("span", "trigger")
    assert [(piece.text, piece.get("data-numbers")) for piece in pieces] == [
        ("sold", "1"),
        ("Sharlapaev", ""),
        (", the ", ""),
        ("minister", "2"),
        ("may sell", "3"),
    ]


def test_hostile_article_stays_text() -> None:
    page = check_page(hostile(), HOSTILE)
    assert [link.get("href") for link in page.of("a") if not link.get("href").startswith("#")] == []
    assert "javascript:document" in page.of("p", "source")[0].text
    assert page.of("h2")[0].text == "</title><script>document.title='caught'</script>"


def test_nothing_comes_from_elsewhere() -> None:
    source = render([(sample(), TEXT)])
    page = Reader(source)
    (link,) = [link for link in page.of("a") if not link.get("href").startswith("#")]
    assert link.attributes == {"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer"}
    assert "url(" not in source
    assert "@import" not in source
    assert "http" not in source.replace("https://example.org", "").replace("http-equiv", "")


def test_policy_allows_our_script_and_style_only() -> None:
    page = Reader(render([(sample(), TEXT)]))
    (policy,) = [meta.get("content") for meta in page.of("meta") if meta.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        digest = hashlib.sha256(page.of(tag)[0].text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_several_articles_are_listed() -> None:
    plain = extraction("Tin fell.\n" * 40, {}, id="b", published="2024-03-22")
    page = Reader(render([(sample(), TEXT), (plain, "Tin fell.\n" * 40), (hostile(), HOSTILE)]))
    assert [article.get("id") for article in page.of("article")] == ["a1", "a2", "a3"]
    (nav,) = page.of("nav")
    assert "Kazakhstan sells tungsten Example News · 3 facts" in nav.text
    assert "b 2024-03-22 · 0 facts Tin fell. Tin" in nav.text
    assert "publication date unknown" in page.of("article")[0].text
    assert "No facts were found" in page.of("article")[1].text
    ids = [element.get("id") for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert Reader(render([(plain, "Tin fell.\n" * 40)])).of("nav") == []


def test_same_input_gives_the_same_page() -> None:
    assert render([(sample(), TEXT)]) == render([(sample(), TEXT)])


def test_a_long_article_goes_through() -> None:
    text = f"{TEXT}\n" * 1500
    assert len(text) > 300_000
    made = extraction(text, sample().model_dump(mode="json", include={"mentions", "entities", "facts"}))
    check_page(made, text)


# ---- Any text, any spans

PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "<",
            ">",
            "&lt;",
            '"',
            "'",
            "</p>",
            "</mark>",
            "</script>",
            "<!--",
            "]]>",
            "\r",
            "\n",
            "\r\n",
            "\n\n",
            "\x00",
        ]
    ),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Extraction, str]:
    text = "".join(draw(st.lists(PIECES, min_size=1, max_size=12))) or "x"
    offsets = st.integers(0, len(text))

    def drawn_span() -> dict[str, Any]:
        start, end = sorted(draw(st.tuples(offsets, offsets).filter(lambda pair: pair[0] != pair[1])))
        return {"start": start, "end": end, "text": text[start:end]}

    borders = sorted(set(draw(st.lists(offsets, max_size=6))))
    mentions = [
        {
            "id": f"m{number}",
            "label": "PERSON",
            "start": start,
            "end": end,
            "text": text[start:end],
            "entity": "e1",
        }
        for number, (start, end) in enumerate(pairwise(borders))
    ]
    entity = {
        "id": "e1",
        "label": "PERSON",
        "name": text,
        "aliases": [text],
        "mentions": [m["id"] for m in mentions],
    }
    facts = [
        {
            "id": f"f{number}",
            "type": "POSITION",
            "status": "actual",
            "trigger": drawn_span(),
            "sentence": drawn_span(),
            "arguments": [
                {"role": "person", "mention": draw(st.sampled_from(mentions))["id"]},
                {"role": "title", **drawn_span()},
            ],
            "uid": "0" * 32,
            "rule": text,
        }
        for number in range(draw(st.integers(0, 3)) if mentions else 0)
    ]
    record = {
        "mentions": mentions,
        "entities": [entity] if mentions else [],
        "facts": facts,
        "warnings": [text],
    }
    return extraction(text, record, title=text, source=text, url=text), text


@settings(deadline=None)
@given(articles())
def test_any_article_is_read_back_as_it_was(pair: tuple[Extraction, str]) -> None:
    check_page(*pair)


# ---- Colours

STYLE = files("orewire.render").joinpath("report.css").read_text(encoding="utf-8")
LIGHT, DARK = STYLE.split("@media screen and (prefers-color-scheme: dark)")[:2]
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def variables(scheme: str, selector: str) -> dict[str, str]:
    match = re.search(rf"{re.escape(selector)} \{{(.*?)\}}", scheme, re.DOTALL)
    assert match is not None
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", match[1]))


@SCHEMES
@pytest.mark.parametrize("label", Label)
def test_labels_can_be_read(scheme: str, label: Label) -> None:
    colours = variables(scheme, f".{label}")
    page = variables(scheme, ":root")
    assert contrast(page["ink"], colours["tint"]) >= 7
    assert contrast(colours["accent"], colours["tint"]) >= 4.5
    assert contrast(colours["accent"], page["paper"]) >= 4.5


@SCHEMES
def test_words_can_be_read(scheme: str) -> None:
    page = variables(scheme, ":root")
    for colour in ("ink", "quiet", "strong", "warning", "denied"):
        for ground in ("paper", "sheet", "sentence"):
            assert contrast(page[colour], page[ground]) >= 4.5, (colour, ground)
    assert contrast(page["on-trigger"], page["trigger"]) >= 7
    assert contrast(page["on-strong"], page["strong"]) >= 4.5


@SCHEMES
def test_no_two_labels_look_the_same(scheme: str) -> None:
    for one, other in combinations(Label, 2):
        assert variables(scheme, f".{one}")["tint"] != variables(scheme, f".{other}")["tint"]
