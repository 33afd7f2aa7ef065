"""Organizations in text: by legal form, by the words their names are built with, by ticker, by acronym.

Every name is anchored at a word that tells an organization; from there it is followed over capitalised
words (see ``name_walk``). What an article calls by a full name once is found by its short name and its
acronym elsewhere too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from orewire.lexicons.facilities import facilities
from orewire.lexicons.organizations import heads, kind_of, legal_form_words, legal_forms, tails
from orewire.lexicons.organizations import organizations as lexicon
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import Casing, common_words
from orewire.normalize.name_walk import NameWalk
from orewire.normalize.names import is_acronym_of
from orewire.schema import Label, OrgKind, OrgValue

_LISTING = r"[A-Z][A-Za-z]{1,7}(?:[ -][A-Z]{1,4})?\s?:\s?[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?"
# <CMX.TO>, (ASX: PLS), (ASX: WDL, FSE: W7L), (NYSE:MP): the code, and the exchange where it is given.
_TICKER = re.compile(
    r"<(?P<wire>[A-Z0-9]{1,6}(?:[.=][A-Z]{1,3})?)>"
    rf"|\((?P<listed>{_LISTING})(?:[,;/ ]{{1,3}}{_LISTING}){{0,4}}\)"
)
_DOTTED = re.compile(r"\b(?:Inc|Corp|Ltd|Co)\.(?:,? [a-z(]|,)")
_PLAIN = frozenset(("Party", "Fund", "Group"))
_SHORTENED = frozenset((OrgKind.COMPANY, OrgKind.BANK, OrgKind.MEDIA))
_LONGEST_FOREIGN = 9  # tokens of a name in another language
_FULL_RULES = frozenset(f"organizations.{rule}" for rule in ("foreign", "legal_form", "ticker", "tail"))


@dataclass(frozen=True, slots=True)
class _Org:
    """A name from token ``first`` up to, not including, ``last``."""

    first: int
    last: int
    kind: OrgKind
    rule: str
    confidence: float
    full: str | None = None
    acronym: str | None = None


def find_organizations(text: str) -> list[Candidate]:
    """Find named organizations.

    Args:
        text: an article.

    Returns:
        ORG candidates in text order, with name, acronym, kind and ticker where known; they may overlap.
    """
    return _scan(text).candidates()


def sharpen(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Add what rules know to the ORG candidates of a model.

    Args:
        text: the article.
        candidates: what was found before, with any labels; those with a value are left as they are.

    Returns:
        New candidates only: names with the legal form that follows them, with their kind and ticker, and
        acronyms in brackets after them.
    """
    bare = [candidate for candidate in candidates if candidate.label is Label.ORG and candidate.value is None]
    return _scan(text).sharpened(bare) if bare else []


@cache
def _anchors() -> frozenset[str]:
    """Return the words that names are built around."""
    return frozenset({*legal_forms().root, *tails(), *heads(), "ministry"})


