"""Windows over texts of any length, with a network that is a stand-in."""

from pathlib import Path

import numpy as np
import pytest

reading = pytest.importorskip("orewire_news.reading")
text = pytest.importorskip("orewire_news.text")
decoding = pytest.importorskip("orewire_news.decoding")

TOKENIZER = Path(text.__file__).with_name("tokenizer.json")


class StandIn:
    """Finds a sentence start after every tenth word of a text, whatever window it sees."""

    def __init__(self):
        self.windows = []

    def __call__(self, window):
        words = len(window.first)
        self.windows.append(window)
        names = np.full((words, len(decoding.TAGS)), 0.001)
        names[:, 0] = 1.0
        arcs = np.zeros((words, words), dtype=np.float32)
        # Every word's first piece is a number that tells its place in the text.
        starts = np.where(window.known == reading.BEGINS, 1.0, -1.0) + 2.0 * (
            window.pieces[window.first] % 10 == 0
        ) * (window.known != reading.GOES_ON)
        return reading.Output(
            names,
            np.zeros(words, dtype=np.int64),
            starts,
            arcs,
            np.zeros(words, dtype=np.int64),
            np.zeros((words, 2)),
        )


class Places:
    """Gives the n-th word the piece n."""

    first, last, unknown, mask = 1, 2, 3, 4

    def lookup(self, words):
        return [((int(word),), 1) for word in words]


@pytest.mark.parametrize("count", [0, 1, 5, 28, 29, 100, 1000])
def test_every_word_is_read_once(count):
    network = StandIn()
    reader = reading.Reader(network, Places(), upos=["X"], relations=["dep", "root"], window=30)
    found = reader.read([str(number) for number in range(count)])
    assert len(found.heads) == len(found.upos) == len(found.relations) == len(found.starts) == count
    assert [number for number, start in enumerate(found.starts) if start] == list(range(0, count, 10))
    assert all(len(window.pieces) <= 30 for window in network.windows)


def test_trees_stay_in_their_sentences():
    reader = reading.Reader(StandIn(), Places(), upos=["X"], relations=["dep", "root"], window=30)
    found = reader.read([str(number) for number in range(95)])
    for start in range(0, 95, 10):
        heads = [head - start for head in found.heads[start : start + 10]]
        assert decoding.is_tree(heads)
        roots = [found.relations[start + word] == "root" for word, head in enumerate(heads) if head == word]
        assert roots == [True]


def test_windows_end_where_a_sentence_is_known_to_begin():
    network = StandIn()
    reader = reading.Reader(network, Places(), upos=["X"], relations=["dep", "root"], window=30)
    reader.read([str(number) for number in range(60)], (), {25: reading.BEGINS, 50: reading.BEGINS})
    assert [len(window.first) for window in network.windows] == [25, 25, 10]


def test_known_words_go_on():
    words = [str(number) for number in range(40)]
    reader = reading.Reader(StandIn(), Places(), upos=["X"], relations=["dep", "root"], window=100)
    found = reader.read(words, (), reading.known_sentences([1] + [0] * 39))
    assert sum(found.starts) == 1


class LongName(StandIn):
    """Finds one organization in words 25 to 31, whatever window it sees."""

    def __call__(self, window):
        output = super().__call__(window)
        for row, word in enumerate(window.pieces[window.first]):
            tag = "B-ORG" if word == 25 else "I-ORG" if 25 < word < 32 else "O"
            output.names[row] = 0.001
            output.names[row, decoding.TAGS.index(tag)] = 0.986
        return output


def test_a_name_that_a_window_cuts_is_one_name():
    reader = reading.Reader(LongName(), Places(), upos=["X"], relations=["dep", "root"], window=30)
    words = [str(number) for number in range(40)]
    found = reader.read(words, (), reading.known_sentences([1] + [0] * 39))
    assert [(name.start, name.end, name.label) for name in found.names] == [(25, 32, "ORG")]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("mine", "lower"),
        ("Mine", "title"),
        ("MINE", "upper"),
        ("A", "letter"),
        ("McDonald", "mixed"),
        ("1990", "digits"),
        ("10K", "alphanumeric"),
        ("$", "punctuation"),
        ("中国", "uncased"),
        ("U.S.", "dotted"),
        ("😀", "punctuation"),
    ],
)
def test_shapes(word, shape):
    assert text.SHAPES[text.shape_of(word)] == shape


@pytest.mark.skipif(not TOKENIZER.exists(), reason="the model is not here")
@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        "a" * 20_000,
        "中" * 5000,
        "😀" * 50,
        "\u200b",
        "don’t",
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
def test_every_word_has_pieces(word):
    pieces = text.WordPieces(TOKENIZER)
    ((ids, _),) = pieces.lookup([word])
    assert 1 <= len(ids) <= text.MAX_PIECES_PER_WORD
    assert pieces.lookup([word, word])[1][0] == ids
