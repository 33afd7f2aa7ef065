"""Articles for the tests of views: mentions and facts told by their words."""

from collections.abc import Mapping
from typing import Any

from orewire.schema import Extraction, sha256_of

TITLE = "Kazakhstan sells tungsten"
TEXT = (
    f"{TITLE}\n"
    "Kazakhstan (KZ) sold 12 tonnes of tungsten for $2.5bn in 2023, said Kanat Sharlapaev, the minister.\n"
    "Kazakhstan may sell 3 tonnes of tungsten to Aktau Metals next year, he added."
)
HOSTILE = (
    "</script><img src=x onerror=\"document.title='caught'\"><b>tin</b> & &amp; <!-- \x00 \x1b[2J \x7f \r\r\n"
    "\r\nשלום \u202egpj.exe\u202c \u200f\U0001f469\u200d\U0001f467 \U0001f1f0\U0001f1ff ${1} $title ]]> "
    "javascript:alert(1)\n"
)


def extraction(text: str, record: Mapping[str, Any], **info: Any) -> Extraction:
    """Make an extraction, checked against its text.

    Args:
        text: the article's text.
        record: its mentions, entities, facts and warnings.
        info: more about the article.
    """
    made = Extraction.model_validate(
        {
            "article": {"id": "a", "sha256": sha256_of(text), "length": len(text), **info},
            "pipeline": {"version": "0.1.0", "model": "rules", "model_version": "0.2.0"},
            **record,
        }
    )
    made.check(text)
    return made


def span(text: str, words: str, number: int = 0) -> dict[str, Any]:
    """Return the span of words, or of a later place where they stand again."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def _mention(
    number: int, label: str, words: str, again: int, value: Any, entity: str | None
) -> dict[str, Any]:
    return {"id": f"m{number}", "label": label, **span(TEXT, words, again), "value": value, "entity": entity}


def sample() -> Extraction:
    """Two sentences with a title, three facts, and an entity that is mentioned three times."""
    kazakhstan = {"name": "Kazakhstan", "country": "KZ"}
    tungsten = {"commodity": "tungsten", "symbol": "W", "lists": [{"list": "EU", "year": 2023}]}
    year = {"timex": "2023", "kind": "date", "start": "2023-01-01", "end": "2023-12-31"}
    money = {"amount": "2500000000", "currency": "USD", "basis": "default"}
    rows = [
        ("GPE", "Kazakhstan", 0, kazakhstan, "e1"),
        ("MINERAL", "tungsten", 0, tungsten, "e2"),
        ("GPE", "Kazakhstan", 1, kazakhstan, "e1"),
        ("QUANTITY", "12 tonnes", 0, {"amount": "12", "unit": "t", "tonnes": "12"}, None),
        ("MINERAL", "tungsten", 1, tungsten, "e2"),
        ("MONEY", "$2.5bn", 0, money, None),
        ("DATE", "2023", 0, year, None),
        ("PERSON", "Kanat Sharlapaev", 0, {"name": "Kanat Sharlapaev"}, "e3"),
        ("GPE", "Kazakhstan", 2, kazakhstan, "e1"),
        ("QUANTITY", "3 tonnes", 0, {"amount": "3", "unit": "t"}, None),
        ("MINERAL", "tungsten", 2, tungsten, "e2"),
        ("ORG", "Aktau Metals", 0, {"name": "Aktau Metals", "kind": "company"}, "e4"),
    ]
    mentions = [_mention(number, *row) for number, row in enumerate(rows, start=1)]
    sentences = [span(TEXT, line) for line in TEXT.split("\n")]

    def fact(number: int, kind: str, status: str, words: str, sentence: int, **roles: str) -> dict[str, Any]:
        return {
            "id": f"f{number}",
            "type": kind,
            "status": status,
            "trigger": span(TEXT, words),
            "sentence": sentences[sentence],
            "arguments": [
                {"role": role, "mention": filler}
                if filler[1:].isdecimal()
                else {"role": role, **span(TEXT, filler)}
                for role, filler in roles.items()
            ],
            "uid": f"{number:032}",
        }

    facts = [
        fact(1, "SUPPLY", "actual", "sold", 1, supplier="m3", commodity="m5", quantity="m4", period="m7"),
        {
            **fact(2, "POSITION", "actual", "Sharlapaev, the minister", 1, person="m8", title="minister"),
            "rule": "position.apposition",
            "confidence": 0.914,
        },
        fact(
            3,
            "SUPPLY",
            "possible",
            "may sell",
            2,
            supplier="m9",
            recipient="m12",
            commodity="m11",
            quantity="m10",
        ),
    ]
    entities = [
        {
            "id": "e1",
            "label": "GPE",
            "name": "Kazakhstan",
            "mentions": ["m1", "m3", "m9"],
            "value": kazakhstan,
        },
        {
            "id": "e2",
            "label": "MINERAL",
            "name": "tungsten",
            "mentions": ["m2", "m5", "m11"],
            "value": tungsten,
        },
        {"id": "e3", "label": "PERSON", "name": "Kanat Sharlapaev", "mentions": ["m8"]},
        {"id": "e4", "label": "ORG", "name": "Aktau Metals", "aliases": ["Aktau"], "mentions": ["m12"]},
    ]
    record = {
        "mentions": mentions,
        "entities": entities,
        "facts": facts,
        "warnings": ["'next year' is left unresolved"],
    }
    return extraction(TEXT, record, title=TITLE, url="https://example.org/a?b=1&c=2", source="Example News")


def hostile() -> Extraction:
    """All that an article brings is markup, control characters or turned text."""
    image = "<img src=x onerror=\"document.title='caught'\">"
    record = {
        "mentions": [
            {
                "id": "m1",
                "label": "ORG",
                **span(HOSTILE, image),
                "entity": "e1",
                "value": {"name": '"><script>document.title="caught"</script>'},
            },
            {"id": "m2", "label": "PERSON", **span(HOSTILE, "\u202egpj.exe\u202c"), "entity": "e2"},
        ],
        "entities": [
            {
                "id": "e1",
                "label": "ORG",
                "name": "<svg onload=alert(1)>",
                "aliases": ["<s>"],
                "mentions": ["m1"],
            },
            {"id": "e2", "label": "PERSON", "name": "\u202egpj", "mentions": ["m2"]},
        ],
        "facts": [
            {
                "id": "f1",
                "type": "POSITION",
                "status": "negated",
                "trigger": span(HOSTILE, 'onerror="document'),
                "sentence": span(HOSTILE, HOSTILE[:60]),
                "arguments": [
                    {"role": "person", "mention": "m2"},
                    {"role": "title", **span(HOSTILE, "exe\u202c \u200f\U0001f469")},
                    {"role": "organization", "mention": "m1"},
                ],
                "uid": "0" * 32,
                "rule": "<i>rule</i>",
            }
        ],
        "warnings": ["<script>document.title='caught'</script>\x1b[31m"],
    }
    return extraction(
        HOSTILE,
        record,
        id='"><iframe src=x>',
        title="</title><script>document.title='caught'</script>",
        url="javascript:document.title='caught'",
        source="<i>source</i>",
    )
