"""Offices of persons: *Kenji Morita, chairman of X*, *X's chief executive, Y*, *Energy Minister Z*."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orewire.facts.drafts import Draft, Filler, Words
from orewire.facts.forms import noun_forms, verb_forms
from orewire.facts.frames import Frame, triggers_of
from orewire.facts.items import Item
from orewire.facts.lists import word_list
from orewire.facts.scene import Scene
from orewire.lexicons.places import country_code
from orewire.schema import FactType, Label, Status

_BODIES = frozenset({Label.ORG, Label.GPE, Label.NORP, Label.LOC})
_HONORIFICS = word_list("positions", "honorifics")
#: Words before an office that are no part of it.
_NO_OFFICE = word_list("positions", "no_office")
#: What may stand between a name and its office.
_GAP = word_list("positions", "gap")
#: Verbs whose object held the office before: *will succeed John Roe as chairman*.
_SUCCEEDING = frozenset(form for verb in ("succeed", "replace", "follow") for form in verb_forms(verb))
_AND = frozenset({"and", "&"})
_JOINS = frozenset({"of", "for"})
#: Words that make what follows a name something of that person's own.
_OWNING = frozenset({"'s", "’s", "of", "to", "the", "a", "his", "her", "its"})
_SAYS_NOTHING = frozenset({"has", "had", "will", "would", "'s", "’s", "also", "now", "§", "been", "of"})
_OPENING = frozenset({",", "(", "–", "—", "--", "who", "is", "was", "as"})
_OFTEN = 3
_TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ"})
_LONGEST_GAP = 9
_LONGEST_TITLE = 14


@dataclass(frozen=True, slots=True)
class _Office:
    """An office: its words, and the body it is held in where that stands next to it."""

    first: int
    last: int
    start: int
    end: int
    body: Item | None


class Offices:
    """The office nouns and the verbs that put into office."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        """Collect the words.

        Args:
            frames: of which those of POSITION are taken.
        """
        triggers = triggers_of(frames, FactType.POSITION)
        self.after_hyphen = frozenset(
            {"general", "elect", "designate", "president", "chairman", "minister", "secretary"}
        )
        self.nouns = frozenset(
            form
            for trigger in triggers
            for noun in trigger.nouns
            for form in (noun_forms(noun) if " " not in noun else {noun})
        )
        self.plural = frozenset(
            form
            for trigger in triggers
            for noun in trigger.nouns
            for form in noun_forms(noun)
            if form != noun
        )
        self.verbs = frozenset(
            form for trigger in triggers for verb in trigger.verbs for form in verb_forms(verb)
        )


def find_positions(scene: Scene, offices: Offices) -> Iterator[Draft]:
    """Yield a draft for each office that is said of a person.

    Args:
        scene: the document.
        offices: the words.
    """
    for item in scene.items.all:
        if item.label != Label.PERSON:
            continue
        found = [o for o in (_before(scene, item, offices), _after(scene, item, offices)) if o is not None]
        for office, rule, status in found:
            yield from _draft(scene, item, office, rule, status)


def _draft(scene: Scene, person: Item, office: _Office, rule: str, status: Status) -> Iterator[Draft]:
    title = Words(office.first, office.last, scene.text(office.first, office.last))
    arguments: list[tuple[str, Filler]] = [("person", person), ("title", title)]
    body, carried = office.body, 0
    if body is None:
        body = _carried_body(scene, person, office)
        carried = int(body is not None)
    if body is not None:
        arguments.append(("organization", body))
    yield Draft(
        type=FactType.POSITION,
        status=status,
        first=office.first,
        last=office.last,
        sentence=person.sentence,
        arguments=tuple(arguments),
        rule=f"position.{rule}",
        quality=0.9 if body is not None else 0.8,
        carried=carried,
    )


def _before(scene: Scene, person: Item, offices: Offices) -> tuple[_Office, str, Status] | None:
    grammar = scene.grammar
    start = grammar.bounds[person.sentence][0]
    token = person.first - 1
    comma = False
    while token >= start and (
        grammar.words[token] in _HONORIFICS or grammar.pos[token] == "SPACE" or grammar.words[token] == "."
    ):
        if grammar.words[token] in offices.nouns:
            break
        token -= 1
    if token >= start and grammar.words[token] == ",":
        comma = True
        token -= 1
        if token >= start and grammar.words[token] == ")":
            while token > start and grammar.words[token] != "(":
                token -= 1
            token -= 1
    if token < start:
        return None
    heads = [
        t
        for t in range(token, max(start, token - _LONGEST_TITLE) - 1, -1)
        if (
            (grammar.words[t] in offices.nouns and grammar.words[t] not in offices.plural)
            or _is_hyphened(scene, t, offices)
        )
        and _is_office(scene, t)
    ]
    for head in heads:
        office = _read(scene, head, offices)
        if office.end == token and not (comma and not _may_precede_comma(scene, office, person)):
            return office, "comma-before" if comma else "before", Status.ACTUAL
    return None


def _is_hyphened(scene: Scene, token: int, offices: Offices) -> bool:
    """Tell whether a word ends an office like *director-general*."""
    words = scene.grammar.words
    if words[token] not in offices.after_hyphen or token < 1:
        return False
    before = token - 2 if words[token - 1] == "-" else token - 1
    return before >= 0 and words[before] in offices.nouns


def _may_precede_comma(scene: Scene, office: _Office, person: Item) -> bool:
    grammar = scene.grammar
    follows = grammar.words[person.last + 1] if person.last + 1 < len(grammar.words) else "."
    before = grammar.words[office.start - 1] if office.start else ""
    introduced = (
        office.body is not None
        or before in ("the", "a", "its", "his", "her", "their", "'s", "’s")
        or office.start == 0
    )
    # *Jane Doe, chairman, John Roe, …*: the office belongs to the name before it.
    owner = scene.items.at[office.start - 2] if office.start >= 2 and before == "," else None
    if owner is not None and owner.label == Label.PERSON:
        return False
    return introduced and (
        follows in (",", ".", ")", ";", "’s", "'s", "and", "(")
        or grammar.pos[person.last + 1] in ("VERB", "AUX", "ADP", "ADV")
    )


def _is_office(scene: Scene, token: int) -> bool:
    item = scene.items.at[token]
    if item is not None and item.label in (Label.ORG, Label.PERSON, Label.FAC, Label.GPE):
        return False
    return scene.grammar.pos[token] in ("NOUN", "PROPN", "ADJ", "X")


def _after(scene: Scene, person: Item, offices: Offices) -> tuple[_Office, str, Status] | None:
    gap, token = _gap_behind(scene, person, offices)
    if token is None or not _leads_to_office(gap, offices):
        return None
    end = scene.grammar.bounds[person.sentence][1]
    head = _office_head(scene, token, end, offices)
    if head is None or scene.grammar.words[head] in offices.plural:
        return None
    office = _read(scene, head, offices)
    following = scene.items.at[office.end + 1] if office.end + 1 < end else None
    if following is not None and following.label == Label.PERSON:
        # the office of the next person
        return None
    planned = "will" in gap or "to be" in " ".join(gap)
    return office, "after", Status.PLANNED if planned else Status.ACTUAL


def _gap_behind(scene: Scene, person: Item, offices: Offices) -> tuple[list[str], int | None]:
    """Return the words between a name and the office behind it, and where that begins; names are ``§``."""
    grammar = scene.grammar
    end = grammar.bounds[person.sentence][1]
    token = person.last + 1
    gap: list[str] = []
    while token < end and len(gap) <= _LONGEST_GAP:
        if _starts_office(scene, token, end, offices):
            return gap, token
        item = scene.items.at[token]
        succeeded = item is not None and item.label == Label.PERSON and not _SUCCEEDING.isdisjoint(gap)
        if item is not None and (succeeded or (item.label in _BODIES and gap)):
            token = item.last + 1
            gap.append("§")
            continue
        if not _may_stand_between(scene, token, gap, offices):
            break
        gap.append(grammar.words[token])
        token += 1
    return gap, None


def _may_stand_between(scene: Scene, token: int, gap: list[str], offices: Offices) -> bool:
    grammar = scene.grammar
    word, pos = grammar.words[token], grammar.pos[token]
    if word in _GAP or word in offices.verbs or word in ("'s", "’s") or pos == "SPACE":
        return True
    return bool(gap) and (pos == "ADV" or (pos == "ADJ" and gap[0] == ","))


def _leads_to_office(gap: list[str], offices: Offices) -> bool:
    to_be = len(gap) >= 3 and gap[:2] == ["to", "be"]
    if not to_be and (not gap or gap[0] in _OWNING):
        return False
    if set(gap) <= _SAYS_NOTHING:
        return False
    return _verb_between(gap, offices) or gap[0] in _OPENING


def _verb_between(gap: list[str], offices: Offices) -> bool:
    return any(
        word in offices.verbs or word in ("became", "becomes", "become", "is", "was", "as", "be")
        for word in gap
    )


def _starts_office(scene: Scene, token: int, end: int, offices: Offices) -> bool:
    return (
        _office_head(scene, token, end, offices) is not None and scene.grammar.words[token] not in _NO_OFFICE
    )


def _office_head(scene: Scene, token: int, end: int, offices: Offices) -> int | None:
    """Return the office noun of the words that begin at a token, past its modifiers."""
    grammar = scene.grammar
    for index in range(token, min(token + 7, end)):
        if grammar.words[index] in offices.nouns and _is_office(scene, index):
            return _last_of_row(scene, index, end, offices)
        item = scene.items.at[index]
        if item is not None and item.label in (Label.PERSON, Label.ORG, Label.GPE, Label.NORP, Label.DATE):
            return None
        if grammar.pos[index] not in _TITLE_WORDS and grammar.words[index] not in ("and", "-", "&"):
            return None
    return None


def _last_of_row(scene: Scene, index: int, end: int, offices: Offices) -> int:
    """Return the last office noun in a row: *chief executive*, *chief financial officer*."""
    grammar = scene.grammar
    step = 1
    while index + step < end and step <= 2:
        following = index + step
        if grammar.words[following] in offices.nouns and _is_office(scene, following):
            index, step = following, 1
        elif grammar.pos[following] == "ADJ" and scene.items.at[following] is None:
            step += 1
        else:
            break
    return index


def _read(scene: Scene, head: int, offices: Offices) -> _Office:
    """Read the words of an office around its noun, and the body before or behind it."""
    grammar = scene.grammar
    first = _left(scene, head, offices)
    last, end, body = _right(scene, head, offices)
    start = first
    before = first - 1
    if before >= 0 and grammar.words[before] in ("'s", "’s", "-"):
        before -= 1
    while before >= 0 and grammar.words[before] in (
        "former",
        "new",
        "then",
        "current",
        "acting",
        "veteran",
        "longtime",
        "founding",
        "late",
    ):
        before -= 1
        if before >= 0 and grammar.words[before] in ("'s", "’s"):
            before -= 1
    sent = body is not None and grammar.words[last + 1] == "to"  # *U.S. ambassador to Kenya*
    if (body is None or sent) and before >= 0:
        item = scene.items.at[before]
        if item is not None and item.label in _BODIES and grammar.sentence[before] == grammar.sentence[head]:
            body, start = item, item.first
        elif first - 1 >= 0 and grammar.words[first - 1] in ("'s", "’s"):
            named = scene.stands_for(grammar.noun_head(before), _BODIES - {Label.LOC, Label.NORP})
            body = named[0] if named else body
    return _Office(first, last, start, end, body)


def _left(scene: Scene, head: int, offices: Offices) -> int:
    grammar = scene.grammar
    first = head
    while first > 0 and grammar.sentence[first - 1] == grammar.sentence[head]:
        word = grammar.words[first - 1]
        item = scene.items.at[first - 1]
        if item is not None and item.label != Label.MINERAL:
            break
        if word in _AND:
            # *chairman and chief executive*, *Trade and Industry Minister*; not *said Smith and chairman*
            joined = (
                first >= 2
                and grammar.pos[first - 2] in ("NOUN", "PROPN")
                and scene.items.at[first - 2] is None
            )
            capital = first >= 2 and grammar.raw[first - 2][:1].isupper() == grammar.raw[first][:1].isupper()
            if (
                joined
                and capital
                and (grammar.words[first - 2] in offices.nouns or grammar.raw[first][:1].isupper())
            ):
                first -= 2
                continue
            break
        if first - 1 in scene.dateline or first - 2 in scene.dateline:
            break
        if (
            word == "-"
            and first >= 2
            and scene.offsets[first - 1] == scene.ends[first - 2]
            and grammar.pos[first - 2] in ("NOUN", "ADJ", "PROPN", "ADV", "X")
            and grammar.words[first - 2] not in _NO_OFFICE
        ):
            first -= 2
            continue
        managing = word in ("managing", "operating", "commanding", "marketing", "presiding", "executive")
        if word in _NO_OFFICE or (grammar.pos[first - 1] not in ("NOUN", "PROPN", "ADJ") and not managing):
            break
        first -= 1
    return first


def _right(scene: Scene, head: int, offices: Offices) -> tuple[int, int, Item | None]:
    """Return the last word of an office, the last of all that belongs to it, and the body behind it."""
    grammar = scene.grammar
    stop = grammar.bounds[grammar.sentence[head]][1]
    last = _joined_offices(scene, head, stop, offices)
    end = last
    while end + 1 < stop and grammar.words[end + 1] in (*_JOINS, "at", "with", "in", "to"):
        joint = grammar.words[end + 1]
        begin = end + 2
        while begin < stop and grammar.words[begin] in ("the", "a", "an", "its", "his"):
            begin += 1
        item = scene.items.at[begin] if begin < stop else None
        if item is not None and item.label in _BODIES:
            return (last, end, None) if joint == "in" and item.label != Label.ORG else (last, item.last, item)
        person = item is not None and item.label == Label.PERSON
        words = _complement(scene, begin, stop) if joint in _JOINS and not person else None
        if words is None:
            break
        named = scene.items.at[words + 1] if words + 1 < stop else None
        if named is not None and named.label in _BODIES and grammar.raw[begin].islower():
            # *spokeswoman for the campaign group X*
            return last, named.last, named
        last = end = words
    return last, end, None


def _joined_offices(scene: Scene, head: int, stop: int, offices: Offices) -> int:
    """Return the last of offices held together: *President and Chief Executive Officer*."""
    last = head
    while last + 2 < stop and scene.grammar.words[last + 1] in _AND:
        following = _office_head(scene, last + 2, stop, offices)
        if following is None:
            break
        last = following
    return last


def _complement(scene: Scene, begin: int, stop: int) -> int | None:
    """Return the last word of what an office is for: *Industry and Construction*, *the board*."""
    grammar = scene.grammar
    token = begin
    while token < stop:
        item = scene.items.at[token]
        if item is not None and item.label not in (Label.MINERAL,):
            break
        if grammar.pos[token] in ("NOUN", "PROPN", "ADJ") or (
            grammar.words[token] in (*_AND, ",", "the") and token + 1 < stop and _goes_on(scene, token, stop)
        ):
            token += 1
        else:
            break
    return token - 1 if token > begin else None


def _goes_on(scene: Scene, token: int, stop: int) -> bool:
    grammar = scene.grammar
    following = token + 1
    if grammar.words[following] in _AND:
        following += 1
    if following >= stop or scene.items.at[following] is not None:
        return False
    if grammar.words[token] == ",":
        # *Trade, Industry and Energy*: a list of capitalised words that ends with *and*
        ahead = grammar.words[following : following + 4]
        return (
            grammar.raw[following][:1].isupper() and "and" in ahead and grammar.raw[token - 1][:1].isupper()
        )
    return grammar.pos[following] in ("NOUN", "PROPN", "ADJ") and (
        grammar.raw[following][:1].isupper() == grammar.raw[token - 1][:1].isupper()
    )


_RELATIVE = frozenset({"which", "that", "who"})
_OF_COMPANY = frozenset(
    {
        "chairman",
        "chairwoman",
        "chair",
        "executive",
        "ceo",
        "cfo",
        "coo",
        "director",
        "president",
        "manager",
        "head",
        "chief",
        "governor",
    }
)
_OF_STATE = frozenset({"minister", "premier", "president", "chancellor"})


def _carried_body(scene: Scene, person: Item, office: _Office) -> Item | None:
    """Return the body of an office that the text leaves out: what the sentence or the one before is about."""
    grammar = scene.grammar
    words = grammar.words[office.first : office.last + 1]
    if any(word in _OF_STATE for word in words):
        return _country(scene, office.first)
    before = grammar.words[office.first - 1] if office.first else ""
    of_company = any(word in _OF_COMPANY for word in words)
    own = _body_before(scene, office, person.sentence, of_company=of_company)
    if own is not None or not of_company:
        return own
    number = person.sentence - 1
    if number < 0 or before in ("a", "an"):
        return None
    if (named := _acting_body(scene, *grammar.bounds[number])) is not None:
        return named
    earlier = scene.before(office.first, frozenset({Label.ORG}), sentences=1)
    return earlier[0] if earlier and len({i.entity for i in earlier}) == 1 else None


def _body_before(scene: Scene, office: _Office, sentence: int, *, of_company: bool) -> Item | None:
    """Return the body that is subject before an office in its sentence."""
    grammar = scene.grammar
    here = [i for i in scene.items.by_sentence[sentence] if i.label == Label.ORG and i.last < office.first]
    for item in reversed(here):
        if "nsubj" in (grammar.base[item.head], grammar.base[grammar.noun_head(item.head)]):
            return item
    start, _ = grammar.bounds[sentence]
    return _acting_body(scene, start, office.first) if here and of_company else None


def _acting_body(scene: Scene, start: int, stop: int) -> Item | None:
    """Return the first body that is subject: *German salt group X has recruited Y as chief executive*."""
    grammar = scene.grammar
    for index in range(start, stop):
        if grammar.base[index] == "nsubj" and grammar.words[index] not in _RELATIVE:
            found = scene.fill(index, frozenset({Label.ORG}))
            if found:
                return found[0]
    return None


def _country(scene: Scene, token: int) -> Item | None:
    """Return the country that an office of state is held in: the one that the article is about."""
    countries = scene.items.by_country
    total = sum(map(len, countries.values()))
    most = max(map(len, countries.values()), default=0)
    number = scene.grammar.sentence[token]
    for mentions in countries.values():
        near = any(number - 2 <= item.sentence <= number and item.last < token for item in mentions)
        plain = 2 * len(mentions) >= total and len(mentions) >= _OFTEN
        if not plain and not (near and len(mentions) == most):
            continue
        before = [
            item
            for item in mentions
            if item.last < token and item.first not in scene.dateline and country_code(item.text) is not None
        ]
        if before:
            return before[-1]
    return None
