"""Units left out: numbers whose unit is plain from another amount of the sentence."""

from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.currencies import Currency, currencies
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.atoms import Atom, share_magnitude, year_like
from orewire.normalize.amounts.lookup import match_words
from orewire.normalize.amounts.qualifiers import qualifier_before
from orewire.normalize.amounts.ranges import is_change
from orewire.normalize.amounts.rates import counted_by_currency
from orewire.normalize.context import sentence_around
from orewire.normalize.tokens import Tokens

_LIST_JOINTS: Final = (
    ["and"],
    ["or"],
    [","],
    [",", "and"],
    [",", "or"],
    ["vs"],
    ["versus"],
    ["from"],
    ["against"],
)
_WORDS: Final = amount_words().elisions
_MONTHS: Final = amount_words().numbers.months
# what may follow an amount whose unit was left out: no noun that it could count
_REACH: Final = 45
_REACH_OF_RATES: Final = 25
_REACH_OF_ONLY: Final = 30


def share_units(tokens: Tokens, atoms: list[Atom]) -> None:
    """Give units to numbers without: from the last of a list, an amount compared with, a plain noun.

    Args:
        tokens: the text.
        atoms: its numbers in order; changed in place.
    """
    for index in range(len(atoms) - 1, -1, -1):
        atom = atoms[index]
        if atom.unit is not None:
            continue
        if index + 1 < len(atoms) and _is_listed(tokens, atom, atoms[index + 1]):
            _take(atom, atoms[index + 1])
            share_magnitude(atom, atoms[index + 1])
    for index, atom in enumerate(atoms):
        if atom.unit is None and not (
            _takes_earlier(tokens, atoms, index)
            or _takes_later(tokens, atoms, index)
            or _takes_noun(tokens, atoms, index)
            or _takes_subject(tokens, atom)
        ):
            _takes_only(tokens, atoms, index)


def _take(atom: Atom, giver: Atom) -> None:
    atom.unit, atom.rule = giver.unit, "elided"


