"""Training data: what labels allow, how our newswire is read, what changes keep."""

import json
import random

import pytest

pytest.importorskip("orewire_news.decoding")

from orewire_news.decoding import TAGS
from training.augment import (
    NamePools,
    Sample,
    add_dateline,
    add_tickers,
    augment,
    cut,
    insert,
    recase,
    replace_names,
    wrap_lines,
)
from training.config import read_config
from training.documents import Document, Syntax, read_documents, write_documents
from training.labels import ANYTHING, OWN, Scheme, allowed_tags, scheme_of
from training.newswire import NewswireError, parse_marks, read_newswire


def names_of(mask):
    return {TAGS[tag] for tag in range(len(TAGS)) if mask >> tag & 1}


def test_own_labels_allow_one_tag_each():
    masks = allowed_tags(4, [(0, 2, "ORG"), (3, 4, "LOC")], OWN)
    assert [names_of(mask) for mask in masks] == [{"B-ORG"}, {"I-ORG"}, {"O"}, {"B-LOC"}]


def test_a_place_of_any_kind_allows_all_places():
    masks = allowed_tags(2, [(0, 2, "LOC")], Scheme())
    assert names_of(masks[0]) == {"B-GPE", "B-LOC", "B-FAC"}
    assert names_of(masks[1]) == {"I-GPE", "I-LOC", "I-FAC"}


def test_what_a_set_did_not_label_may_hide_outside():
    assert names_of(allowed_tags(1, [], scheme_of("ewt"))[0]) == {"O", "B-MISC", "I-MISC"}
    assert names_of(allowed_tags(1, [], scheme_of("wikigold"))[0]) == {"O"}


def test_words_of_an_unsure_span_may_be_anything():
    assert allowed_tags(2, [(0, 1, "?")], OWN) == [ANYTHING, 1]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([(0, 3, "ORG")], "outside"),
        ([(1, 1, "ORG")], "outside"),
        ([(0, 2, "ORG"), (1, 2, "GPE")], "overlaps"),
        ([(0, 1, "DATE")], "not one of"),
    ],
)
def test_bad_spans_are_refused(names, message):
    with pytest.raises(ValueError, match=message):
        allowed_tags(2, names, OWN)


def test_marks_are_taken_out():
    text, names = parse_marks("[[GPE|Lima]] - [[ORG|Buen Metal]] said.")
    assert text == "Lima - Buen Metal said."
    assert [(text[start:end], label) for start, end, label in names] == [
        ("Lima", "GPE"),
        ("Buen Metal", "ORG"),
    ]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("[[DATE|Monday]]", "unknown label"),
        ("[[ORG|]]", "empty name"),
        ("[[ORG| Acme]]", "space at its border"),
        ("[[ORG|Acme", "stray"),
        ("Acme]] rose", "stray"),
        ("[[ORG|Bank of [[GPE|Chile]]]]", "stray"),
        ("[[ORG Acme]]", "stray"),
    ],
)
def test_bad_marks_are_refused(marked, message):
    with pytest.raises(NewswireError, match=message):
        parse_marks(marked)


REPORT = "# id: a-1 | style: agency | published: 2024-01-02\n[[ORG|Acme]] rises\n\nIt rose.\n%%\n"


def test_reports_are_read(tmp_path):
    path = tmp_path / "newswire-x.txt"
    path.write_text(REPORT + "\n" + REPORT.replace("a-1", "a-2"), encoding="utf-8")
    reports = list(read_newswire(path))
    assert [report.id for report in reports] == ["a-1", "a-2"]
    assert reports[0].text == "Acme rises\n\nIt rose."
    assert reports[0].names == ((0, 4, "ORG"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Acme rises\n%%\n", "newswire-x.txt:1: expected"),
        (REPORT.removesuffix("%%\n"), "does not end"),
        (REPORT.replace("%%\n", "") + REPORT, "newswire-x.txt:5: a report begins"),
        (REPORT.replace("ORG", "FIRM"), "newswire-x.txt:2: unknown label"),
    ],
)
def test_bad_reports_are_refused(tmp_path, content, message):
    path = tmp_path / "newswire-x.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NewswireError, match=message):
        list(read_newswire(path))


def sample(source="newswire", syntax=None):
    words = ["Acme", "Corp", "said", "Lima", "is", "near", "Acme", "Corp", "."]
    words += ["It", "met", "Ana", "Paz", "."]
    names = [(0, 2, "ORG"), (3, 4, "GPE"), (6, 8, "ORG"), (11, 13, "PERSON")]
    starts = [1] + [0] * 8 + [1] + [0] * 4
    return Sample(source, words, names, starts, {0, 9}, syntax)


