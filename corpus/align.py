"""Turn a labelling written by hand into stand-off gold: find each mention's offsets in the text.

A labelling lists an article's mentions in text order, each by its words, and its facts by mention id;
see CONTRIBUTING.md, "Adding a gold article". Run as

    python corpus/align.py LABELLING.json TEXT.txt > corpus/gold/ARTICLE.json
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


class AlignmentError(ValueError):
    """A labelled span is not where the labelling says."""


def align(labelling: dict[str, Any], text: str) -> dict[str, Any]:
    """Find the offsets of a labelling's mentions, triggers and worded roles.

    Args:
        labelling: ``mentions`` in text order (``label``, ``text``, ``value``, optional ``entity`` and
            ``after``, words that stand before the mention, where its own words come earlier too)
            and ``facts`` (``type``, ``status``, ``trigger``, ``arguments``).
        text: the article.

    Returns:
        The gold record: id, sha256 of the text, mentions and facts with offsets.

    Raises:
        AlignmentError: if words are not found in the order given; the message names them.
    """
    position = 0
    mentions = []
    for number, mention in enumerate(labelling["mentions"], start=1):
        where = f"{labelling['id']}: mention {number} {mention['text']!r}"
        if mention.get("after"):
            found = text.find(mention["after"], max(0, position - len(mention["after"])))
            if found < 0:
                raise AlignmentError(f"{where}: its context {mention['after']!r} is not found")
            position = max(position, found + len(mention["after"]))
        start = text.find(mention["text"], position)
        if start < 0:
            raise AlignmentError(f"{where} is not found after character {position}")
        position = start + len(mention["text"])
        mentions.append({**mention, "start": start, "end": position} | {"id": mention["id"]})
    by_id = {mention["id"]: mention for mention in mentions}
    if len(by_id) != len(mentions):
        raise AlignmentError(f"{labelling['id']}: mention ids are not unique")
    renamed = {mention["id"]: f"m{number}" for number, mention in enumerate(mentions, start=1)}
    return {
        "id": labelling["id"],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "mentions": [
            {
                "id": renamed[mention["id"]],
                "label": mention["label"],
                "start": mention["start"],
                "end": mention["end"],
                "value": mention.get("value"),
                "entity": mention.get("entity"),
            }
            for mention in mentions
        ],
        "facts": [_align_fact(fact, by_id, renamed, text, labelling["id"]) for fact in labelling["facts"]],
    }


def _align_fact(
    fact: dict[str, Any], by_id: dict[str, Any], renamed: dict[str, str], text: str, article: str
) -> dict[str, Any]:
    where = f"{article}: {fact['type']} fact {fact['trigger']!r}"
    try:
        spans = [by_id[argument["mention"]] for argument in fact["arguments"] if "mention" in argument]
    except KeyError as error:
        raise AlignmentError(f"{where} names mention {error}, which is not there") from None
    # The trigger stands in the sentence that states the fact, near most of its arguments.
    anchor = sorted(span["start"] for span in spans)[len(spans) // 2] if spans else 0
    trigger = _nearest(text, fact["trigger"], anchor, where)
    arguments = []
    for argument in fact["arguments"]:
        if "mention" in argument:
            arguments.append({"role": argument["role"], "mention": renamed[argument["mention"]]})
        else:
            start, end = _nearest(text, argument["text"], trigger[0], where)
            arguments.append({"role": argument["role"], "start": start, "end": end})
    return {
        "type": fact["type"],
        "status": fact["status"],
        "trigger": {"start": trigger[0], "end": trigger[1]},
        "arguments": arguments,
    }


def _nearest(text: str, words: str, anchor: int, where: str) -> tuple[int, int]:
    starts = []
    start = text.find(words)
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1)
    if not starts:
        raise AlignmentError(f"{where}: {words!r} is not found")
    nearest = min(starts, key=lambda candidate: abs(candidate - anchor))
    return nearest, nearest + len(words)


if __name__ == "__main__":
    labelling_path, text_path = map(Path, sys.argv[1:])
    try:
        gold = align(
            json.loads(labelling_path.read_text(encoding="utf-8")), text_path.read_text(encoding="utf-8")
        )
    except AlignmentError as error:
        sys.exit(f"align: {error}")
    sys.stdout.write(json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
