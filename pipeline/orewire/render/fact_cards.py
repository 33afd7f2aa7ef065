"""Facts, entities and values of an article as HTML: cards, tables, the buttons that filter them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from orewire.render.markup import Html, element, escaped, joined
from orewire.render.values import readable
from orewire.schema import (
    ROLES,
    Argument,
    Entity,
    Extraction,
    Fact,
    FactType,
    Label,
    Mention,
    MentionArgument,
    MineralValue,
    Status,
)

#: What each label stands for.
LABELS: Mapping[Label, str] = {
    Label.MONEY: "amount of money",
    Label.MINERAL: "mineral commodity",
    Label.ORG: "organization",
    Label.DATE: "date or period",
    Label.PERSON: "person",
    Label.GPE: "country, province or city",
    Label.NORP: "nationality",
    Label.LOC: "other place",
    Label.FAC: "mine, plant, port or other facility",
    Label.QUANTITY: "measured amount",
    Label.PERCENT: "percentage",
}


def fact_list(extraction: Extraction, prefix: str) -> Html:
    """Draw the facts of an article.

    Args:
        extraction: what was found in it.
        prefix: what to put before ids.
    """
    if not extraction.facts:
        return element("p", {"class": "none"}, escaped("No facts were found in this article."))
    mentions = {mention.id: mention for mention in extraction.mentions}
    cards = (_card(fact, mentions, _names(extraction), prefix) for fact in extraction.facts)
    return element("ol", {"class": "facts"}, *cards)


def label_filter(extraction: Extraction) -> Html:
    """Draw a button for each label that the article has mentions of."""
    counts = Counter(mention.label for mention in extraction.mentions)
    chips = (
        _chip("label", label, counts[label], style=f"chip {label}", title=LABELS[label])
        for label in Label
        if counts[label]
    )
    return _group("Kinds of mention", chips)


def fact_filter(extraction: Extraction) -> Html:
    """Draw a button for each type, and for each status, that the article has facts of."""
    types = Counter(fact.type for fact in extraction.facts)
    statuses = Counter(fact.status for fact in extraction.facts)
    of_type = (_chip("type", name, types[name]) for name in FactType if types[name])
    of_status = (_chip("status", name, statuses[name]) for name in Status if statuses[name])
    return joined(_group("Types of fact", of_type), _group("Status of facts", of_status))


def tables(extraction: Extraction, prefix: str) -> Html:
    """Draw the collapsible tables of entities and values."""
    numbers = {mention.id: mention for mention in extraction.mentions}
    entities = [_entity_row(entity, numbers, prefix) for entity in extraction.entities]
    values = [_value_row(mention, prefix) for mention in extraction.mentions if mention.entity is None]
    return joined(
        _table("Entities", ("Label", "Name", "Mentions"), entities),
        _table("Values", ("Label", "Words", "Value"), values),
    )


def _names(extraction: Extraction) -> dict[str, str]:
    return {entity.id: entity.name for entity in extraction.entities}


def _card(fact: Fact, mentions: Mapping[str, Mention], names: Mapping[str, str], prefix: str) -> Html:
    button = element(
        "button",
        {"type": "button", "aria-pressed": "false"},
        element("span", {"class": "number"}, escaped(fact.id.removeprefix("f"))),
        escaped(" "),
        element("span", {"class": "type"}, escaped(fact.type)),
        escaped(" "),
        element("span", {"class": "trigger-words", "dir": "auto"}, escaped(fact.trigger.text)),
    )
    status = element("span", {"class": f"status {fact.status}"}, escaped(fact.status))
    order = list(ROLES[fact.type])
    arguments = sorted(fact.arguments, key=lambda argument: order.index(argument.role))
    rows = (_role(argument, mentions, names, prefix) for argument in arguments)
    attributes = {
        "class": "fact",
        "id": f"{prefix}{fact.id}",
        "data-id": fact.id,
        "data-type": fact.type,
        "data-status": fact.status,
    }
    return element(
        "li",
        attributes,
        element("h3", {}, button, status),
        element("dl", {}, *rows),
        _origin(fact),
    )


def _origin(fact: Fact) -> Html:
    parts = []
    if fact.confidence is not None:
        parts.append(f"confidence {fact.confidence:.0%}")
    if fact.rule is not None:
        parts.append(f"rule {fact.rule}")
    return element("p", {"class": "origin"}, escaped(" · ".join(parts))) if parts else Html("")


def _role(argument: Argument, mentions: Mapping[str, Mention], names: Mapping[str, str], prefix: str) -> Html:
    if isinstance(argument, MentionArgument):
        mention = mentions[argument.mention]
        filler = element(
            "a",
            {
                "class": f"filler {mention.label}",
                "href": f"#{prefix}{mention.id}",
                "data-mention": mention.id,
                "data-role": argument.role,
                "dir": "auto",
            },
            escaped(mention.text),
        )
        gloss = _gloss(mention, names)
    else:
        filler = element("span", {"class": "filler", "dir": "auto"}, escaped(argument.text))
        gloss = None
    more = (escaped(" "), element("span", {"class": "gloss", "dir": "auto"}, escaped(gloss))) if gloss else ()
    return element(
        "div", {}, element("dt", {}, escaped(argument.role)), escaped(" "), element("dd", {}, filler, *more)
    )


def _gloss(mention: Mention, names: Mapping[str, str]) -> str | None:
    """What to say beside a mention's words: its value, the fuller name, or nothing when they say it all."""
    if isinstance(mention.value, MineralValue):
        commodity = mention.value.commodity.replace("-", " ")
        return None if commodity in mention.text.lower() else commodity
    if mention.entity is not None:
        name = names[mention.entity]
        return None if name.lower() == mention.text.lower() else name
    if mention.value is None:
        return None
    words = readable(mention.value).partition(";")[0]
    return None if words.lower() == mention.text.lower() else words


