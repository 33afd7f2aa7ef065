"""Fill the README's blocks with what the commands really print.

    python tests/docs/readme.py            say which blocks are out of date
    python tests/docs/readme.py --write    bring them up to date
    python tests/docs/readme.py --write --speed    measure the speed, too

A block stands between ``<!-- name:begin -->`` and ``<!-- name:end -->``.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url

from orewire.stores import open_store

sys.path.insert(0, str(Path(__file__).parent))

from questions import answer, questions

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SAMPLE = "tests/samples/andean-copper-1987.txt"
DAY = "1987-03-22"
AT_SCALE = ROOT / "docs" / "at-scale.md"
#: Words of an article, and numbers of articles, for which to reckon what they take.
WORDS = 500
ARTICLES = {"a million": 10**6, "a billion": 10**9}
#: What ``make demo`` reads.
DEMO = sorted(path.relative_to(ROOT) for path in (ROOT / "tests" / "samples").glob("*.txt"))
DEMO_DAY = "2024-03-22"
#: Mentions shown as JSON: one of each kind of value that the sample has.
SHOWN = ("QUANTITY", "MONEY", "DATE", "MINERAL", "ORG")


def run(*arguments: str) -> str:
    """Return what an orewire command prints, on a terminal 110 columns wide without colours."""
    result = subprocess.run(
        [sys.executable, "-m", "orewire", *arguments],
        cwd=ROOT,
        env={"COLUMNS": "110", "NO_COLOR": "1", "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return "\n".join(line.rstrip() for line in result.stdout.splitlines())


def example() -> str:
    """Show a sample article and some of its mentions as JSON."""
    shown = run("show", SAMPLE, "--published", DAY)
    extraction = json.loads(run("extract", SAMPLE, "--published", DAY))
    picked = {
        mention["label"]: mention for mention in reversed(extraction["mentions"]) if mention["label"] in SHOWN
    }
    lines = [json.dumps(picked[label], ensure_ascii=False) for label in SHOWN if label in picked]
    lines += [json.dumps(fact, ensure_ascii=False) for fact in extraction["facts"][:1]]
    return (
        f"```\n$ orewire show {SAMPLE} --published {DAY}\n{shown.strip()}\n```\n\n"
        "The same from `orewire extract`, some of it:\n\n```json\n" + "\n".join(lines) + "\n```"
    )


def scores() -> str:
    """Show the scores on the test half of the corpus."""
    tables = run("evaluate", "--split", "test").strip()
    tables = tables[tables.index("|") : tables.index("\nskipped")].rstrip()
    return f"On the `test` half of our own gold articles (`orewire evaluate --split test`):\n\n{tables}"


def answers() -> str:
    """Ask the store of the demo articles the questions of questions.sql."""
    extractions = run("extract", *map(str, DEMO), "--published", DEMO_DAY)
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/facts.db"
        with open_store(address) as store:
            for line in extractions.splitlines():
                store.add_line(line.encode(), "demo")
        blocks = []
        for question in questions():
            found = answer(make_url(address), question)
            table = [found.columns, ("---",) * len(found.columns), *found.rows]
            rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
            blocks.append(f"**{question.words}**\n\n```sql\n{question.sql};\n```\n\n{rows}")
    return "\n\n".join(blocks)


def speed() -> str:
    """Measure the speed on this machine."""
    result = subprocess.run(
        [sys.executable, "tests/benchmarks/speed.py"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return f"`make bench`, on one core of a 2.5 GHz Xeon (Skylake):\n\n```\n{result.stdout.strip()}\n```"


def sizing(measured: str) -> str:
    """Reckon what many articles take, from what the speed block measured with two workers."""
    (rate,) = re.findall(r"^2 workers +([\d,]+) words/s", measured, re.MULTILINE)
    per_core = int(rate.replace(",", "")) / 2
    rows = [
        "| cores | " + " | ".join(f"{articles} articles" for articles in ARTICLES) + " |",
        "|---|" + "---|" * len(ARTICLES),
    ]
    for cores in (1, 16, 1000):
        hours = [count * WORDS / (cores * per_core) / 3600 for count in ARTICLES.values()]
        rows.append(f"| {cores:,} | " + " | ".join(map(duration, hours)) + " |")
    return (
        f"`make bench` measured {per_core:,.0f} words a second and core, with two workers, on our own\n"
        f"newswire. With {WORDS} words an article, and all cores alike:\n\n" + "\n".join(rows)
    )


def duration(hours: float) -> str:
    """Write hours so that they can be read."""
    if hours < 48:
        return f"{hours:.1f} hours"
    return f"{hours / 24:,.0f} days" if hours < 24 * 730 else f"{hours / 24 / 365:,.0f} years"


BLOCKS: dict[str, Callable[[], str]] = {"example": example, "scores": scores, "questions": answers}


def fill(text: str, name: str, content: str) -> str:
    """Replace what stands in a block.

    Args:
        text: the README.
        name: the block's name.
        content: what is to stand in it.

    Returns:
        The README with the block filled.

    Raises:
        ValueError: if the README has no such block.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the README has no block {name!r}")
    return pattern.sub(lambda _: f"{begin}\n{content}\n{end}", text)


def main() -> None:
    """Check or write the blocks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="bring the README up to date")
    parser.add_argument("--speed", action="store_true", help="measure the speed block anew, too")
    options = parser.parse_args()
    old = new = README.read_text(encoding="utf-8")
    for name, block in BLOCKS.items():
        new = fill(new, name, block())
    if options.speed:
        measured = speed()
        new = fill(new, "speed", measured)
        at_scale = fill(AT_SCALE.read_text(encoding="utf-8"), "sizing", sizing(measured))
        AT_SCALE.write_text(at_scale, encoding="utf-8")
    if options.write:
        README.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit("README.md is out of date: run `make docs`")


if __name__ == "__main__":
    main()
