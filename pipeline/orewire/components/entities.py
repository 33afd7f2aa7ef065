"""Entities: mentions of one thing in an article get one entity and its fullest name."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import text_of
from orewire.lexicons.places import country_code
from orewire.normalize.linking import Group, Name, full_name, link
from orewire.schema import Label

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=[])


class Entities:
    """Writes ``doc._.entities`` and the entity ids and full names of ``doc._.mentions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Link one document's mentions."""
        records = [dict(record) for record in doc._.mentions]
        names = [_name_of(record) for record in records]
        entities = []
        for number, group in enumerate(link(names, text_of(doc)), start=1):
            entity = _entity_of(f"e{number}", group, names, records)
            entities.append(entity)
            for index in group.members:
                records[index]["entity"] = entity["id"]
                records[index]["value"] = _with_full_name(records[index], entity)
        doc._.mentions = records
        doc._.entities = entities
        return doc


def _name_of(record: dict[str, Any]) -> Name:
    label = Label(record["label"])
    return Name(label, record["start"], record["end"], record["text"], _key_of(label, record))


def _key_of(label: Label, record: dict[str, Any]) -> str | None:
    if label is Label.GPE:
        # Of places only countries go by their code: a city is another thing than its country.
        return country_code(record["text"])
    field = {Label.MINERAL: "commodity", Label.NORP: "country"}.get(label)
    return (record["value"] or {}).get(field) if field else None


def _entity_of(
    entity_id: str, group: Group, names: list[Name], records: list[dict[str, Any]]
) -> dict[str, Any]:
    first = records[group.members[0]]
    name = full_name(group, names)
    values = [records[index]["value"] for index in group.members if records[index]["value"]]
    value = dict(values[0]) if values else None
    if first["label"] == Label.MINERAL:
        # The entity is the commodity; the form belongs to each mention.
        value = value and {**value, "form": None}
    else:
        value = {**(value or {}), "name": name}
    if first["label"] == Label.ORG and value is not None:
        value["acronym"] = group.acronym
        value["ticker"] = next((v["ticker"] for v in values if v.get("ticker")), None)
        value["kind"] = next((v["kind"] for v in values if v.get("kind", "other") != "other"), "other")
    aliases = dict.fromkeys(names[index].text for index in group.members)
    return {
        "id": entity_id,
        "label": first["label"],
        "name": name,
        "aliases": [alias for alias in aliases if alias != name],
        "mentions": [records[index]["id"] for index in group.members],
        "value": value,
    }


def _with_full_name(record: dict[str, Any], entity: dict[str, Any]) -> dict[str, Any] | None:
    value: dict[str, Any] | None = record["value"]
    if record["label"] == Label.MINERAL:
        return value
    if record["label"] in (Label.GPE, Label.NORP):
        return value or {"name": entity["name"], "country": None}
    if record["label"] == Label.ORG:
        return dict(entity["value"])
    return {"name": entity["name"]}


@Language.factory(
    "orewire_entities",
    requires=["doc._.mentions"],
    assigns=["doc._.mentions", "doc._.entities"],
)
def create_entities(nlp: Language, name: str) -> Entities:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.

    Returns:
        The component.
    """
    return Entities()
