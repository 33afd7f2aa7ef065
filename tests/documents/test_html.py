"""Web pages: the article and what the page says about it."""

import socket
from collections.abc import Callable
from datetime import date

import pytest

from orewire.documents import Settings, Unreadable, read_articles
from orewire.schema import Article

Write = Callable[[str, bytes | str], str]

FIRST = "Tin rose to $30,000 a tonne on Friday, its highest price since 2022, as traders feared for supply."
SECOND = "Indonesia exported 5,000 tonnes in February, official data showed, down from 6,200 tonnes in 2023."

PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tin rises | Example News</title>
<meta property="og:title" content="Tin rises">
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2024-03-22T10:00:00Z">
<link rel="canonical" href="https://news.example.com/tin-rises"></head>
<body><nav><a href="/">Home</a> <a href="/metals">Metals</a></nav>
<article><h1>Tin rises</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<div id="comments"><p>First comment!</p></div>
<footer>Copyright 2031</footer></body></html>"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def page_of(head: str = "", body: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


def read(path: str, settings: Settings | None = None) -> Article:
    (article,) = read_articles([path], settings)
    assert isinstance(article, Article)
    return article


def test_page(write: Write) -> None:
    assert read(write("page.html", PAGE)) == Article(
        id="page",
        text=f"Tin rises\n{FIRST}\n{SECOND}",
        title="Tin rises",
        url="https://news.example.com/tin-rises",
        source="Example News",
        published=date(2024, 3, 22),
    )


def test_page_that_says_nothing_about_itself(write: Write) -> None:
    path = write("page.htm", page_of())
    assert read(path) == Article(id="page", text=f"{FIRST}\n{SECOND}")
    assert read(path, Settings(date(2020, 1, 2))).published == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="date" content="1987-03-22">', "", date(1987, 3, 22)),
        ('<meta name="date" content="2045-03-22">', "", date(2045, 3, 22)),
        ('<script type="application/ld+json">{"datePublished": "2019-05-06"}</script>', "", date(2019, 5, 6)),
        ("", "<p>The plant opened on 5 May 2011 and closed on May 9, 2015, the company said.</p>", None),
    ],
)
def test_dates_are_those_that_pages_declare(
    write: Write, head: str, body: str, expected: date | None
) -> None:
    assert read(write("a.html", page_of(head, f"<p>{FIRST}</p>{body}"))).published == expected


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("utf-8", "iso-8859-1"), ("windows-1252", "windows-1252"), ("utf-16", "utf-16")],
)
def test_encodings(write: Write, encoding: str, declared: str) -> None:
    words = "Die Münze kostete 5 €, sagte der Händler – für Käufer zu viel."
    data = page_of(f'<meta charset="{declared}">', f"<p>{words}</p><p>{words} Überall.</p>").encode(encoding)
    assert read(write("a.html", data)).text == f"{words}\n{words} Überall."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body></body></html>",
        b"<html><body><script>var gold = 1;</script></body></html>",
        b"no page at all",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_pages_without_article(write: Write, data: bytes) -> None:
    path = write("a.html", data)
    assert list(read_articles([path])) == [Unreadable(path, "no article text was found in the page")]


def test_deeply_nested_pages_end_no_run(write: Write) -> None:
    path = write("a.html", "<html><body>" + "<div>" * 20_000 + FIRST)
    (item,) = read_articles([path])
    assert isinstance(item, Article | Unreadable)
