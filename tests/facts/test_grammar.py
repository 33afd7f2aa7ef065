"""Walks over parses given by hand."""

import pytest

from orewire.facts.grammar import Grammar

PASSIVE = """
The DET det 2
mine NOUN nsubj:pass 4
was AUX aux:pass 4
bought VERB root 0
by ADP case 6
Rio PROPN obl:agent 4
in ADP case 8
2020 NUM obl 4
. PUNCT punct 4
"""
CONTROL = """
Rio PROPN nsubj 2
agreed VERB root 0
to PART mark 4
buy VERB xcomp 2
tin NOUN obj 4
and CCONJ cc 7
sell VERB conj 4
lead NOUN obj 7
"""
RELATIVE = """
Peru PROPN nsubj 7
, PUNCT punct 4
which PRON nsubj 4
ships VERB acl:relcl 1
tin NOUN obj 4
, PUNCT punct 4
grew VERB root 0
"""
PARTICIPLE = """
a DET det 2
mine NOUN root 0
owned VERB acl 2
by ADP case 5
Rio PROPN obl 3
"""
PURPOSE = """
Rio PROPN nsubj 2
flew VERB root 0
to ADP case 4
Oslo PROPN obl 2
to PART mark 6
meet VERB advcl 2
Vale PROPN obj 6
"""
LIST = """
exports NOUN root 0
to ADP case 3
Japan PROPN nmod 1
, PUNCT punct 5
Korea PROPN conj 3
and CCONJ cc 7
India PROPN conj 3
"""


def words(grammar: Grammar, tokens: list[int]) -> list[str]:
    return [grammar.raw[token] for token in tokens]


def test_a_passive_has_its_object_as_subject(parsed) -> None:
    grammar = parsed(PASSIVE)
    assert grammar.is_passive(3)
    assert words(grammar, grammar.subjects(3)) == ["mine"]
    assert grammar.preposition(5) == "by"
    assert grammar.preposition(7) == "in"
    assert grammar.preposition(1) is None


def test_infinitives_and_coordinated_verbs_share_the_subject(parsed) -> None:
    grammar = parsed(CONTROL)
    assert grammar.continues(3)
    assert words(grammar, grammar.chain(3)) == ["buy", "agreed"]
    assert words(grammar, grammar.subjects(3)) == ["Rio"]
    assert words(grammar, grammar.subjects(6)) == ["Rio"]
    assert words(grammar, grammar.objects(6)) == ["lead"]
    assert not grammar.is_passive(3)


def test_a_relative_pronoun_stands_for_the_noun_before_it(parsed) -> None:
    grammar = parsed(RELATIVE)
    assert words(grammar, grammar.subjects(3)) == ["Peru"]
    assert grammar.clause[4] == 3
    assert grammar.clause[0] == 6


def test_a_participle_is_said_of_its_noun(parsed) -> None:
    grammar = parsed(PARTICIPLE)
    assert grammar.is_passive(2)
    assert words(grammar, grammar.subjects(2)) == ["mine"]


def test_an_infinitive_of_purpose_is_no_passive(parsed) -> None:
    grammar = parsed(PURPOSE)
    assert not grammar.is_passive(5)
    assert words(grammar, grammar.subjects(5)) == ["Rio"]


@pytest.mark.parametrize(
    ("copula", "passive"),
    [("due ADJ root 0", False), ("sold VERB root 0", True), ("ready ADJ root 0", False)],
)
def test_an_adjective_behind_a_form_of_be_is_no_passive(parsed, copula: str, passive: bool) -> None:
    grammar = parsed(f"it PRON nsubj 3\nis AUX cop 3\n{copula}")
    assert grammar.is_passive(2) == passive


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("Vale PROPN dep 0 | today NOUN obl:unmarked 3", "Vale"),
        ("Vale PROPN dep 0 | Monday PROPN nmod 3", "Vale"),
        ("Vale PROPN dep 0 | rivals NOUN dep 3", "rivals"),
    ],
)
def test_a_phrase_of_time_before_a_verb_is_no_subject(parsed, before: str, subject: str) -> None:
    lines = before.replace(" | ", "\n").replace("dep 0", "dep 3")
    grammar = parsed(f"{lines}\nsigned VERB root 0\nit PRON obj 3")
    assert words(grammar, grammar.subjects(2)) == [subject]


def test_a_share_owned_is_said_of_its_subject(parsed) -> None:
    grammar = parsed("Vale PROPN nsubj 4\nis AUX cop 4\n44 NUM nummod 4\npct NOUN root 0\nowned VERB acl 4")
    assert words(grammar, grammar.subjects(4)) == ["Vale"]


def test_coordinated_nouns_share_the_preposition(parsed) -> None:
    grammar = parsed(LIST)
    assert words(grammar, grammar.conjuncts(2)) == ["Japan", "Korea", "India"]
    assert grammar.preposition(6) == "to"


def test_the_other_scheme_of_relations_is_read_too(parsed) -> None:
    grammar = parsed(
        """
        Peru PROPN nsubj 2
        sold VERB root 0
        tin NOUN dobj 2
        to ADP prep 2
        Japan PROPN pobj 4
        """
    )
    assert words(grammar, grammar.objects(1)) == ["tin"]
    assert grammar.preposition(4) == "to"
    assert grammar.head[4] == 1


def test_a_preposition_that_is_root_in_the_other_scheme_leaves_its_noun_the_root(parsed) -> None:
    grammar = parsed("to ADP root 0\nJapan PROPN pobj 1\n. PUNCT punct 1")
    assert grammar.head == [1, 1, 0]
    assert grammar.clause == [1, 1, 1]
