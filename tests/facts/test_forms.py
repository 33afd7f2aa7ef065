"""Forms of verbs and nouns, by rule and by table."""

import pytest

from orewire.facts.forms import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("ship", "ship ships shipped shipping"),
        ("export", "export exports exported exporting"),
        ("produce", "produce produces produced producing"),
        ("supply", "supply supplies supplied supplying"),
        ("buy", "buy buys bought buying"),
        ("agree", "agree agrees agreed agreeing"),
        ("lie", "lie lies lay lain lying"),
        ("deliver", "deliver delivers delivered delivering"),
        ("total", "total totals totalled totaled totalling totaling"),
        # *found* is nearly always the past of *find*
        ("found", "founds founded founding"),
    ],
)
def test_verbs(lemma: str, forms: str) -> None:
    assert verb_forms(lemma) == set(forms.split())


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("export", "export exports"),
        ("delivery", "delivery deliveries"),
        ("memorandum", "memorandum memorandums memoranda"),
        ("mine", "mine mines"),
    ],
)
def test_nouns(lemma: str, forms: str) -> None:
    assert noun_forms(lemma) == set(forms.split())
