"""Rankings: *the world's second largest iron ore exporter*, *81st largest trading partner*."""

import re
from collections.abc import Iterator, Sequence

from orewire.facts.drafts import Draft, Filler, Words
from orewire.facts.forms import noun_forms
from orewire.facts.frames import Frame, triggers_of
from orewire.facts.items import Item
from orewire.facts.lists import word_list
from orewire.facts.scene import Scene
from orewire.facts.status import status_of
from orewire.schema import FactType, Label, Status

_HOLDERS = frozenset({Label.GPE, Label.NORP, Label.ORG, Label.FAC, Label.LOC})
_NAMED = frozenset({Label.GPE, Label.ORG, Label.FAC, Label.LOC})
_MINERAL = frozenset({Label.MINERAL})
_ORDINALS = word_list("rankings", "ordinals")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONGEST = 9
_NUMBER = frozenset({"number", "no.", "no"})
_NUMERALS = frozenset(
    {*"0123456789", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
)
#: Adverbs between a comma and a rank: *, once the largest mine*.
_BY_NOW = frozenset({"once", "now", "already", "currently", "still", "today", "then", "formerly", "also"})
_MAKING = frozenset({"make", "makes", "making", "made"})
_WORLDS = word_list("rankings", "worlds")
_HAVING = word_list("rankings", "having")
_BEING = word_list("rankings", "being")


class Ranks:
    """The superlatives, and the nouns of things that are ranked."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        """Collect the words.

        Args:
            frames: of which those of RANKING are taken.
        """
        triggers = triggers_of(frames, FactType.RANKING)
        self.superlatives = frozenset(word for trigger in triggers for word in trigger.adjectives)
        self.nouns = frozenset(
            form for trigger in triggers for noun in trigger.nouns for form in noun_forms(noun)
        )


def find_rankings(scene: Scene, ranks: Ranks) -> Iterator[Draft]:
    """Yield a draft for each ranking.

    Args:
        scene: the document.
        ranks: the words.
    """
    words, telling = scene.grammar.words, _NUMERALS | ranks.superlatives
    for token in [token for token, word in enumerate(words) if word in telling]:
        if _is_number(scene, token):
            yield from _ranking(scene, token, ranks)
        elif words[token] in ranks.superlatives and scene.grammar.pos[token] in (
            "ADJ",
            "ADV",
            "NOUN",
            "PROPN",
            "VERB",
        ):
            item = scene.items.at[token]
            if item is None:
                yield from _ranking(scene, token, ranks)


def _is_number(scene: Scene, token: int) -> bool:
    """Tell whether a numeral gives a place: *number one*, *No. 2*."""
    words = scene.grammar.words
    before = words[token - 1] if token else ""
    if before not in _NUMBER and words[token - 2 : token] != ["no", "."]:
        return False
    return words[token] in _NUMERALS


def _ranking(scene: Scene, token: int, ranks: Ranks) -> Iterator[Draft]:
    grammar = scene.grammar
    first = _first(scene, token)
    last, noun = _last(scene, token, ranks)
    if noun is None and (first == token or not _is_elliptic(scene, last)):
        return
    scope, edge = _scope(scene, first, last)
    # *top* and *leading* without a scope say little: *leading companies*, *top officials*.
    if noun is not None and scope is None and grammar.words[token] in ("top", "leading", "main", "major"):
        return
    head = noun if noun is not None else token
    subject = _subject(scene, head, edge, last)
    mineral = _mineral(scene, first, last, is_elliptic=noun is None)
    if subject is None or (scope is None and (mineral is None or noun is None)):
        return
    arguments: list[tuple[str, Filler]] = [
        ("subject", subject),
        ("rank", Words(first, last, scene.text(first, last))),
    ]
    arguments += [("scope", scope)] if scope is not None else []
    arguments += [("commodity", mineral)] if mineral is not None else []
    yield Draft(
        type=FactType.RANKING,
        status=_status(scene, head),
        first=first,
        last=token,
        sentence=grammar.sentence[token],
        arguments=tuple(arguments),
        rule="ranking.superlative",
        quality=0.85,
        carried=int(subject.sentence != grammar.sentence[token]),
    )


def _mineral(scene: Scene, first: int, last: int, *, is_elliptic: bool) -> Item | None:
    """Return the mineral in a rank, or the last one before it: *top producer of tin and sixth largest …*."""
    here = [i for i in scene.items.by_sentence[scene.grammar.sentence[first]] if i.label == Label.MINERAL]
    own = [item for item in here if first <= item.first <= last]
    earlier = [item for item in here if item.last < first] if is_elliptic else []
    return own[0] if own else earlier[-1] if earlier else None


def _status(scene: Scene, head: int) -> Status:
    grammar = scene.grammar
    governor = grammar.governor(head)
    status = Status.ACTUAL
    if any(grammar.base[c] == "cop" for c in grammar.children[head]):
        status = status_of(grammar, head, is_noun=False)
    elif governor is not None and grammar.words[governor] in _BEING:
        status = status_of(grammar, governor, is_noun=False)
    # Nobody decides to be the largest.
    return Status.PROJECTED if status == Status.PLANNED else status


def _first(scene: Scene, token: int) -> int:
    grammar = scene.grammar
    first = token
    if _is_number(scene, token):
        return token - 2 if grammar.words[token - 1] == "." else token - 1
    if first >= 1 and grammar.words[first - 1] == "-":
        first -= 1
    before = grammar.words[first - 1] if first else ""
    if before in _ORDINALS or _ORDINAL.fullmatch(before) or (first >= 2 and before == "single"):
        first -= 1
    else:
        first = token
    return first


def _last(scene: Scene, token: int, ranks: Ranks) -> tuple[int, int | None]:
    """Return the last word of a rank and its noun: *largest producer of tin*."""
    grammar = scene.grammar
    stop = grammar.bounds[grammar.sentence[token]][1]
    noun = None
    for index in range(token + 1, min(token + _LONGEST, stop)):
        if not _may_stand_in_rank(scene, index):
            break
        if grammar.words[index] in ranks.nouns and scene.items.at[index] is None:
            noun = index
            if not (index + 1 < stop and grammar.words[index + 1] in ranks.nouns):
                break
    if noun is None:
        return token, None
    return _mineral_behind(scene, noun, stop), noun


def _may_stand_in_rank(scene: Scene, index: int) -> bool:
    grammar = scene.grammar
    item = scene.items.at[index]
    if item is not None:
        return item.label == Label.MINERAL
    pos, word = grammar.pos[index], grammar.words[index]
    if pos == "VERB":
        return word.endswith(("ing", "ed"))
    return pos in ("NOUN", "ADJ", "PROPN", "NUM") or word in ("-", "and", "&", "/")


def _mineral_behind(scene: Scene, noun: int, stop: int) -> int:
    """Return the last token of *producer of tin*, the noun itself without a mineral."""
    grammar = scene.grammar
    if noun + 2 >= stop or grammar.words[noun + 1] not in ("of", "for"):
        return noun
    begin = noun + 2
    while begin < stop and scene.items.at[begin] is None:
        if grammar.words[begin] not in ("the", "both") and grammar.pos[begin] not in ("ADJ", "VERB"):
            return noun
        begin += 1
    item = scene.items.at[begin] if begin < stop else None
    return item.last if item is not None and item.label == Label.MINERAL else noun


def _is_elliptic(scene: Scene, last: int) -> bool:
    """Tell whether a rank goes without its noun: *the sixth largest in the world*."""
    grammar = scene.grammar
    following = grammar.words[last + 1] if last + 1 < len(grammar.words) else "."
    return following in ("in", ",", ".", "of", "worldwide", "globally", "after", "behind", ";")


def _scope(scene: Scene, first: int, last: int) -> tuple[Filler | None, int]:
    """Return where a rank holds, and the first token of the whole phrase."""
    grammar = scene.grammar
    if first >= 2 and grammar.words[first - 1] in ("'s", "’s", "'", "’"):
        return _owning_scope(scene, first - 2)
    before = scene.items.at[first - 1] if first else None
    if before is not None and before.label in (Label.GPE, Label.NORP, Label.LOC):
        return before, before.first
    edge = first - 1 if first and grammar.words[first - 1] in ("the", "a", "its", "their", "one") else first
    return _scope_after(scene, last), edge


def _owning_scope(scene: Scene, owner: int) -> tuple[Filler | None, int]:
    """Return the scope before *'s*: *the world's*, *Africa's*."""
    grammar = scene.grammar
    item = scene.items.at[owner]
    if item is not None and item.label in _HOLDERS:
        return item, item.first - (item.first > 0 and grammar.words[item.first - 1] == "the")
    if grammar.words[owner] not in _WORLDS:
        return None, owner
    edge = owner - (owner > 0 and grammar.words[owner - 1] in ("the", "this", "that"))
    return Words(owner, owner, grammar.raw[owner]), edge


def _scope_after(scene: Scene, last: int) -> Filler | None:
    grammar = scene.grammar
    stop = grammar.bounds[grammar.sentence[last]][1]
    following = grammar.words[last + 1] if last + 1 < stop else ""
    if following in ("worldwide", "globally"):
        return Words(last + 1, last + 1, grammar.raw[last + 1])
    begin = last + 2 if following in ("in", "of", "on", "within") else stop
    while begin < stop and grammar.words[begin] in ("the", "all", "whole", "entire"):
        begin += 1
    if begin >= stop:
        return None
    item = scene.items.at[begin]
    if item is not None and item.label in _HOLDERS:
        return item
    return Words(begin, begin, grammar.raw[begin]) if grammar.words[begin] in _WORLDS else None


def _subject(scene: Scene, head: int, edge: int, last: int) -> Item | None:
    for reader in (_apposed_before, _copular, _apposed_after, _owner):
        found = reader(scene, head, edge, last)
        if found is not None:
            return found
    return None


def _apposed_before(scene: Scene, head: int, edge: int, last: int) -> Item | None:
    grammar = scene.grammar
    start = grammar.bounds[grammar.sentence[head]][0]
    while edge - 1 > start and grammar.words[edge - 1] in _BY_NOW:
        edge -= 1
    if edge - 2 < start or grammar.words[edge - 1] not in (",", "(", "–", "—", "-", "and", "also"):
        return None
    if grammar.words[edge - 1] == "and":
        # *the leading producer and the sixth largest in the world*
        return _copular(scene, grammar.head[head] if grammar.base[head] == "conj" else head, edge, last)
    token = edge - 2
    if grammar.words[token] in (")", ">"):
        opener = "(" if grammar.words[token] == ")" else "<"
        while token > start and grammar.words[token] != opener:
            token -= 1
        token -= 1
    item = scene.items.at[token]
    if item is not None and item.label in _NAMED:
        return item
    named = scene.fill(grammar.noun_head(token), _NAMED) if grammar.pos[token] in ("NOUN", "PRON") else []
    return named[0] if len(named) == 1 else None


def _copular(scene: Scene, head: int, edge: int, last: int) -> Item | None:  # noqa: ARG001 - as above
    return _of_copula(scene, head) or _of_governor(scene, head, edge) or _of_verb_before(scene, edge)


def _of_copula(scene: Scene, head: int) -> Item | None:
    """Return the subject of *X is the largest …*, or of a predicate coordinated with it."""
    grammar = scene.grammar
    for node in (head, grammar.head[head] if grammar.base[head] == "conj" else head):
        if any(grammar.base[c] == "cop" for c in grammar.children[node]):
            return scene.first(grammar.subjects(node), _NAMED)
    return None


def _of_governor(scene: Scene, head: int, edge: int) -> Item | None:
    """Return the subject of *ranks as*, *overtook Y as*; the object of *makes X the largest …*."""
    grammar = scene.grammar
    governor = grammar.governor(head)
    if governor is None or governor >= head:
        return None
    if grammar.words[governor] in _MAKING:
        return scene.first([target for target in grammar.objects(governor) if target < edge], _NAMED)
    if grammar.words[governor] in _BEING or "as" in grammar.words[governor:head]:
        return scene.first(grammar.subjects(governor), _NAMED)
    return None


def _of_verb_before(scene: Scene, edge: int) -> Item | None:
    """Return the subject of the verb right before the rank, whatever the parse says."""
    grammar = scene.grammar
    for token in range(edge - 1, max(edge - 4, -1), -1):
        if grammar.words[token] in _BEING - _MAKING and grammar.pos[token] in ("AUX", "VERB"):
            return scene.first(grammar.subjects(token) or grammar.subjects(grammar.head[token]), _NAMED)
    return None


def _apposed_after(scene: Scene, head: int, edge: int, last: int) -> Item | None:
    grammar = scene.grammar
    stop = grammar.bounds[grammar.sentence[head]][1]
    token = last + 1
    if token < stop and grammar.words[token] == ",":
        token += 1
    item = scene.items.at[token] if token < stop else None
    if item is not None and item.label in (Label.ORG, Label.FAC, Label.GPE) and item.first == token:
        if grammar.words[token - 1] == ",":
            after = grammar.words[item.last + 1] if item.last + 1 < stop else ""
            return (
                item
                if after in (",", "(", "<", ".") or (item.label != Label.GPE and after in ("and",))
                else None
            )
        return item
    opening = edge - grammar.bounds[grammar.sentence[head]][0] <= 1
    if opening and token < stop and grammar.words[token - 1] == "," and grammar.words[token] == "the":
        # *Already the biggest exporter of tin, the country …*
        named = scene.following(token, _NAMED)
        return named[0] if len(named) == 1 else None
    return None


def _owner(scene: Scene, head: int, edge: int, last: int) -> Item | None:  # noqa: ARG001 - as above
    grammar = scene.grammar
    governor = grammar.governor(head)
    if (
        governor is not None
        and grammar.words[governor] in _HAVING
        and grammar.base[head] in ("obj", "obl", "conj")
    ):
        for subject in grammar.subjects(governor):
            found = scene.fill(subject, _NAMED)
            if found:
                return found[0]
    return None
