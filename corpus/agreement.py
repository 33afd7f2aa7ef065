"""Report how far two independent labellings of the same articles agree, by the code that scores the pipeline.

The labellings are folders of gold files, ``labellings/a`` and ``labellings/b``; an article that both have
counts. The first is taken as gold, the second as prediction; F1 of mentions is the same either way. Run as

    python corpus/agreement.py [--texts DIR] [--write]

With ``--write`` the table replaces what stands between the two marks in ``corpus/README.md``.
"""

import argparse
import sys
from pathlib import Path

from orewire.evaluation.gold import read_gold, to_extraction
from orewire.evaluation.groups import Compared, FactScore, GroupScore, MentionScore, score_group
from orewire.evaluation.manifest import CorpusError, Manifest, read_manifest, read_text
from orewire.evaluation.scores import share
from orewire.schema import Extraction, sha256_of

BEGIN = "<!-- agreement: begin (python corpus/agreement.py --write) -->"
END = "<!-- agreement: end -->"


def compare(corpus: Path, texts: Path | None = None) -> tuple[GroupScore, list[str]]:
    """Score the second labelling against the first.

    Args:
        corpus: folder with the manifest and ``labellings``.
        texts: folder with the texts of stand-off articles.

    Returns:
        The scores, and the ids of articles labelled twice that were skipped for want of a text.

    Raises:
        CorpusError: if a labelling is wrong, or no article is labelled twice.
    """
    manifest = read_manifest(corpus)
    folders = [corpus / "labellings" / name for name in ("a", "b")]
    twice = [
        article.id
        for article in manifest.articles
        if all((folder / f"{article.id}.json").exists() for folder in folders)
    ]
    pairs: list[Compared] = []
    skipped = []
    for article_id in twice:
        text = _text(corpus, texts, manifest, article_id)
        if text is None:
            skipped.append(article_id)
        else:
            one, other = (_read(folder / f"{article_id}.json", article_id, text) for folder in folders)
            pairs.append((one, other))
    if not pairs:
        raise CorpusError(f"{corpus / 'labellings'}: no article with a text is labelled in both a and b")
    return score_group(pairs), skipped


def table(score: GroupScore) -> str:
    """Lay out the agreement as Markdown."""
    count = len(score.articles)
    lines = [
        f"{count} article{'' if count == 1 else 's'} labelled twice, independently.",
        "",
        "| label | mentions (a, b) | F1 exact | F1 overlap | values equal |",
        "|---|--:|--:|--:|--:|",
        *(_mention_row(label, mention) for label, mention in score.mentions.items()),
    ]
    if score.facts is not None:
        lines += [
            "",
            "| fact type | facts (a, b) | role F1 | strict F1 |",
            "|---|--:|--:|--:|",
            *(_fact_row(fact_type, fact) for fact_type, fact in score.facts.items()),
        ]
    if score.entities is not None:
        lines += [
            "",
            f"Entities: B³ F1 {score.entities.f1:.3f} over {score.entities.mentions} names labelled by both.",
        ]
    return "\n".join(lines) + "\n"


def write(readme: Path, text: str) -> None:
    """Replace what stands between the marks in a file.

    Raises:
        CorpusError: if the marks are not there.
    """
    before, begin, rest = read_text(readme).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CorpusError(f"{readme}: put these two lines where the table goes:\n{BEGIN}\n{END}")
    readme.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Report the agreement of two labellings.")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent)
    parser.add_argument("--texts", type=Path, help="folder with texts of stand-off articles, each as ID.txt")
    parser.add_argument("--write", action="store_true", help="put the table into the corpus's README.md")
    options = parser.parse_args(arguments)
    try:
        score, skipped = compare(options.corpus, options.texts)
        for article_id in skipped:
            sys.stderr.write(f"agreement: skipped {article_id}: give its text with --texts DIR\n")
        sys.stdout.write(table(score))
        if options.write:
            write(options.corpus / "README.md", table(score))
    except CorpusError as error:
        sys.stderr.write(f"agreement: {error}\n")
        return 2
    return 0


def _text(corpus: Path, texts: Path | None, manifest: Manifest, article_id: str) -> str | None:
    (entry,) = (article for article in manifest.articles if article.id == article_id)
    if entry.text is not None:
        return read_text(corpus / entry.text)
    path = texts / f"{article_id}.txt" if texts is not None else None
    return read_text(path) if path is not None and path.exists() else None


def _read(path: Path, article_id: str, text: str) -> Extraction:
    record = read_gold(path, article_id)
    if sha256_of(text) != record.sha256:
        raise CorpusError(f"{path}: was labelled on another text (sha256 differs)")
    return to_extraction(record, text, str(path))


def _mention_row(label: str, score: MentionScore) -> str:
    values = score.values
    equal = f"{share(values.right, values.found):.3f}" if values is not None and values.found else "–"
    exact = score.exact
    counts = f"{exact.gold}, {exact.predicted}"
    return f"| {label} | {counts} | {exact.f1:.3f} | {score.overlap.f1:.3f} | {equal} |"


def _fact_row(fact_type: str, score: FactScore) -> str:
    counts = f"{score.strict.gold}, {score.strict.predicted}"
    return f"| {fact_type} | {counts} | {score.roles.f1:.3f} | {score.strict.f1:.3f} |"


if __name__ == "__main__":
    sys.exit(main())
