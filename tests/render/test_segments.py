import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.render.segments import Tagged, cut, paragraphs


@given(
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda pair: (pair[0], sum(pair)))),
)
def test_pieces_cover_the_stretch_and_know_their_spans(length: int, borders: list[tuple[int, int]]) -> None:
    spans = [Tagged(start, end, number) for number, (start, end) in enumerate(borders)]
    pieces = list(cut(0, length, spans))
    assert [offset for piece in pieces for offset in range(piece.start, piece.end)] == list(range(length))
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert list(piece.spans) == [span for span in spans if span.start <= offset < span.end]


@pytest.mark.parametrize(
    ("text", "whole", "found"),
    [
        ("", [], []),
        ("one", [], ["one"]),
        ("\n\none\n\n", [], ["one"]),
        # short lines: broken at a width, so blank lines part
        ("a line\nthat goes on\n\nanother", [], ["a line\nthat goes on", "another"]),
        ("a\r\nb\r\n \r\nc\r\n\r\n", [], ["a\r\nb", "c"]),
        # a long line: each line is a paragraph
        (f"title\n{'word ' * 30}\nlast\n", [], ["title", "word " * 30, "last\n"[:-1]]),
        # no end inside of a mention
        ("one\n\ntwo\n\nthree", [(2, 6)], ["one\n\ntwo", "three"]),
        ("one\n\ntwo\n\nthree", [(0, 3), (5, 8)], ["one", "two", "three"]),
    ],
)
def test_paragraphs(text: str, whole: list[tuple[int, int]], found: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text, whole)] == found


@given(st.text(alphabet="ab \r\n\t", max_size=60))
def test_between_paragraphs_is_white_space(text: str) -> None:
    position = 0
    for start, end in [*paragraphs(text, []), (len(text), len(text))]:
        assert not text[position:start].strip()
        position = end