def _is_listed(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether a number stands in a list whose last member has the unit: ``8, 10 and 12 pct``."""
    if (
        right.unit is None
        or right.first - left.last > 2
        or right.sign_first
        or left.number.first != left.first
    ):
        return False
    between = tokens.lower[left.last : right.first]
    if between not in _LIST_JOINTS or year_like(tokens, left) or left.number.vague:
        return False
    if between == [","] and right.rule != "elided":
        return False
    before = tokens.word(left.first - 1)
    if between in (["and"], ["or"]) and before == ",":
        before = tokens.word(left.first - 3) or before
    starts_list = between == [","] or before.isalpha() or before == ","
    return starts_list and before not in _MONTHS and not tokens.words[left.first - 1][:1].isupper()


def _plain_end(tokens: Tokens, atom: Atom) -> bool:
    """Whether nothing that the number could count follows it."""
    following = tokens.word(atom.last)
    if not following or following in _WORDS.after:
        return True
    line_ends = "\n" in tokens.text[tokens.ends[atom.last - 1] : tokens.starts[atom.last]]
    return line_ends or (not following[0].isalnum() and following not in {"%", "/"})


def _takes_earlier(tokens: Tokens, atoms: list[Atom], index: int) -> bool:
    """Take the unit of an amount earlier in the sentence: ``26.8 mln tonnes, from 28.1 mln in 1985``."""
    atom = atoms[index]
    first = qualifier_before(tokens, atom.first).first
    comparing = tokens.word(first - 1)
    if not _compares(tokens, first, atom.last, comparing):
        return False
    pair = _quoted_pair(tokens, atoms, index)
    if not _may_be_measured(tokens, atom, pair or atom):
        return False
    sentence_start = sentence_around(tokens, atom.first, atom.last)[0]
    for giver in reversed(atoms[max(0, index - 6) : index]):
        if giver.first < max(sentence_start, atom.first - _REACH):
            break
        if giver.unit is None and _amounts_to_something(tokens, giver):
            break  # a number of something else stands nearer
        if giver.unit is None or tokens.lower[giver.last : atom.first].count(")") > tokens.lower[
            giver.last : atom.first
        ].count("("):
            continue  # a conversion in brackets gives no unit to what stands outside
        if _matches(tokens, giver, atom, comparing):
            _take(atom, giver)
            if "." in tokens.words[atom.number.first]:
                share_magnitude(atom, giver)
            if pair is not None:
                _take(pair, giver)
            return True
    return False


def _may_be_measured(tokens: Tokens, atom: Atom, end: Atom) -> bool:
    """Whether a number may be an amount: no year, nothing behind it that it could count."""
    if atom.value == 0 or atom.number.vague or year_like(tokens, atom):
        return False
    return _plain_end(tokens, end)


def _compares(tokens: Tokens, first: int, last: int, comparing: str) -> bool:
    """Whether a word before a number compares it with an earlier one."""
    if comparing not in _WORDS.comparing:
        return False
    if comparing == "with":
        return tokens.word(first - 2) in {"compared", "compares", "comparing"}
    return comparing != "at" and (comparing != "from" or tokens.word(last) != "to")


def _quoted_pair(tokens: Tokens, atoms: list[Atom], index: int) -> Atom | None:
    """Return the second number of two with a stroke between: ``880/881 stg, vs 878.50/879``."""
    atom = atoms[index]
    other = atoms[index + 1] if index + 1 < len(atoms) else atom
    joined = tokens.word(atom.last) == "/" and other.first == atom.last + 1 and tokens.glued(other.first)
    return other if joined and other.unit is None and other.value >= 1 else None


def _amounts_to_something(tokens: Tokens, atom: Atom) -> bool:
    return (
        atom.magnitude > 1 or "." in tokens.words[atom.number.first] or "," in tokens.words[atom.number.first]
    )


def _matches(tokens: Tokens, giver: Atom, atom: Atom, comparing: str) -> bool:
    """Whether an amount can be of the same kind as a number compared with it."""
    if giver.number.vague:
        return False
    if comparing == "to" and atom.first - giver.last == 1 and _changes_to(tokens, giver, atom):
        return True
    written = tokens.words[atom.number.first]
    large = atom.magnitude >= 1000 or "," in written
    if isinstance(giver.unit, Unit) and giver.unit.kind == "percent":
        return not large and comparing != "to" and _is_level(tokens, giver) and atom.value <= 1000
    if giver.magnitude >= 1000 or giver.value >= 10_000:
        return (large or "." in written) and Decimal("0.001") < _ratio(atom, giver) < 1000
    return not large and _is_level(tokens, giver) and (comparing != "to" or "." in written)


def _changes_to(tokens: Tokens, giver: Atom, atom: Atom) -> bool:
    """Whether the words are ``fell 1,225 tonnes to 28,100``."""
    unit = giver.unit
    if unit is None or unit.scale != 1 or (isinstance(unit, Unit) and unit.kind == "percent"):
        return False
    before = tokens.word(qualifier_before(tokens, giver.first).first - 1)
    return (before == "by" or is_change(before)) and atom.value > giver.value


def _ratio(atom: Atom, giver: Atom) -> Decimal:
    value = atom.value if atom.magnitude > 1 or atom.value >= 1000 else atom.value * giver.magnitude
    return value / giver.value if giver.value else Decimal(0)


def _is_level(tokens: Tokens, atom: Atom) -> bool:
    """Whether an amount is what something amounts to, not what it changed by."""
    before = tokens.word(qualifier_before(tokens, atom.first).first - 1)
    if isinstance(atom.unit, Unit) and atom.unit.kind == "percent":
        return before in _WORDS.levels
    return before != "by" and not is_change(before)


def _takes_later(tokens: Tokens, atoms: list[Atom], index: int) -> bool:
    """Take the unit of an amount behind: ``rose to 12 mln in 1986 from 10 mln tonnes``."""
    atom = atoms[index]
    if atom.magnitude < 1000 or atom.number.vague or atom.value == 0 or not _plain_end(tokens, atom):
        return False
    sentence_end = sentence_around(tokens, atom.first, atom.last)[1]
    for giver in atoms[index + 1 : index + 4]:
        if giver.last > min(sentence_end, atom.last + 12):
            return False
        if giver.unit is None or giver.magnitude < 1000:
            continue
        first = qualifier_before(tokens, giver.first).first
        if (
            tokens.word(first - 1) in {"from", "vs", "versus", "against", "with", "than"}
            and giver.rule != "elided"
        ):
            _take(atom, giver)
            return True
        return False
    return False


def _takes_noun(tokens: Tokens, atoms: list[Atom], index: int) -> bool:
    """Read money that only its noun shows: ``a 107 million loss``, ``millions in sales``."""
    atom = atoms[index]
    following = tokens.word(atom.last)
    if atom.number.vague:
        shown = following == "in" and tokens.word(atom.last + 1) in _WORDS.in_money
        if atom.value >= 1000 and shown:
            atom.unit, atom.rule = Currency(None, "dollar"), "elided"
        return atom.unit is not None
    if atom.magnitude < 10**6 or following not in _WORDS.money_nouns:
        return False
    sentence_start = sentence_around(tokens, atom.first, atom.last)[0]
    for giver in reversed(atoms[max(0, index - 6) : index]):
        if giver.first >= sentence_start and isinstance(giver.unit, Currency) and giver.magnitude >= 1000:
            _take(atom, giver)
            return True
    return False


def _takes_subject(tokens: Tokens, atom: Atom) -> bool:
    """Read an exchange rate whose currency is the subject: ``the peso slipped to 58.90 per dollar``."""
    if not atom.number.digits or atom.magnitude > 1 or counted_by_currency(tokens, atom.last) is None:
        return False
    lexicon = currencies()
    begin = sentence_around(tokens, atom.first, atom.last)[0]
    for index in range(atom.first - 1, max(begin, atom.first - _REACH_OF_RATES) - 1, -1):
        found = match_words(lexicon.words, tokens, index)
        if found is None or found[0].scale < 1 or found[0].family == "dollar" or found[1] >= atom.first:
            continue
        if tokens.word(index - 1) == "the" or tokens.words[index - 1][:1].isupper() or index == begin:
            atom.unit, atom.rule = found[0], "elided"
            return True
    return False


def _takes_only(tokens: Tokens, atoms: list[Atom], index: int) -> bool:
    """Take the one unit of a sentence's large amounts: ``142 mln dlrs in 1986 and 168 mln in 1985``."""
    atom = atoms[index]
    if atom.magnitude < 1000 or not atom.number.digits or atom.value == 0 or not _ends_part(tokens, atom):
        return False
    begin, end = sentence_around(tokens, atom.first, atom.last)
    near = atoms[max(0, index - 6) : index + 5]
    large = [
        other
        for other in near
        if other is not atom and begin <= other.first < end and other.magnitude >= 1000
    ]
    measured = [other for other in large if other.unit is not None and not _is_share(other)]
    # something else is counted there too, or measured
    if any(other.unit is None and not _plain_end(tokens, other) for other in large):
        return False
    if len({_symbol(other) for other in measured}) != 1 or measured[0].first > atom.first:
        return False
    giver = [other for other in measured if other.first < atom.first][-1]
    if giver.number.vague or atom.first - giver.last > _REACH_OF_ONLY:
        return False
    between = tokens.lower[giver.last : atom.first]
    counts = is_change(between[-1]) or not _WORDS.counted.isdisjoint(tokens.lower[giver.last : end])
    if counts or between.count(")") != between.count("("):
        return False
    _take(atom, giver)
    return True


def _ends_part(tokens: Tokens, atom: Atom) -> bool:
    """Whether nothing that a number could count follows it: ``of which 2.3 mln was exported``."""
    of_which = tokens.lower[atom.first - 2 : atom.first] == ["of", "which"]
    return _plain_end(tokens, atom) or (of_which and tokens.word(atom.last) in {"was", "were", "went"})


def _is_share(atom: Atom) -> bool:
    return isinstance(atom.unit, Unit) and atom.unit.kind == "percent"


def _symbol(atom: Atom) -> tuple[str, ...]:
    unit = atom.unit
    if isinstance(unit, Currency):
        return (unit.code or "", unit.family or "")
    return () if unit is None else (unit.symbol, unit.per or "")
