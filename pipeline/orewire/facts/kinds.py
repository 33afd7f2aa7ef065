"""Roles filled by words: the kind of an agreement, a facility that has no name."""

from functools import cache

from orewire.facts.drafts import Words
from orewire.facts.forms import noun_forms
from orewire.facts.lists import word_list
from orewire.facts.places import Hit, Places
from orewire.facts.scene import Scene
from orewire.schema import Label


@cache
def facility_nouns() -> frozenset[str]:
    """Return all forms of nouns for things that open and close."""
    return frozenset(form for noun in word_list("kinds", "facilities") for form in noun_forms(noun))


def kind_of(scene: Scene, hit: Hit) -> Words | None:
    """Return the words of an agreement: *supply agreement*, *memorandum of understanding*."""
    if not hit.is_noun:
        return None
    grammar = scene.grammar
    first, last = hit.first, hit.last
    while (
        first > 0 and grammar.pos[first - 1] in ("NOUN", "ADJ", "PROPN") and scene.items.at[first - 1] is None
    ):
        modifier = first - 1
        if (
            grammar.base[modifier] not in ("compound", "amod")
            or grammar.sentence[modifier] != grammar.sentence[hit.head]
        ):
            break
        if grammar.pos[modifier] == "ADJ" and grammar.words[modifier] not in ("bilateral", "mutual", "joint"):
            break
        first -= 1
    for phrase in (("of", "understanding"), ("of", "intent"), ("of", "cooperation"), ("of", "agreement")):
        if grammar.find(phrase, last + 1):
            last += len(phrase)
    return Words(first, last, scene.text(first, last))


def text_subject(scene: Scene, places: Places) -> Words | None:
    """Return a facility or organization without a name that opens or closes: *a silver refinery*."""
    place = "object"
    if not places.hit.is_noun and not places.heads("object"):
        place = "subject"
    if places.hit.is_noun:
        place = "of"
    grammar = scene.grammar
    for head in places.heads(place):
        noun = head - 1 if grammar.words[head] == "general" else head  # *a consulate general*
        if grammar.words[noun] not in facility_nouns() or grammar.pos[head] not in ("NOUN", "PROPN"):
            continue
        if any(grammar.words[child] in ("the", "this", "that") for child in grammar.children[head]):
            named = scene.stands_for(head, frozenset({Label.ORG, Label.FAC}))
            if named:
                return None
        first = head
        while (
            first > 0
            and grammar.head[first - 1] in range(first - 1, head + 1)
            and _describes(scene, first - 1)
        ):
            first -= 1
        return Words(first, head, scene.text(first, head))
    return None


def _describes(scene: Scene, token: int) -> bool:
    grammar = scene.grammar
    if grammar.base[token] in ("conj", "cc") and scene.items.at[token] is not None:
        return True
    item = scene.items.at[token]
    if item is not None and item.label != Label.MINERAL:
        return False
    return grammar.base[token] in ("compound", "amod", "cc", "conj") and grammar.pos[token] in (
        "NOUN",
        "ADJ",
        "PROPN",
        "CCONJ",
    )