def _group(name: str, chips: Iterable[Html]) -> Html:
    drawn = tuple(chips)
    if not drawn:
        return Html("")
    every = element(
        "button",
        {"type": "button", "class": "chip every", "data-every": "", "hidden": ""},
        escaped("show all"),
    )
    return element("div", {"class": "chips", "role": "group", "aria-label": name}, *drawn, every)


def _chip(kind: str, name: str, count: int, style: str = "chip", title: str | None = None) -> Html:
    return element(
        "button",
        {
            "type": "button",
            "class": f"{style} by-{kind}",
            "data-filter": kind,
            "data-name": name,
            "aria-pressed": "false",
            "title": title,
        },
        escaped(name),
        escaped(" "),
        element("span", {"class": "count"}, escaped(str(count))),
    )


def _table(title: str, columns: tuple[str, ...], rows: list[Html]) -> Html:
    if not rows:
        return Html("")
    head = element("tr", {}, *(element("th", {"scope": "col"}, escaped(column)) for column in columns))
    return element(
        "details",
        {"class": "table"},
        element(
            "summary",
            {},
            escaped(f"{title} "),
            element("span", {"class": "count"}, escaped(str(len(rows)))),
        ),
        element("table", {}, element("thead", {}, head), element("tbody", {}, *rows)),
    )


def _entity_row(entity: Entity, mentions: Mapping[str, Mention], prefix: str) -> Html:
    about = readable(entity.value) if entity.value else ""
    rest = about.removeprefix(entity.name)
    if not rest[:1].isalnum():
        about = rest.lstrip(",; ")
    also = f"also {', '.join(entity.aliases)}" if entity.aliases else ""
    links = [
        element(
            "a",
            {
                "href": f"#{prefix}{mention}",
                "data-mention": mention,
                "title": mentions[mention].text,
                "aria-label": f"mention {number}: {mentions[mention].text}",
            },
            escaped(str(number)),
        )
        for number, mention in enumerate(entity.mentions, start=1)
    ]
    spaced = [part for link in links for part in (link, escaped(" "))][:-1]
    return element(
        "tr",
        {},
        element("td", {}, _label(entity.label)),
        element(
            "td",
            {"dir": "auto"},
            escaped(entity.name),
            *(element("div", {"class": "gloss"}, escaped(part)) for part in (about, also) if part),
        ),
        element("td", {"class": "mentions"}, *spaced),
    )


def _value_row(mention: Mention, prefix: str) -> Html:
    link = element("a", {"href": f"#{prefix}{mention.id}", "data-mention": mention.id}, escaped(mention.text))
    return element(
        "tr",
        {},
        element("td", {}, _label(mention.label)),
        element("td", {"dir": "auto"}, link),
        element("td", {"dir": "auto"}, escaped(readable(mention.value) if mention.value else "")),
    )


def _label(label: Label) -> Html:
    return element("span", {"class": f"label {label}", "title": LABELS[label]}, escaped(label))
