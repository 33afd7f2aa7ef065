"""A model's names are brought to what the guidelines count as the name."""

import pytest

from orewire.normalize.candidate import Candidate
from orewire.normalize.refine import refine
from orewire.schema import Label


def refined(text: str, label: str, name: str, rule: str = "encoder.names") -> list[tuple[str, str]]:
    start = text.index(name)
    candidate = Candidate(Label(label), start, start + len(name), None, rule, 0.8)
    return [(str(c.label), text[c.start : c.end]) for c in refine(text, [candidate])]


@pytest.mark.parametrize(
    ("text", "label", "name", "expected"),
    [
        ("by H.E. Gergely Somogyi, who", "PERSON", "H.E. Gergely Somogyi", [("PERSON", "Gergely Somogyi")]),
        ("says Dame Helen, who", "PERSON", "Dame Helen", [("PERSON", "Helen")]),
        ("said Joan Pye QC in court", "PERSON", "Joan Pye QC", [("PERSON", "Joan Pye")]),
        ("headed by H.E. Dr Alemu", "PERSON", "H.E.", []),
        ("Bishop Emeritus Dinualdo", "PERSON", "Emeritus", []),
        ("He Jintao spoke", "PERSON", "He Jintao", [("PERSON", "He Jintao")]),
        ("Sammy Davis Jr. sang", "PERSON", "Sammy Davis Jr.", [("PERSON", "Sammy Davis Jr.")]),
        ("Governor of Shaanxi Xu Mingfei", "PERSON", "Shaanxi Xu Mingfei", [("PERSON", "Xu Mingfei")]),
        ("Raven\nTiana from the film", "PERSON", "Raven\nTiana", [("PERSON", "Raven"), ("PERSON", "Tiana")]),
        (
            "with Boliden Gruvaktiebolag, he",
            "PERSON",
            "Boliden Gruvaktiebolag",
            [("ORG", "Boliden Gruvaktiebolag")],
        ),
        ("The Minister for Lands and Natural Resources, Mr", "ORG", "Natural Resources", []),
        (
            "the Ministry of Natural Resources said",
            "ORG",
            "Natural Resources",
            [("ORG", "Natural Resources")],
        ),
        ("Secretary of Commerce", "ORG", "Secretary of Commerce", []),
        ("The Government of Ontario is", "ORG", "Government of Ontario", [("GPE", "Ontario")]),
        ("MANAMA (Agency) - The", "ORG", "Agency", []),
        ("Boreal Nickel Corp. (TSX-V: BNK) for", "ORG", "TSX", []),
        ("Corp. (NYSE American: STHA) rose", "NORP", "American", []),
        ("Corp <ANC.SN> rose", "ORG", "ANC", []),
        ("Mining 5799.T has", "ORG", "5799.T", []),
        ("the NYSE said", "ORG", "NYSE", [("ORG", "NYSE")]),
        ("the Aim-listed miner", "ORG", "Aim", []),
        ("JAPAN MILLS AGREE TO CUT\n\nJapan said", "ORG", "JAPAN MILLS", []),
        ("CHINA STEEL AGREES TO CUT\n\nChina Steel said", "ORG", "CHINA STEEL", [("ORG", "CHINA STEEL")]),
        ("PERU TO PAY WITH SILVER, FISHMEAL\n    LIMA", "GPE", "FISHMEAL", []),
        (
            "in Northern Ontario\nNews release\n",
            "ORG",
            "Northern Ontario\nNews",
            [("ORG", "Northern Ontario")],
        ),
        ("Ghana is Africa's leading", "GPE", "Africa", [("LOC", "Africa")]),
        ("all of Kazakhstan's tin", "LOC", "Kazakhstan", [("GPE", "Kazakhstan")]),
        ("in Salta province, from", "GPE", "Salta province", [("GPE", "Salta")]),
        ("KURDS ANNOUNCE DEAL", "GPE", "KURDS", [("NORP", "KURDS")]),
        ("in the Valea Rece coal mine", "FAC", "Valea Rece coal mine", [("FAC", "Valea Rece")]),
        ("its Tsagaan Suvarga copper project", "FAC", "Tsagaan Suvarga copper", [("FAC", "Tsagaan Suvarga")]),
        ("the Escondida mine is", "FAC", "Escondida mine", [("FAC", "Escondida mine")]),
        ("mothball its Pori plant in", "FAC", "Pori plant", [("GPE", "Pori")]),
        ("at the Kettle Lake refinery", "FAC", "Kettle Lake refinery", [("FAC", "Kettle Lake refinery")]),
        ("the Black Sea port of", "FAC", "Black Sea port", []),
        (
            "EuroAfrica Interconnector is",
            "ORG",
            "EuroAfrica Interconnector",
            [("FAC", "EuroAfrica Interconnector")],
        ),
        ("the Innocence Project won", "ORG", "Innocence Project", [("ORG", "Innocence Project")]),
    ],
)
def test_refine(text: str, label: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert refined(text, label, name) == expected


def test_a_name_goes_on_over_a_line_broken_for_its_width() -> None:
    text = (
        "The first of its kind in the region was said to be\n"
        "    a plant that was paid for, sources said, by Cove\n"
        "Capital of New York, which is a fund of some size"
    )
    assert refined(text, "ORG", "Cove\nCapital") == [("ORG", "Cove\nCapital")]


def test_what_rules_found_stays() -> None:
    assert refined("by Dame Helen", "PERSON", "Dame Helen", "persons.honorific") == [("PERSON", "Dame Helen")]


def test_a_language_is_no_people() -> None:
    text = "Renard said in French."
    start = text.index("French")
    model = Candidate(Label.NORP, start, start + 6, None, "encoder.names", 0.95)
    rule = Candidate(Label.NORP, start, start + 6, None, "places.demonym", 0.3)
    assert refine(text, [model, rule]) == [rule]


@pytest.mark.parametrize(
    ("text", "mineral", "name", "kept"),
    [
        ("paratungstate (APT) rose", "APT", "APT", False),
        ("U.S. STEEL IMPORTS ROSE", "STEEL", "U.S. STEEL", False),
        ("NICKEL PIG IRON GLUT WEIGHS", "NICKEL PIG IRON", "NICKEL PIG IRON GLUT", False),
        ("BOREAL NICKEL OPENS MINE", "NICKEL", "BOREAL NICKEL", True),
        ("Energy Transition Minerals rose", "Energy Transition Minerals", "Energy Transition Minerals", True),
    ],
)
def test_a_mineral_is_no_organization(text: str, mineral: str, name: str, kept: bool) -> None:
    at, start = text.index(mineral), text.index(name)
    found = Candidate(Label.MINERAL, at, at + len(mineral), None, "minerals.lexicon", 0.9)
    model = Candidate(Label.ORG, start, start + len(name), None, "encoder.names", 0.95)
    assert (model in refine(text, [model, found])) is kept


@pytest.mark.parametrize("ruled", ["Brodie Forge Inc", "Brodie Forge Inc."])
def test_a_full_stop_belongs_to_a_legal_form_where_rules_say_so(ruled: str) -> None:
    text = "It left Brodie Forge Inc."
    model = Candidate(Label.ORG, 8, len(text), None, "encoder.names", 0.9)
    rule = Candidate(Label.ORG, 8, 8 + len(ruled), None, "organizations.legal_form", 0.95)
    assert {text[c.start : c.end] for c in refine(text, [model, rule])} == {ruled}
