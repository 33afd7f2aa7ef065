"""Articles that came before are told by id and text, and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.documents import Duplicate, Unreadable, read_articles
from orewire.documents.duplicates import check_duplicates
from orewire.documents.items import Located
from orewire.schema import Article

Write = Callable[[str, bytes | str], str]


def located(*pairs: tuple[str, str]) -> Iterator[Located]:
    for number, (article_id, text) in enumerate(pairs):
        yield Located(str(number), Article(id=article_id, text=text))


@pytest.mark.parametrize(
    ("pairs", "expected", "told"),
    [
        ([("a", "x"), ("b", "y")], [("a", "x"), ("b", "y")], []),
        ([("a", "x"), ("a", "x"), ("a", "x")], [("a", "x")], ["1", "2"]),
        ([("a", "x"), ("a", "y"), ("a", "z")], [("a", "x"), ("a~2", "y"), ("a~3", "z")], ["1", "2"]),
        ([("a", "x"), ("b", "x")], [("a", "x"), ("b", "x")], ["1"]),
        ([("a", "x"), ("b", "y"), ("a", "y")], [("a", "x"), ("b", "y"), ("a~2", "y")], ["2", "2"]),
        ([("a", "x"), ("a", "y"), ("a", "y")], [("a", "x"), ("a~2", "y")], ["1", "2"]),
        ([("a~2", "w"), ("a", "x"), ("a", "y")], [("a~2", "w"), ("a", "x"), ("a~3", "y")], ["2"]),
        ([("a", "x"), ("a", "y"), ("a~2", "z")], [("a", "x"), ("a~2", "y"), ("a~2~2", "z")], ["1", "2"]),
        ([("a", "bx"), ("ab", "x")], [("a", "bx"), ("ab", "x")], []),
        ([("a", "x"), ("A", "X")], [("a", "x"), ("A", "X")], []),
    ],
)
def test_duplicates(pairs: list[tuple[str, str]], expected: list[tuple[str, str]], told: list[str]) -> None:
    items = list(check_duplicates(located(*pairs)))
    assert [(item.id, item.text) for item in items if isinstance(item, Article)] == expected
    assert [item.where for item in items if isinstance(item, Duplicate)] == told


def test_duplicates_carry_what_was_told() -> None:
    items = list(check_duplicates(located(("a", "x"), ("b", "y"), ("a", "y"))))
    reasons = (
        'the id "a" came before with another text: this is now "a~2"',
        "the same text came before under another id",
    )
    assert items == [
        Article(id="a", text="x"),
        Article(id="b", text="y"),
        *(Duplicate("2", "a", reason) for reason in reasons),
        Article(id="a~2", text="y", warnings=reasons),
    ]


def test_what_is_left_out_is_told() -> None:
    *_, last = check_duplicates(located(("a", "x"), ("a", "x")))
    assert last == Duplicate("1", "a", "the same id and text came before: left out")


def test_what_is_no_article_passes() -> None:
    problems = [Unreadable("here", "why"), Unreadable("here", "why")]
    assert list(check_duplicates(problems)) == problems


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "a~2", "a~3"]), st.sampled_from("xyz"))))
@settings(deadline=None)
def test_ids_are_unique_and_no_pair_is_lost(pairs: list[tuple[str, str]]) -> None:
    items = list(check_duplicates(located(*pairs)))
    articles = [item for item in items if isinstance(item, Article)]
    assert len({article.id for article in articles}) == len(articles)
    assert [article.text for article in articles] == [text for _, text in dict.fromkeys(pairs)]


def test_same_name_in_other_folders_and_inputs(write: Write) -> None:
    one, two = write("one/a.txt", "x"), write("two/a.txt", "y")
    folder = one.removesuffix("/one/a.txt")
    assert [item.id for item in read_articles([folder]) if isinstance(item, Article)] == ["one/a", "two/a"]
    assert [item.id for item in read_articles([one, two]) if isinstance(item, Article)] == ["a", "a~2"]
