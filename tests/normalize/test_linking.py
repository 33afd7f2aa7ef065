"""Mentions of one thing are linked; different things are left apart."""

import pytest

from orewire.normalize.linking import Group, Name, full_name, link
from orewire.schema import Label

COUNTRIES = {"u.s.": "US", "united states": "US", "america": "US", "kazakhstan": "KZ", "u.k.": "GB"}


def groups_of(text: str, *mentions: tuple[str, str]) -> list[list[str]]:
    """Link mentions given as (label, words) in text order; return each group's words."""
    names = []
    position = 0
    for label, words in mentions:
        start = text.index(words, position)
        position = start + len(words)
        key = {"MINERAL": words.split()[0], "NORP": "KZ", "GPE": COUNTRIES.get(words.casefold())}.get(label)
        names.append(Name(Label(label), start, position, words, key))
    groups = link(names, text)
    return [[names[index].text for index in group.members] for group in groups]


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        (
            "Canamax Resources Inc sold a mine. Canamax said so.",
            [("ORG", "Canamax Resources Inc"), ("ORG", "Canamax")],
            [["Canamax Resources Inc", "Canamax"]],
        ),
        (
            "The International Monetary Fund (IMF) met. The IMF agreed.",
            [("ORG", "International Monetary Fund"), ("ORG", "IMF"), ("ORG", "IMF")],
            [["International Monetary Fund", "IMF", "IMF"]],
        ),
        (
            "The IMF (International Monetary Fund) met.",
            [("ORG", "IMF"), ("ORG", "International Monetary Fund")],
            [["IMF", "International Monetary Fund"]],
        ),
        (
            "The International Energy Agency met. IEA members agreed.",
            [("ORG", "International Energy Agency"), ("ORG", "IEA")],
            [["International Energy Agency", "IEA"]],
        ),
        (
            "Bank of China and the People's Bank of China",
            [("ORG", "Bank of China"), ("ORG", "People's Bank of China")],
            [["Bank of China"], ["People's Bank of China"]],
        ),
        (
            "Caribbean Community (Caricom) leaders met. Caricom grew.",
            [("ORG", "Caribbean Community"), ("ORG", "Caricom"), ("ORG", "Caricom")],
            [["Caribbean Community", "Caricom", "Caricom"]],
        ),
        (
            "The Central Bank of Bolivia (BCB) lends.",
            [("ORG", "Central Bank of Bolivia"), ("ORG", "BCB")],
            [["Central Bank of Bolivia", "BCB"]],
        ),
        (
            "Minas de Valdemora said. Valdemora is to deliver.",
            [("ORG", "Minas de Valdemora"), ("ORG", "Valdemora")],
            [["Minas de Valdemora", "Valdemora"]],
        ),
        (
            "Yousif Al Mannai spoke. Al Mannai left.",
            [("PERSON", "Yousif Al Mannai"), ("PERSON", "Al Mannai")],
            [["Yousif Al Mannai", "Al Mannai"]],
        ),
        (
            "Rio Tinto (BHP) is a list, not an acronym.",
            [("ORG", "Rio Tinto"), ("ORG", "BHP")],
            [["Rio Tinto"], ["BHP"]],
        ),
        (
            "Kanat Sharlapaev met Nisha Biswal. Sharlapaev spoke.",
            [("PERSON", "Kanat Sharlapaev"), ("PERSON", "Nisha Biswal"), ("PERSON", "Sharlapaev")],
            [["Kanat Sharlapaev", "Sharlapaev"], ["Nisha Biswal"]],
        ),
        (
            "John Smith and Mary Smith came. Smith spoke.",
            [("PERSON", "John Smith"), ("PERSON", "Mary Smith"), ("PERSON", "Smith")],
            [["John Smith"], ["Mary Smith"], ["Smith"]],
        ),
        (
            "William H. Moser spoke. William Moser left.",
            [("PERSON", "William H. Moser"), ("PERSON", "William Moser")],
            [["William H. Moser", "William Moser"]],
        ),
        ("Xi Jinping spoke. Xi left.", [("PERSON", "Xi Jinping"), ("PERSON", "Xi")], [["Xi Jinping", "Xi"]]),
        (
            "The U.S. and Kazakhstan: America, United States",
            [("GPE", "U.S."), ("GPE", "Kazakhstan"), ("GPE", "America"), ("GPE", "United States")],
            [["U.S.", "America", "United States"], ["Kazakhstan"]],
        ),
        (
            "Kazakh and Kazakhstan are kin",
            [("NORP", "Kazakh"), ("GPE", "Kazakhstan")],
            [["Kazakh"], ["Kazakhstan"]],
        ),
        (
            "lithium and lithium carbonate",
            [("MINERAL", "lithium"), ("MINERAL", "lithium carbonate")],
            [["lithium", "lithium carbonate"]],
        ),
        (
            "Upper Kairakty is near. The Upper Kairakty deposit is big.",
            [("FAC", "Upper Kairakty"), ("FAC", "Upper Kairakty deposit")],
            [["Upper Kairakty", "Upper Kairakty deposit"]],
        ),
        ("It cost $5 in 2024", [("MONEY", "$5"), ("DATE", "2024")], []),
    ],
)
def test_link(text: str, mentions: list[tuple[str, str]], expected: list[list[str]]) -> None:
    assert groups_of(text, *mentions) == expected


def test_full_name_is_the_longest_not_shouted() -> None:
    texts = ["CANAMAX RESOURCES INCORPORATED", "Canamax", "Canamax Resources Inc"]
    names = [Name(Label.ORG, 0, len(text), text, None) for text in texts]
    (group,) = link(names, "")[:1]
    group.members = [0, 1, 2]
    assert full_name(group, names) == "Canamax Resources Inc"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["spodumene concentrate", "spodumene", "spodumene"], "spodumene"),
        (["lithium carbonate", "lithium"], "lithium"),
        (["COPPER", "copper cathode", "copper"], "copper"),
        (["iron ore", "iron", "iron ore"], "iron ore"),
        (["GOLD"], "GOLD"),
    ],
)
def test_minerals_go_by_their_most_usual_word(texts: list[str], expected: str) -> None:
    names = [Name(Label.MINERAL, 0, len(text), text, "lithium") for text in texts]
    assert full_name(Group(list(range(len(texts)))), names) == expected
