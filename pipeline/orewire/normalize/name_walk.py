"""Following an organization's name over its words, from the word that tells it.

To the left go names that end in what they are (``Hawkins & Brodie Co``, ``London Metal Exchange``), to the
right those that begin with it (``Ministry of Trade, Industry and Energy``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from orewire.lexicons.organizations import heads, known_organizations, legal_forms, organizations, tails
from orewire.normalize.capitals import Casing, common_words
from orewire.normalize.text_walk import TextWalk
from orewire.schema import OrgKind

_LONGEST = 12  # tokens a name may reach to its left
_LONGEST_RIGHT = 16  # tokens a name may reach to its right
_DASHES = frozenset("-‐‑–")
_APOSTROPHES = frozenset("'’")
_TOPICAL = frozenset(
    (OrgKind.GOVERNMENT, OrgKind.NGO, OrgKind.OTHER, OrgKind.UNIVERSITY, OrgKind.INTERGOVERNMENTAL)
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The word that tells a name: its index, and whether it is a legal form or a ticker."""

    index: int
    form: bool


class NameWalk(TextWalk):
    """The words of one text, and how far a name reaches over them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.forms = legal_forms()
        self.tails = tails()
        self.heads = heads()
        self.known = known_organizations()
        self._steps = _steps()

    # To the left

    def left(self, index: int, *, form: bool = False) -> int:
        """Return where the name begins whose telling word stands at ``index``.

        Args:
            index: the word that tells it: a legal form, ``Exchange``, ``Ministry``.
            form: whether that word is a legal form or a ticker, so that almost any capital belongs to it.

        Returns:
            The index of its first word; ``index`` itself if there is none.
        """
        anchor = _Anchor(index, form=form)
        first = position = index
        if form and self.word(position - 1) == "," and self.is_name_word(position - 2):
            position -= 1
        while position > 0 and index - position < _LONGEST and self.is_linked(position):
            before = position - 1
            if self.is_name_word(before):
                if not self._belongs(before, index, form=form):
                    break
                first = position = before
                continue
            step = self._steps.get(self.words[before])
            reached = step(self, before, anchor) if step else None
            if reached is None:
                break
            position = reached
            if self.is_name_word(reached):
                first = reached
        return self._trimmed(first, index)

    def _belongs(self, index: int, anchor: int, *, form: bool) -> bool:
        """Whether a capitalised word belongs to the name to its right."""
        word, lower = self.words[index], self.lower[index]
        if lower in self.calendar or word in self.stops or word in self.offices:
            return False
        telling = word in self.tails or word in self.heads or anchor - index == 1
        casing = self.casing[index]
        if casing is Casing.UPPER:
            if lower in self.function_words or word.title() in self.offices:
                return False
            plain = lower in common_words() and lower not in self.hints.trades
            return not plain or self.line_start(index) or telling or self.is_place(index, index + 1)
        if casing is Casing.TITLE and not form and lower in common_words():
            return telling or self.line_start(index)
        if self.words[anchor] in self.hints.without_country and self.is_known_place(index):
            return False  # "the Norwegian Environment Ministry": the people is a mention of its own
        return not (lower in self.function_words and self.sentence_start(index))

    def _trimmed(self, first: int, index: int) -> int:
        """Leave out what stands at a name's beginning but is no part of it."""
        while first < index and (
            not self.is_name_word(first)
            or self.words[first] in self.stops
            or (self.lower[first] in self.function_words and self.sentence_start(first))
        ):
            first += 1
        return first

    # One sign or small word to the left: the index that is reached over it, or None

    def _over_link(self, index: int, _anchor: _Anchor) -> int | None:
        """``Hawkins & Brodie``, ``Companhia Vale do Rio Doce``."""
        return index if self.is_name_word(index - 1) else None

    def _over_mark(self, index: int, _anchor: _Anchor) -> int | None:
        """``Trans-Ocean``."""
        glued = self.tokens.glued
        joined = glued(index) and glued(index + 1) and index + 1 < len(self.words)
        return index if joined and (self.is_name_word(index - 1) or self.word(index - 1) == ".") else None

    def _over_dot(self, index: int, _anchor: _Anchor) -> int | None:
        """``J.P. Morgan``, ``St. Joe``."""
        return index - 1 if self.tokens.glued(index) and self.is_abbreviation(index - 1) else None

    def _over_of(self, index: int, _anchor: _Anchor) -> int | None:
        """``Bank of Nova Scotia Ltd``."""
        return index if self.word(index - 1) in self.heads else None

    def _over_and(self, index: int, anchor: _Anchor) -> int | None:
        """``Standard Oil and Gas Co``, ``Mines and Geosciences Bureau``."""
        right, left = index + 1, index - 1
        if not self.is_name_word(left):
            return None
        if self.lower[right] in self.hints.trades:
            return index
        if self.words[anchor.index] not in self.hints.and_tails or self.is_known_place(left):
            return None
        return index if self.is_common(left) or self.is_common(right) else None

    def _over_comma(self, index: int, anchor: _Anchor) -> int | None:
        """``Culture, Media and Sport Committee``."""
        if self.words[anchor.index] not in self.hints.and_tails or not self.is_topic(index - 1):
            return None
        listed = "and" in self.lower[index + 1 : anchor.index]
        return index if listed and self.is_common(index - 1) and not self.sentence_start(index - 1) else None

    def _over_brackets(self, index: int, anchor: _Anchor) -> int | None:
        """``Jinhe International (Singapore) Pte Ltd``."""
        opening = index - 2
        while opening > index - 5 and self.is_name_word(opening):
            opening -= 1
        inside = self.word(opening) == "(" and self.is_name_word(index - 1)
        return opening if anchor.form and inside and opening > 0 else None

    def _over_apostrophe(self, index: int, _anchor: _Anchor) -> int | None:
        """``O'Brien``, ``Workers' Union``."""
        glued = self.tokens.glued
        if glued(index) and glued(index + 1) and self.is_name_word(index - 1):
            return index
        return index if self.lower[index - 1] in self.hints.members else None

    def _over_possessive(self, index: int, anchor: _Anchor) -> int | None:
        """``People's Bank``, ``McDonald's Corp``: not ``Australia's BHP Ltd``."""
        owner = index - 2
        if self.word(index - 1) not in _APOSTROPHES or not self.is_name_word(owner):
            return None
        if self.words[owner] in self.hints.possessors:
            return owner
        alone = anchor.form and anchor.index - owner == 3 and not self.is_name_word(owner - 1)
        return owner if alone and not self.is_known_place(owner) else None

    # To the right

    def right(self, index: int, head: str, kind: OrgKind) -> int | None:
        """Return where the name ends whose head and preposition stand before ``index``.

        Args:
            index: the first word after ``of`` or ``for``.
            head: the word before it (``Ministry``).
            kind: what the head tells.

        Returns:
            The index after its last word, or None where no name goes on here.
        """
        if self.lower[index : index + 1] == ["the"]:
            index += 1
        if not self.is_name_word(index) or not self.tokens.near(index):
            return None
        place = self.place_end(index)
        if place is None and self.is_known_place(index) and self.word(index + 1).islower():
            return None  # "the Senate of the Kazakh parliament"
        if place is not None and not self._goes_beyond(place, kind):
            return self._campus(place) if kind is OrgKind.UNIVERSITY else place
        last = place or index
        while last < len(self.words) and last - index < _LONGEST_RIGHT:
            if last > index and not self.is_linked(last):
                break
            reached = self._right_step(last, index, head, kind)
            if reached is None:
                break
            last = reached
        return last

    def _goes_beyond(self, place: int, kind: OrgKind) -> bool:
        """Whether a name goes on after a place: ``Ministry of China Affairs``, not ``Bank of China``."""
        if kind in (OrgKind.BANK, OrgKind.UNIVERSITY) or self.casing[place - 1] is Casing.UPPER:
            return False
        if self.lower[place : place + 1] == ["and"] and self.place_end(place + 1) is not None:
            return True  # "Geological Survey of Denmark and Greenland"
        return self.is_name_word(place)

    def _campus(self, place: int) -> int:
        """``University of California, Los Angeles``."""
        if self.word(place) == "," and (city := self.place_end(place + 1)):
            return city if self.words[place - 1] == "California" else place
        if self.word(place) == "at" and (city := self.place_end(place + 1)):
            return city
        return place

    def _right_step(self, index: int, first: int, head: str, kind: OrgKind) -> int | None:
        """Return the index after what belongs to the name at a token, or None at its end."""
        word, lower = self.words[index], self.lower[index]
        if self.is_name_word(index):
            return index + 1 if index == first or self._stays(index, kind) else None
        reached: int | None = index + 1
        belongs = False
        if word in _DASHES:
            belongs = self._over_mark(index, _Anchor(first, form=False)) is not None
        elif word == "&" or word in self.hints.particles:
            belongs = self.is_name_word(index + 1)
        elif word == ",":
            belongs = kind in _TOPICAL and self._is_list(index)
        elif lower == "and":
            topical = kind in _TOPICAL and head not in self.hints.single
            belongs = topical and (self.is_topic(index + 1) or self._places_joined(index, first))
        elif word in ("of", "for", "on"):
            reached = self._over_preposition(index, head, kind)
            belongs = reached is not None
        return reached if belongs else None

    def _stays(self, index: int, kind: OrgKind) -> bool:
        """Whether a capitalised word is still part of the name."""
        word, lower = self.words[index], self.lower[index]
        if lower in self.calendar or (word in self.offices and kind is not OrgKind.NGO):
            return False
        if self.casing[index] is Casing.UPPER:
            return lower not in self.function_words and lower not in self.hints.verbs
        return True

    def _places_joined(self, index: int, first: int) -> bool:
        return self.is_place(first, index) and self.place_end(index + 1) is not None

    def is_topic(self, index: int) -> bool:
        """Whether a word after ``and`` or a comma is one more field of a ministry, not another name."""
        word = self.word(index)
        return (
            self.is_name_word(index)
            and word not in self.heads
            and word not in self.offices
            and self.lower[index] not in self.calendar
            and not self.is_known_place(index)
            and (self.is_common(index) or word not in self.known.root)
        )

    def _is_list(self, comma: int) -> bool:
        """Whether a comma stands in a list of fields: ``Trade, Industry and Energy``."""
        for position in range(comma + 1, min(comma + 12, len(self.words))):
            if self.lower[position] in ("and", "&"):
                return self.is_topic(position + 1)
            if not (self.is_topic(position) or self.words[position] in (",", "-")):
                return False
        return False

    def _over_preposition(self, index: int, head: str, kind: OrgKind) -> int | None:
        """``Association of Miners of Chile`` goes on, ``Ministry of Mines of Chile`` does not."""
        following = index + 2 if self.word(index + 1) == "the" else index + 1
        if not self.is_name_word(following) or self.lower[following] in self.calendar:
            return None
        if self.is_known_place(following) or self.place_end(following) is not None:
            return following if head in self.hints.of_country and self.words[index] == "of" else None
        topical = kind in (OrgKind.NGO, OrgKind.OTHER, OrgKind.UNIVERSITY)
        return following if topical and self.lower[following] in common_words() else None


@cache
def _steps() -> dict[str, Callable[[NameWalk, int, _Anchor], int | None]]:
    """Return how to go to the left over each sign and small word that may stand in a name."""
    steps: dict[str, Callable[[NameWalk, int, _Anchor], int | None]] = {
        "&": NameWalk._over_link,
        ".": NameWalk._over_dot,
        "of": NameWalk._over_of,
        "and": NameWalk._over_and,
        ",": NameWalk._over_comma,
        ")": NameWalk._over_brackets,
        "s": NameWalk._over_possessive,
    }
    steps |= dict.fromkeys(_DASHES, NameWalk._over_mark)
    steps |= dict.fromkeys(_APOSTROPHES, NameWalk._over_apostrophe)
    steps |= dict.fromkeys(organizations().names.particles, NameWalk._over_link)
    return steps