def pools():
    made = NamePools()
    for label, many, name in (
        ("ORG", True, ("Old", "Tin", "Ltd")),
        ("GPE", False, ("Oslo",)),
        ("GPE", True, ("New", "York")),
        ("PERSON", True, ("Li", "Na")),
    ):
        made._pools[label, many].append(name)
    return made


def spans(changed):
    return {(" ".join(changed.words[start:end]), label) for start, end, label in changed.names}


def is_aligned(changed):
    count = len(changed.words)
    allowed_tags(count, changed.names, OWN)
    return len(changed.starts) == count and all(0 <= word < count for word in changed.breaks)


def test_names_are_replaced_alike():
    changed = replace_names(sample(), pools(), 1.0, random.Random(1))
    assert " ".join(changed.words) == "Old Tin Ltd said Oslo is near Old Tin Ltd . It met Li Na ."
    assert spans(changed) == {("Old Tin Ltd", "ORG"), ("Oslo", "GPE"), ("Li Na", "PERSON")}
    assert is_aligned(changed)
    assert [changed.words[word] for word, start in enumerate(changed.starts) if start == 1] == ["Old", "It"]
    assert {changed.words[word] for word in changed.breaks} == {"Old", "It"}


def test_names_in_capitals_stay_in_capitals():
    changed = replace_names(recase(sample(), "upper", 0, 14), pools(), 1.0, random.Random(1))
    assert changed.words[:3] == ["OLD", "TIN", "LTD"]


def test_tickers_stand_outside_names():
    changed = add_tickers(sample(), 1.0, random.Random(1))
    assert spans(changed) == spans(sample())
    assert changed.words.count("<") == changed.words.count(">") == 2
    assert is_aligned(changed)


def test_datelines_are_labelled():
    changed = add_dateline(sample(), pools(), random.Random(3))
    assert len(changed.words) > len(sample().words)
    assert spans(sample()) <= spans(changed)
    assert any(label == "GPE" and name.isupper() for name, label in spans(changed))
    assert is_aligned(changed)


def test_texts_with_grammar_never_gain_words():
    syntax = Syntax(["X"] * 14, list(range(14)), ["dep"] * 14)
    with pytest.raises(ValueError, match="grammar"):
        insert(sample(syntax=syntax), 0, ["x"])


@pytest.mark.parametrize("seed", range(200))
def test_any_change_keeps_labels_and_words_together(seed):
    rng = random.Random(seed)
    config = dict.fromkeys(read_config()["augment"], 0.5)
    count = len(sample().words)
    syntax = Syntax(["X"] * count, list(range(count)), ["dep"] * count) if seed % 2 else None
    changed = augment(sample("gum" if syntax else "newswire", syntax), pools(), config, rng)
    assert is_aligned(changed)
    if syntax:
        assert len(changed.words) == count
    else:
        assert len(changed.names) >= 4
    for start, end, _ in changed.names:
        assert not {"<", ">", "said", "SAID", "."} & set(changed.words[start:end])


def test_wrapped_lines_break_inside_sentences():
    changed = wrap_lines(sample(), 20)
    assert changed.breaks > sample().breaks
    assert changed.words == sample().words


def test_a_cut_moves_everything():
    document = Document(
        "d", "gum", "train", list("abcdef"), [(3, 5, "ORG")], [1, 0, 0, 1, 0, 0], [3],
        Syntax(["X"] * 6, [0, 0, 0, 3, 3, 4], ["dep"] * 6),
    )  # fmt: skip
    part = cut(document, 3, 6)
    assert part.words == ["d", "e", "f"]
    assert part.names == [(0, 2, "ORG")]
    assert part.breaks == {0}
    assert part.syntax is not None
    assert part.syntax.heads == [0, 0, 1]


def test_documents_survive_writing(tmp_path):
    document = Document("d", "gum", "dev", ["a"], [(0, 1, "ORG")], [1], [0], Syntax(["X"], [0], ["root"]))
    write_documents(tmp_path / "x.jsonl", [document])
    assert list(read_documents(tmp_path / "x.jsonl")) == [document]
    assert json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))["source"] == "gum"


def test_our_newswire_can_be_read():
    from training.config import HERE

    reports = [
        report for path in sorted((HERE / "data").glob("newswire-*.txt")) for report in read_newswire(path)
    ]
    assert len(reports) >= 300
    assert len({report.id for report in reports}) == len(reports)
