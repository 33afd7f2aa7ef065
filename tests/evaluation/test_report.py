from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console, RenderableType

from orewire.evaluation.errors import Difference
from orewire.evaluation.gold import Skipped
from orewire.evaluation.groups import GroupScore, nothing, score_group
from orewire.evaluation.report import render, render_differences
from orewire.schema import Extraction

Build = Callable[..., Extraction]


def printed(renderable: RenderableType) -> str:
    console = Console(width=110)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def shown(group: GroupScore, skipped: Sequence[Skipped] = (), missing: Sequence[str] = ()) -> str:
    return printed(render({"dev": group}, skipped, missing))


def cells(text: str, row: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.startswith(f"| {row} "))
    return [cell.strip() for cell in line.strip("| ").split("|")][1:]


def test_mentions(build: Build, rows: Any) -> None:
    gold = build([*rows, ("FAC", "said")])
    changed = [*rows[:4], ("MONEY", "$2.5", {"amount": "2.5", "currency": "USD"}), ("NORP", "2023")]
    changed[2] = ("MINERAL", "copper", {"commodity": "copper", "form": "ore"})
    text = shown(score_group([(gold, build(changed))] * 2))
    assert "## dev (2 articles)" in text
    assert cells(text, "GPE") == ["4", "1.000", "1.000", "1.000", "1.00–1.00", "1.000", "1.000", "1.000"]
    assert cells(text, "MONEY") == ["2", "0.000", "0.000", "0.000", "0.00–0.00", "1.000", "–", "0.000"]
    assert cells(text, "MINERAL")[-2:] == ["0.000", "0.000"]
    assert cells(text, "FAC")[-2:] == ["–", "–"]
    assert cells(text, "NORP")[0] == "0"
    # 8 mentions by hand and 6 found in each article, 4 of these exactly, 5 with overlap.
    assert cells(text, "all") == [
        "16", "0.667", "0.500", "0.571", "0.57–0.57", "0.714", "0.750", "0.429",
    ]  # fmt: skip
    assert "MINERAL: form 0/2" in text
    assert "strict F1 |" not in text
    assert "Entities: B³ over the 4 of 8 named mentions found exactly: P 1.000" in text


def test_facts_that_were_all_missed_are_shown_as_zeros(full: Extraction) -> None:
    text = shown(score_group([(full, nothing(full))]))
    assert cells(text, "SUPPLY") == ["1", "0.000", "0.000", "0.000", "–", "0.000", "0.000", "0.000"]
    assert "## dev (1 article)" in text


def test_reliability_of_confidences(full: Extraction) -> None:
    fact = full.facts[0].model_copy(update={"confidence": 0.7})
    sure = full.model_copy(update={"facts": (fact,)})
    text = shown(score_group([(sure, sure)]))
    assert "expected calibration error 0.300, Brier score 0.090" in text
    assert cells(text, "0.6–0.8") == ["1", "0.700", "1.000"]
    assert "Brier" not in shown(score_group([(full, full)]))


def test_says_what_was_not_scored(full: Extraction) -> None:
    text = shown(score_group([(full, full)]), [Skipped("three", "no text")], ["two"])
    assert "skipped three: no text\n" in text
    assert "no extraction of two: scored as nothing found\n" in text


def test_nothing_to_score() -> None:
    text = printed(render({}, [Skipped("three", "no text")], []))
    assert text == "no article to score\nskipped three: no text\n"


def test_differences_are_one_line_each_and_harmless() -> None:
    difference = Difference("one", "missed", "ORG", 7, "Tin\nCo [bold]", "\x1b[31m")
    (*_, line) = (line for line in printed(render_differences([difference])).splitlines() if line.strip())
    assert [cell.strip() for cell in line.strip("| ").split("|")] == [
        "one", "7", "missed", "ORG", "Tin Co [bold]", "[31m",
    ]  # fmt: skip
