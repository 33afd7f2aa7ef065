"""Which of the words that could be dates are: years among counts, lengths among ages and rates."""

import re

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.reading.codes import Code
from orewire.normalize.dates.reading.tokens import Node

_LAST_WORD = re.compile(r"([^\W\d_]+|[^\w\s])\s*$")
_NEXT_WORD = re.compile(r"\s*([^\W_]+|[^\w\s])")
_OLD = re.compile(r"\s*-?(?:years?[ -])?\s*-?\s*(?:olds?\b|of age\b)", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|ages) (?:about |between |of )?$", re.IGNORECASE)
_AMOUNT_BEFORE = re.compile(
    r"\d[\d,.]*(?: (?:mln|million|bln|billion|thousand))? "
    r"(?:tonnes|tons|pounds|lbs?|ounces|oz|barrels|litres|gallons|bags|bales|carats|units|vehicles|cars|kg|mt|t|dlrs|dollars)"
    r"(?: of(?: [^\W\d_]+){1,3})? $",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:once|twice|thrice|times)\s+$", re.IGNORECASE)
_PREFIXED = re.compile(r"\b(?:pre|post)-$", re.IGNORECASE)
_STREET = re.compile(
    r"\s+(?:[A-Z][\w.]*\s+){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Drive|Boulevard|Blvd|Lane)\b"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+$")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][^\W\d_]+\s+$")
#: Years that a number of four digits is taken for without any word that says so, and with one.
_NEAR_YEARS = range(1950, 2040)
_CUED_YEARS = range(1900, 2060)
_OLDEST_YEAR = 1200
#: How many words behind ``annual`` what it measures is looked for, and behind that a number.
_RATED_WITHIN, _NUMBER_WITHIN = 4, 12


def word_before(text: str, start: int) -> str:
    """The word or sign before an offset, in lower case."""
    found = _LAST_WORD.search(text, max(0, start - 20), start)
    return found[1].lower() if found else ""


def word_behind(text: str, end: int) -> str:
    """The word or sign behind an offset."""
    found = _NEXT_WORD.match(text, end, min(len(text), end + 24))
    return found[1] if found else ""


def is_bare_year(text: str, node: Node) -> bool:
    """Whether a number that can be a year is one.

    The words around it decide, and it is taken for one more readily the nearer it is to our time.

    Args:
        text: the text.
        node: four digits, or a number in words.
    """
    cues = date_words().cues
    before, behind = word_before(text, node.start), word_behind(text, node.end)
    if node.word:
        return before in cues["year_in_words"] and not _is_plural(behind)
    if before == "-" and _PREFIXED.search(text, max(0, node.start - 6), node.start):
        return True
    return not _counts_or_numbers(text, node, before, behind) and _is_likely_year(node.value, before, behind)


def _counts_or_numbers(text: str, node: Node, before: str, behind: str) -> bool:
    """Whether it counts things or is a name's number: ``2000 tonnes``, ``Room 1984``, ``2019-nCoV``."""
    cues = date_words().cues
    if behind.lower() in date_words().counted or before in cues["numbered"]:
        return True
    if before in cues["counting"] and behind[:1].isalpha() and behind not in cues["after_year"]:
        return True
    glued = text[node.end : node.end + 1]
    if glued and glued in "-–/:" and text[node.end + 1 : node.end + 2].isalnum():
        return glued != "-" or before not in {"in", "since"}
    return _STREET.match(text, node.end) is not None


def _is_likely_year(year: int, before: str, behind: str) -> bool:
    cues = date_words().cues
    # ``in 2000 villages``, ``the 1900 homes``: round numbers count things more often than others
    round_count = year % 100 == 0 and behind.islower() and behind not in cues["after_year"]
    if year in _CUED_YEARS:
        if before in cues["before_year"]:
            return not (round_count and _is_plural(behind) and before not in {"in", "since", "the"})
        return year in _NEAR_YEARS and not round_count
    if before not in cues["before_far_year"] or (behind.islower() and behind not in cues["after_year"]):
        return False
    return year >= _OLDEST_YEAR or before in {"in", "year"}


def _is_plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and len(word) > 3 and word != "this"


def means_nowadays(text: str, node: Node) -> bool:
    """Whether ``Today,`` at the start of a sentence in the present tense means these days."""
    if not (text[node.start].isupper() and text.startswith(",", node.end)):
        return False
    cues = date_words().cues
    for word in re.findall(r"[^\W\d_]+|[.;!?]", text[node.end : node.end + 100]):
        if word in cues["present"]:
            return True
        if word in cues["past"] or word in cues["modal"] or word in ".;!?" or word.endswith("ed"):
            return False
    return False


