"""Writes the model card from measured figures.

Run as ``python -m training.card``; it reads `scores.json` and `meta.json` beside the model.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from training.config import PACKAGE
from training.evaluate import SCORES

_SETS = {
    "gum": ("UD English GUM: news, interviews, biographies, …", "CC BY / public domain (these genres)"),
    "wikinews": ("Wikinews reports, our own labels", "text CC BY 2.5"),
    "newswire": ("our own newswire, written for this project", "that of this project"),
    "redocred": ("Re-DocRED (Wikipedia)", "MIT; text CC BY-SA"),
    "wikigold": ("Wikigold (Wikipedia)", "CC BY 4.0"),
    "crossner": ("CrossNER (Wikipedia)", "MIT; text CC BY-SA"),
    "ewt": ("UNER English EWT (web, reviews, mail)", "CC BY-SA 4.0"),
    "re3d": ("dstl re3d (government, BBC, Wikipedia on defence)", "open licences per source"),
    "sec": ("loan agreements from SEC filings", "CC BY 3.0"),
    "pud": ("UD English PUD (news, Wikipedia)", "CC BY-SA 3.0"),
}

_TEXT = """# orewire_news {version}

<!-- Written by `python -m training.card` from scores.json and meta.json. Do not edit. -->

Reads English news: names, universal parts of speech, universal dependencies (basic, with subtypes) and
sentence starts, in one network of {parameters:.0f} million parameters: {megabytes} MB in int8, run by
`onnxruntime`.

```python
import orewire_news

nlp = orewire_news.load()
```

## Scores

All figures are for the int8 model in this folder, on texts that it was not trained on. Places of all kinds
(GPE, LOC, FAC) count as one label in `PLACE` and `overall`; MISC does not count in `overall`.

### Names: F1, exact span and label

{names}

`wikinews-test` ({wikinews_words} words) was looked at only to be counted. The two dev sets were kept aside
from training and used to choose checkpoints and to set the temperature of the probabilities.

### Grammar, all words with punctuation

{grammar}

LAS counts universal relations without subtypes. Names of the same words in one text are made to agree
(`orewire_news.agreement`); that is part of the scores above.
{float32}
## Size and speed

| | |
|---|---|
| files of the model | {megabytes} MB |
| to load | {seconds_to_load} s |
| one core, one text at a time | {words_a_second} words a second{float32_speed} |

Measured on the machine that wrote this card ({machine}). The speed of int8 depends on the CPU: it gains
most with VNNI instructions (Intel since 2019, AMD since Zen 4), little with AVX-512 or AVX2 alone.

## Data

{data}

What a set did not label is masked in training, not taken for absent: where a set has one kind of place, GPE,
LOC and FAC are all right; EWT, re3d and SEC lack MISC, so that what is outside their names may be MISC. Sets
whose labelling habits differ have a small correction of their own in training, which the model leaves out.

The encoder began as MiniLM-L6-H384-uncased (`sentence-transformers/all-MiniLM-L6-v2`, Apache-2.0), with the
letter shape of each word added to its input. What is here is a student of the network so trained, with fewer
attention heads and columns: {layers} layers, {layers_on_pieces} of them on word pieces, the others on words.

## Known weaknesses

- LOC and FAC are the weakest labels: they are rare in training, and only our own sets tell them from GPE.
- MISC is evidence, not a result: sets differ in what they take for a work, an event or a product.
- Text in capitals or in small letters only is read worse than mixed case, as the table of names shows.
- A name of more words than any seen in training (long committees, offices with `and`) may be cut.
- Windows hold {window} word pieces; a sentence longer than that is read in parts.
- Speech, dialogue and social media are outside its training but for GUM's interviews and vlogs.
"""


def write_card(package: Path, scores: dict[str, Any], meta: dict[str, Any]) -> str:
    """Write the card of a package.

    Args:
        package: the folder of the model.
        scores: what `training.evaluate` measured.
        meta: what is in meta.json.

    Returns:
        The text.

    Raises:
        ValueError: the scores are those of another model.
    """
    if scores["sha256"] != meta["sha256"]["model.onnx"]:
        raise ValueError(f"{SCORES} was measured with another model than {package / 'model.onnx'}")
    speed = scores.get("float32_words_a_second")
    text = _TEXT.format(
        version=meta["version"],
        megabytes=scores["megabytes"],
        names=_names(scores["int8"]["names"]),
        wikinews_words=f"{scores['words']['wikinews'].get('test', 0):,}",
        grammar=_grammar(scores["int8"]["grammar"]),
        float32=_float32(scores),
        seconds_to_load=scores["seconds_to_load"],
        words_a_second=f"{scores['words_a_second']:,.0f}",
        float32_speed=f" (float32: {speed:,.0f})" if speed else "",
        machine=scores["machine"],
        data=_data(scores["words"]),
        window=meta["window"],
        layers=meta["layers"],
        layers_on_pieces=meta["layers_on_pieces"],
        parameters=meta["parameters"] / 1e6,
    )
    (package / "README.md").write_text(text, encoding="utf-8")
    return text


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _names(scores: dict[str, dict[str, dict[str, float]]]) -> str:
    labels = ["overall", "PERSON", "ORG", "PLACE", "NORP", "GPE", "LOC", "FAC", "MISC"]
    rows = [
        [name, *(f"{row[label]['f1']:.3f}" if label in row else "–" for label in labels)]
        for name, row in scores.items()
    ]
    return _table(["set", *labels], rows)


def _grammar(scores: dict[str, dict[str, float]]) -> str:
    keys = {"upos": "UPOS", "uas": "UAS", "las": "LAS", "las_subtypes": "LAS with subtypes"}
    rows = [
        [name, *(f"{100 * row[key]:.1f}" for key in keys), f"{row['sentence_starts_f1']:.3f}"]
        for name, row in scores.items()
    ]
    return _table(["set", *keys.values(), "sentence starts F1"], rows)


def _float32(scores: dict[str, Any]) -> str:
    if "float32" not in scores:
        return ""
    rows = []
    for name, row in scores["float32"]["names"].items():
        small = scores["int8"]["names"][name]["overall"]["f1"]
        rows.append([f"names F1, {name}", f"{100 * row['overall']['f1']:.2f}", f"{100 * small:.2f}"])
    for name, row in scores["float32"]["grammar"].items():
        small = scores["int8"]["grammar"][name]["las"]
        rows.append([f"LAS, {name}", f"{100 * row['las']:.2f}", f"{100 * small:.2f}"])
    return f"\n### What int8 costs\n\n{_table(['', 'float32', 'int8'], rows)}\n"


def _data(words: dict[str, dict[str, int]]) -> str:
    rows = [
        [name, *_SETS[name], *(f"{counts.get(split, 0):,}" for split in ("train", "dev", "test"))]
        for name, counts in sorted(words.items())
    ]
    return _table(["set", "what", "licence", "words: train", "dev", "test"], rows)


def main() -> None:
    """Write the card as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--scores", type=Path, help=f"[default: PACKAGE/{SCORES}]")
    options = parser.parse_args()
    scores = json.loads((options.scores or options.package / SCORES).read_text(encoding="utf-8"))
    meta = json.loads((options.package / "meta.json").read_text(encoding="utf-8"))
    write_card(options.package, scores, meta)


if __name__ == "__main__":
    main()