class _Scan(NameWalk):
    """One text, anchor by anchor."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.weak_tails = lexicon().weak_tails
        self.weak_forms = lexicon().legal_forms.weak
        self.tickers = self._tickers()

    def candidates(self) -> list[Candidate]:
        """Find all organizations of the text."""
        found = [*self._known(), *self._anchored(), *self._foreign(), *self._before_tickers()]
        found.extend(self._acronyms(found))
        found.extend(self._again(found))
        return sorted((self._candidate(org) for org in found), key=lambda org: (org.start, org.end))

    def sharpened(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Give the ORG candidates of a model what they lack."""
        by_start = {start: index for index, start in enumerate(self.tokens.starts)}
        by_end = {end: index + 1 for index, end in enumerate(self.tokens.ends)}
        found = []
        for candidate in candidates:
            first, last = by_start.get(candidate.start), by_end.get(candidate.end)
            if first is None or last is None:
                continue
            form = self._form_end(last + 1 if self.word(last) == "," else last)
            kind = kind_of(self.words[first:last]) or OrgKind.OTHER
            if form is not None:
                last, kind = form, self._company_kind(first, last)
            found.append(_Org(first, last, kind, "organizations.model", candidate.confidence))
        found.extend(self._acronyms(found))
        return [self._candidate(org) for org in found]

    def _candidate(self, org: _Org) -> Candidate:
        start, end = self.tokens.starts[org.first], self.tokens.ends[org.last - 1]
        ticker = self.tickers.get(org.last)
        value = OrgValue(name=org.full or self._text(org), acronym=org.acronym, kind=org.kind, ticker=ticker)
        return Candidate(Label.ORG, start, end, value, org.rule, org.confidence)

    def _text(self, org: _Org) -> str:
        return self.tokens.text[self.tokens.starts[org.first] : self.tokens.ends[org.last - 1]]

    # Well-known names

    def _known(self) -> Iterator[_Org]:
        root, words = self.known.root, self.words
        position = 0  # names do not overlap
        for index in [index for index, word in enumerate(words) if word in root]:
            if index < position:
                continue
            match = self.known.match(words, index)
            if match is None or not self._is_unbroken(index, match[1]):
                continue
            known, last = match
            position = last
            if self._in_ticker(index, last):
                continue
            branch = self.place_end(last, country=True) if known.kind is OrgKind.COMPANY else None
            if branch and self.is_linked(last) and self.casing[last] is Casing.SENTENCE:
                yield _Org(index, branch, known.kind, "organizations.branch", 0.7)
                continue
            confidence = self._sureness(index) if last - index == 1 else 0.95
            last = self._form_end(last) or last
            yield _Org(index, last, known.kind, "organizations.known", confidence, None, known.acronym)

    def _in_ticker(self, first: int, last: int) -> bool:
        """Whether a name is but an exchange or a code: ``(NYSE: MP)``, ``(LAC-TSX)``, ``<BP.L>``."""
        before, after = self.word(first - 1), self.word(last)
        if before == "<" or (after == ":" and before in ("(", ",", ";", "/")):
            return True
        return before == "-" and after in (")", ",") and self.word(first - 3) in ("(", ",")

    def _is_unbroken(self, first: int, last: int) -> bool:
        return all(self.tokens.near(index) for index in range(first + 1, last))

    def _sureness(self, index: int) -> float:
        """How sure a single word is an organization: ``IMF`` is, ``Total`` and ``Shell`` may be words."""
        if self._person_before(index) or self._is_title(index):
            return 0.4
        if self.lower[index] in common_words():
            plain = self.casing[index] is not Casing.SENTENCE or self.sentence_start(index)
            return 0.4 if plain else 0.7
        follows = self.is_name_word(index + 1) and self.is_linked(index + 1)
        goes_on = follows and not self.is_known_place(index + 1) and self.word(index + 1) not in self.offices
        return 0.35 if goes_on and not self.words[index].isupper() else 0.9

    def _is_title(self, index: int) -> bool:
        """Whether a word is but part of an office or paper: ``Treasury Secretary``, ``Treasury bills``."""
        return self.words[index] == "Treasury" and (
            self.word(index + 1) in self.offices or self.word(index + 1) in self.hints.papers
        )

    def _person_before(self, index: int) -> bool:
        """Whether a first name may stand before a word: ``Michael Bloomberg``."""
        before = index - 1
        return (
            self.casing[index] is Casing.SENTENCE
            and not self.words[index].isupper()
            and self.is_name_word(before)
            and self.words[before].isalpha()
            and self.is_linked(index)
            and self.lower[before] not in self.calendar
            and self.lower[before] not in common_words()
            and not self.is_known_place(before)
            and self.words[before] not in self.known.root
        )

    # Names around a word that tells an organization

    def _anchored(self) -> Iterator[_Org]:
        forms, known_tails, known_heads = self.forms.root, self.tails, self.heads
        taken = 0  # legal forms before it belong to a name already found
        anchors = _anchors()
        for index in [index for index, word in enumerate(self.words) if word in anchors]:
            word = self.words[index]
            org = self._with_form(index) if word in forms and index >= taken else None
            if org is not None:
                taken = org.last
            elif word in known_heads and self.lower[index + 1 : index + 2] in (["of"], ["for"], ["on"]):
                org = self._headed(index)
            if org is None and word in known_tails:
                org = self._tailed(index)
            if word == "ministry":
                org = self._small_ministry(index)
            if org is not None:
                yield org

    def _form_end(self, index: int) -> int | None:
        """Tell where the legal forms that begin at a token end (``Co Ltd``, ``Inc.``), or None."""
        last = None
        position = index
        while position < len(self.words) and self.words[position] in self.forms.root:
            match = self.forms.match(self.words, position)
            if match is None or not self.tokens.near(position) or not self._is_form(position, match[1]):
                break
            last = position = match[1]
            if self.word(position) == "," and self.word(position + 1) in self.forms.root:
                position += 1
        if last is not None and self.words[last - 1] == "." and self._may_end_sentence(last):
            abbreviated = self.lower[last - 2] in self.hints.dotted_forms and self._has_dotted_forms
            if not abbreviated and self.word(last - 3) != ".":
                last -= 1
        return last

    def _is_form(self, first: int, last: int) -> bool:
        """Whether a legal form is one here: ``AS`` and ``SA`` are words in headlines."""
        word = self.words[first]
        if last - first > 1:
            return True
        if self.casing[first] is Casing.UPPER and word in self.hints.short_forms:
            return word in ("SA", "AG", "NV", "CO") and (last >= len(self.words) or self.word(last) == "<")
        if word in self.hints.doubtful_forms:
            return self.is_name_word(first - 1) and not self.is_name_word(last)
        return not word.islower() or word == "plc"

    def _may_end_sentence(self, last: int) -> bool:
        if last >= len(self.words) or not self.tokens.near(last):
            return True
        return self.is_name_word(last) or self.words[last] in ('"', "”")

    @cached_property
    def _has_dotted_forms(self) -> bool:
        """Whether the text writes legal forms with a dot: seen where the sentence goes on after it."""
        return bool(_DOTTED.search(self.tokens.text))

    def _with_form(self, index: int) -> _Org | None:
        """Find ``Cove Capital LLC``, ``Hawkins & Brodie Co``, ``Jinhe (Singapore) Pte Ltd``."""
        last = self._form_end(index)
        if last is None:
            return None
        first = self.left(index, form=True)
        if first == index:
            return None
        word = self.words[index].title()
        weak = word in self.weak_forms
        plain = self.casing[index] is not Casing.SENTENCE or self.is_place(first, index)
        if weak and plain and last not in self.tickers:
            return None
        if word in ("Corp", "Corporation", "Co", "Company") and self.lower[last : last + 1] == ["of"]:
            last = self._country_end(last + 1) or last
        confidence = 0.8 if weak else 0.95
        return _Org(first, last, self._company_kind(first, last), "organizations.legal_form", confidence)

    def _country_end(self, index: int) -> int | None:
        """``Iron Ore Co of Canada``, ``Aluminum Co of America``; ``Macalloy Corp`` of Charleston."""
        return index + 1 if self.lower[index] == "america" else self.place_end(index, country=True)

    def _company_kind(self, first: int, last: int) -> OrgKind:
        bank = any(word in ("bank", "bancorp", "banque", "banco") for word in self.lower[first:last])
        return OrgKind.BANK if bank else OrgKind.COMPANY

    def _headed(self, index: int) -> _Org | None:
        """Find ``Ministry of Industry and Construction``, ``Bank of Nova Scotia``."""
        head = self.words[index]
        title = head.title()
        if self.lower[index + 1] == "on" and title not in self.hints.heads_on:
            return None
        if title == "House" and self.word(index + 2).lower() not in self.hints.houses:
            return None
        last = self.right(index + 2, head, self.heads[head])
        if last is None:
            return None
        if self.heads[head] is OrgKind.PARTY and self._is_led(index):
            return None
        last = self._form_end(last) or last
        first = self.left(index)
        kind = kind_of(self.words[first:last]) or self.heads[head]
        return _Org(first, last, kind, "organizations.head", self._head_sureness(first, index, last))

    def _is_led(self, index: int) -> bool:
        """Whether a party is named by its leader: ``the Liberal Party of Mihai Ghimpu``."""
        following = index + 3 if self.lower[index + 2] == "the" else index + 2
        plain = self.lower[following] in common_words()
        return self.is_name_word(index - 1) and not plain and self.place_end(following) is None

    def _head_sureness(self, first: int, index: int, last: int) -> float:
        title = self.words[index].title()
        if self.word(last) in self.hints.not_before:
            return 0.6
        if title in self.hints.loose_heads:
            return 0.4 if first == index and self.sentence_start(index) else 0.75
        return 0.9

    def _tailed(self, index: int) -> _Org | None:
        """Find ``Finance Ministry``, ``London Metal Exchange``, ``Pilbara Minerals``."""
        following = self.word(index + 1)
        if following in self.hints.not_before and self.is_linked(index + 1):
            return None
        glued = self.tokens.glued
        if following == "-" and glued(index + 1) and glued(index + 2):
            return None
        if (following in self.tails or following in self.forms.root) and self.is_linked(index + 1):
            return None  # the name goes on: "Mining Corp"
        first = self.left(index)
        if first == index:
            return None
        confidence = self._tail_sureness(first, index)
        if confidence is None:
            return None
        return _Org(first, index + 1, self.tails[self.words[index]], "organizations.tail", confidence)

    def _tail_sureness(self, first: int, index: int) -> float | None:
        kind, title = self.tails[self.words[index]], self.words[index].title()
        weak = title in self.weak_tails
        if self.casing[index] is not Casing.SENTENCE and (weak or kind is OrgKind.COMPANY or title in _PLAIN):
            return None
        if self.word(first - 1) in ("of", "for") and self.word(first - 2) in self.offices:
            return None  # "Minister of Mines and Petroleum"
        alone = sum(word.isalpha() for word in self.words[first:index]) == 1
        goes_on = self.is_name_word(index + 1) and self.is_linked(index + 1)
        if goes_on and (weak or not alone):
            return 0.4 if weak else 0.6
        if alone and weak:
            return 0.52 if self.lower[first] in common_words() or self.is_place(first, index) else 0.6
        if alone and self.lower[first] in common_words() and self.sentence_start(first):
            return 0.7
        return 0.7 if weak else 0.85

    def _small_ministry(self, index: int) -> _Org | None:
        """Find ``energy and mines ministry``, ``ministry of mines``; ``foreign ministry`` is none."""
        fields = self.hints.fields
        first, last = index, index + 1
        if self.lower[last : last + 1] == ["of"]:
            last = self._fields_end(last + 1)
            if last == index + 2:
                return None
        else:
            while first > 0 and (self.words[first - 1] in fields or self.words[first - 1] == "and"):
                first -= 1
            while first < index and self.words[first] not in fields:
                first += 1
            if "and" not in self.words[first:index]:
                return None
        if self.word(first - 1) in ("a", "any", "no"):
            return None
        return _Org(first, last, OrgKind.GOVERNMENT, "organizations.small", 0.7)

    def _fields_end(self, index: int) -> int:
        """Tell where lower-case fields of a ministry end: ``trade, industry and energy``."""
        fields, last = self.hints.fields, index
        while self.word(last) in fields or (
            self.word(last) in ("and", ",")
            and self.word(last - 1) in fields
            and self.word(last + 1) in fields
        ):
            last += 1
        return last

    def _foreign(self) -> Iterator[_Org]:
        """Find ``Minas de Valdemora``, ``Grupo Sierra Plata``, ``Banco Central do Brasil``."""
        heads, small = self.hints.foreign_heads, self.hints.particles
        for index in self.capitals:
            if self.words[index] not in heads or not self.is_running(index):
                continue
            last = position = index + 1
            while position < index + _LONGEST_FOREIGN and self.is_linked(position):
                if self.is_name_word(position) and self.lower[position] not in self.calendar:
                    last = position + 1
                elif self.words[position] not in small:
                    break
                position += 1
            before = self.is_name_word(index - 1) and self.is_linked(index)
            if last == index + 1 or before or self.is_place(index, last):
                continue
            kind = OrgKind.BANK if self.lower[index].startswith(("banc", "banq", "caix")) else OrgKind.COMPANY
            yield _Org(index, self._form_end(last) or last, kind, "organizations.foreign", 0.85)

    # Tickers

    def _tickers(self) -> dict[int, str]:
        """Find the codes of exchanges: index of the token at which the brackets open → code as printed."""
        text = self.tokens.text
        if "<" not in text and ":" not in text:
            return {}
        codes = {}
        for match in _TICKER.finditer(text):
            code = match["wire"] or match["listed"] or ""
            exchange = code.partition(":")[0].strip()
            if match["wire"] or exchange.isupper() or exchange.lower() in self.hints.exchanges:
                codes[match.start()] = re.sub(r"\s*:\s*", ": ", code)
        if not codes:
            return {}
        return {index: codes[start] for index, start in enumerate(self.tokens.starts) if start in codes}

    def _before_tickers(self) -> Iterator[_Org]:
        """Find the capitalised run directly before a ticker: ``CANAMAX <CMX.TO>``."""
        for index in self.tickers:
            first = self.left(index, form=True)
            if first < index:
                confidence = 0.9 if self.casing[first] is Casing.SENTENCE else 0.8
                yield _Org(first, index, self._company_kind(first, index), "organizations.ticker", confidence)

    # Acronyms and short names

    def _acronyms(self, found: Sequence[_Org]) -> list[_Org]:
        """Find the acronyms in brackets after full names, and their other occurrences."""
        defined: dict[str, _Org] = {}
        result = []
        for org in found:
            index = self._acronym_after(org)
            if index is None:
                continue
            short = self.words[index]
            if is_acronym_of(short, self._text(org)) or org.confidence >= 0.8:
                defined.setdefault(short, org)
                result.append(self._short(index, index + 1, org, "organizations.acronym", 0.93, short))
        if not defined:
            return result
        bracketed = {org.first for org in result}
        for index, word in enumerate(self.words):
            if word in defined and index not in bracketed:
                org = defined[word]
                result.append(self._short(index, index + 1, org, "organizations.acronym_again", 0.88, word))
        return result

    def _acronym_after(self, org: _Org) -> int | None:
        opening = org.last + 2 if self.word(org.last) in ("'", "’") else org.last
        if self.word(opening) != "(":
            return None
        index = opening + 2 if self.word(opening + 1) in ('"', "“", "'") else opening + 1
        word = self.word(index)
        capitals = sum(character.isupper() for character in word)
        if capitals < 2 or len(word) > 10 or self.word(index + 1) not in (")", '"', "”", "'", ";", ","):
            return None
        return index if self.place_end(index, country=True) is None else None

    def _short(
        self, first: int, last: int, org: _Org, rule: str, confidence: float, acronym: str | None = None
    ) -> _Org:
        return _Org(first, last, org.kind, rule, confidence, org.full or self._text(org), acronym)

    def _again(self, found: Sequence[_Org]) -> Iterator[_Org]:
        """Find the short names of companies: ``Canamax`` for ``Canamax Resources Inc``, in headlines too."""
        shorts: dict[str, list[tuple[tuple[str, ...], _Org]]] = {}
        for org in found:
            if org.rule in _FULL_RULES and org.kind in _SHORTENED and org.confidence >= 0.6:
                for words in self._short_names(org):
                    shorts.setdefault(words[0], []).append((words, org))
        for options in shorts.values():
            options.sort(key=lambda option: -len(option[0]))
        for index, lower in enumerate(self.lower) if shorts else ():
            if lower in shorts and self.is_name_word(index):
                yield from self._short_at(index, shorts[lower])

    def _short_at(self, index: int, options: Sequence[tuple[tuple[str, ...], _Org]]) -> Iterator[_Org]:
        for words, org in options:
            last = index + len(words)
            if tuple(self.lower[index:last]) != words or not self._is_unbroken(index, last):
                continue
            if index != org.first and self._has_capitals(index, last):
                goes_on = self.is_name_word(last) and self.casing[index] is Casing.SENTENCE
                yield self._short(index, last, org, "organizations.short", 0.35 if goes_on else 0.75)
            return

    def _has_capitals(self, first: int, last: int) -> bool:
        return all(word[0].isupper() for word in self.words[first:last] if len(word) > 3)

    def _short_names(self, org: _Org) -> Iterator[tuple[str, ...]]:
        """Yield the name without its legal form, and what it begins with where that tells it."""
        last = org.last
        while last > org.first + 1 and (
            self.lower[last - 1] in legal_form_words() or self.words[last - 1] in (".", ",")
        ):
            last -= 1
        base = tuple(self.lower[org.first : last])
        first = base[0]
        if len(base) > 1:
            yield base
            stem = base[:-1]
            if len(stem) > 1 and self.words[last - 1] in self.tails and stem[-1] not in ("and", "&", "-"):
                yield stem
        plain = first in common_words() or first in facilities().minerals
        telling = not plain and not self.places.get((first,))
        whole = len(base) == 1 or (base[1].isalpha() and base[1] not in ("of", "and"))
        if telling and whole and len(first) > (2 if len(base) == 1 else 3):
            yield (first,)


@lru_cache(maxsize=1)
def _scan(text: str) -> _Scan:
    return _Scan(text)