def is_length(text: str, node: Node, *, single: bool) -> bool:
    """Whether a length of time is one and neither an age nor a rate.

    Args:
        text: the text.
        node: the length.
        single: it is a bare unit with an article (``a year``) or in the plural (``years``).
    """
    if _OLD.match(text, node.end) or _AGED.search(text, max(0, node.start - 20), node.start):
        return False
    return not single or word_before(text, node.start) in date_words().cues["before_length"]


def is_frequency(text: str, node: Node) -> bool:
    """Whether ``a week`` recurs: ``twice a week``."""
    return _TIMES.search(text, max(0, node.start - 12), node.start) is not None


def is_recurring(text: str, node: Node) -> bool:
    """Whether ``annual`` or ``daily`` is a recurring time, and neither a rate nor a newspaper."""
    behind = word_behind(text, node.end)
    headline = text[node.start : node.end].isupper()
    paper = (behind[:1].isupper() and not headline) or behind in date_words().cues["paper"]
    if _AMOUNT_BEFORE.search(text, max(0, node.start - 60), node.start):
        return False  # 5,000 tonnes of ore annually
    return not paper and not _is_rate(text, node) and is_no_name(text, node)


def _is_rate(text: str, node: Node) -> bool:
    """Whether it makes a rate: ``annual output of 5 tonnes``."""
    behind, _, _ = text[node.end : node.end + 90].partition("\n\n")
    words = re.findall(r"[^\W\d_]+|\d", behind)[:_NUMBER_WITHIN]
    for index, word in enumerate(words[:_RATED_WITHIN]):
        if word.isdigit():
            return False
        if word.lower() in date_words().rated:
            return index == 0 or any(later.isdigit() for later in words[index:])
    return False


def is_weekday(text: str, node: Node) -> bool:
    """Whether the short name of a weekday alone is one: ``Wed``, not ``Sun`` or ``SAT``."""
    word = text[node.start : node.end].rstrip(".")
    return word.istitle() and word.lower() not in {"sun", "sat", "mon"}


def is_month(text: str, node: Node) -> bool:
    """Whether a month's name alone is the month, and no person or verb.

    ``Theresa May said``, ``June Smith``, ``you may``, ``to march`` are none.
    """
    cues = date_words().cues
    name = text[node.start : node.end].rstrip(".").lower()
    before, behind = word_before(text, node.start), word_behind(text, node.end)
    if node.code == Code.WEAK_MONTH:
        return text[node.start].isupper() and before in cues["before_weak_month"]
    if text[node.start].islower():
        return before in cues["before_month"] or (before == "the" and name != "august")
    if name not in cues["name_month"] or before in cues["before_month"]:
        # ``ahead of May's Brexit vote`` is hers, ``in May's vote`` is the month's
        hers = name == "may" and text[node.end : node.end + 2] in {"'s", "’s"}
        return not hers or before in {"in", "since", "last"}
    if behind[:1].isupper() and "\n" not in text[node.end : node.end + 3]:
        return False
    if _TITLE.search(text, max(0, node.start - 8), node.start):
        return False
    return name != "may" or not (behind.islower() or _CAPITAL_BEFORE.search(text, 0, node.start))


def is_season(text: str, node: Node) -> bool:
    """Whether a season's name alone is a time: ``in the summer``, ``by fall``; not ``the fall of Rome``."""
    cues = date_words().cues
    before = word_before(text, node.start)
    if node.code == Code.SEASON:
        return before in cues["before_season"]
    if word_behind(text, node.end) in {"of", "from", "in"}:
        return False
    prior = text[max(0, node.start - 8) : node.start].lower()
    return before in cues["before_weak_season"] or prior.endswith((" in the ", " by the "))


def is_no_name(text: str, node: Node) -> bool:
    """Whether a word is no part of a name such as ``USA Today``, ``Daily Mail``, ``Super Tuesday``."""
    if not text[node.start].isupper() or (text[node.start : node.end].isupper() and node.code == Code.ADVERB):
        return True
    if node.code == Code.TODAY:
        before = _LAST_WORD.search(text, max(0, node.start - 20), node.start)
        return before is None or not before[1][0].isupper() or "\n" in before[0]
    if node.code == Code.WEEKDAY:
        # Super Tuesday, the Sunday Times
        paper = word_behind(text, node.end).lower() in date_words().cues["paper_name"]
        return not paper and word_before(text, node.start) not in date_words().event_words
    behind = _NEXT_WORD.match(text, node.end, min(len(text), node.end + 24))
    return behind is None or not behind[1][0].isupper() or "\n" in behind[0]
