"""Markdown: the text as its reader sees it, and what front matter says."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.documents import Settings, read_articles
from orewire.documents.markdown import plain_text
from orewire.schema import Article

Write = Callable[[str, bytes | str], str]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tin *rose* to **$30,000** a ~~ton~~ tonne.", "Tin rose to $30,000 a ton tonne."),
        ("# Tin rises\n\nIt rose.\n\nAgain\n-----\nIt did.", "Tin rises\n\nIt rose.\n\nAgain\n\nIt did."),
        ("A line\nthat goes on.\nAnd on.", "A line that goes on. And on."),
        ("One  \ntwo\\\nthree <BR> four", "One\ntwo\nthree\nfour"),
        (
            "[Rio Tinto](https://x.example 'a title') and <https://y.example>",
            "Rio Tinto and https://y.example",
        ),
        ("A [reference][1].\n\n[1]: https://x.example", "A reference."),
        ("![The mine *at dawn*](mine.jpg)", "The mine at dawn"),
        ("- Tin\n- Lead\n  - Zinc\n- Gold\n\nAfter.", "Tin\nLead\nZinc\nGold\n\nAfter."),
        ("Before:\n\n1. Tin\n2. Lead", "Before:\n\nTin\nLead"),
        ("* Tin\n\n* Lead\n\n  More on lead.", "Tin\n\nLead\n\nMore on lead."),
        ("> Quoted\n> words\n\nPlain.", "Quoted words\n\nPlain."),
        (
            "| Metal | Price |\n|---|---:|\n| Tin | $30,000 |\n\nAfter.",
            "Metal\tPrice\nTin\t$30,000\n\nAfter.",
        ),
        (
            "Run `make *x*`:\n\n```sh\nmake  all\n\nmake *x*\n```\n\n    indented",
            "Run make *x*:\n\nmake  all\n\nmake *x*\n\nindented",
        ),
        ("5 &lt; 6 &amp; AT&T \\*not emphasis\\*", "5 < 6 & AT&T *not emphasis*"),
        ("Tin <b>rose</b> <!-- why? -->today", "Tin rose today"),
        ("<div>Tin &amp; <p>lead</p>\n<script>x = 1</script></div>\n\nAfter", "Tin & lead\n\nAfter"),
        ("<div>Tin <![foo bar]> rose", "Tin rose"),
        ("<div>Tin <![foo bar", "Tin <![foo bar"),
        ("<div>Tin <![ rose", "Tin <![ rose"),
        ("<div>5 < 6 &amp; <b", "5 < 6 & <b"),
        pytest.param("<div>" + "<a " * 9_999, "<a " * 9_998 + "<a", id="tags that never end"),
        ("<div>Tin <![CDATA[ > ]]> rose", "Tin rose"),
        ("Above\n\n---\n\nBelow", "Above\n\nBelow"),
        ("$5 * 3 and snake_case_name and 2 * 4", "$5 * 3 and snake_case_name and 2 * 4"),
        ("", ""),
        ("<!-- nothing -->", ""),
    ],
)
def test_plain_text(content: str, expected: str) -> None:
    assert plain_text(content) == expected


@given(st.lists(st.text("abcXYZ0123456789 ,.$%()", min_size=1).map(str.strip).filter(str), min_size=1))
@settings(deadline=None)
def test_plain_paragraphs_stay_as_they_are(paragraphs: list[str]) -> None:
    # A number with a point or bracket begins a list.
    content = [f"x{' '.join(paragraph.split())}" for paragraph in paragraphs]
    assert plain_text("\n\n".join(content)) == "\n\n".join(content)


FRONT = "---\n{}\n---\nTin rose.\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            FRONT.format(
                "title: Tin rises\ndate: 2024-03-22\nurl: https://x.example\nsource: X\ntags: [tin]"
            ),
            Article(
                id="a",
                text="Tin rose.",
                title="Tin rises",
                url="https://x.example",
                source="X",
                published=date(2024, 3, 22),
            ),
        ),
        (
            FRONT.format(
                'title: "Tin: \\"up\\""\npublished: 2024-03-22T10:00:00Z\ndate: 2020-01-01\nid: tin'
            ),
            Article(id="tin", text="Tin rose.", title='Tin: "up"', published=date(2024, 3, 22)),
        ),
        (
            FRONT.format("title: 2024\ndate:").replace("\n", "\r\n"),
            Article(id="a", text="Tin rose.", title="2024"),
        ),
        ("---\ntitle: T\n...\n", Article(id="a", text="", title="T")),
        ("---\n\nTin rose.\n\n---\n\nLead fell.", Article(id="a", text="Tin rose.\n\nLead fell.")),
        ("Tin rose.\n\n---\ntitle: T\n---\n", Article(id="a", text="Tin rose.\n\ntitle: T")),
        (
            FRONT.format("date: yesterday"),
            Article(
                id="a",
                text="Tin rose.",
                warnings=("published 'yesterday' is no ISO date (YYYY-MM-DD): ignored",),
            ),
        ),
    ],
)
def test_front_matter(write: Write, content: str, expected: Article) -> None:
    assert list(read_articles([write("a.md", content)])) == [expected]


@pytest.mark.parametrize("front", ["title: Tin: up", f"title: {'[' * 1_000}"], ids=["no YAML", "too deep"])
def test_front_matter_that_is_no_yaml_is_text_with_a_warning(write: Write, front: str) -> None:
    (article,) = read_articles([write("a.md", FRONT.format(front))])
    assert isinstance(article, Article)
    assert front in article.text
    assert "Tin rose." in article.text
    assert article.warnings[0].startswith("the front matter is no YAML")


def test_front_matter_goes_before_the_given_date(write: Write) -> None:
    (article,) = read_articles([write("a.md", FRONT.format("date: 2024-03-22"))], Settings(date(2000, 1, 1)))
    assert isinstance(article, Article)
    assert article.published == date(2024, 3, 22)
