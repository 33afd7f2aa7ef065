from pathlib import Path

import pytest

from orewire.evaluation import gate
from orewire.evaluation.gate import Baseline, RegressionError
from orewire.evaluation.gold import read_corpus
from orewire.evaluation.groups import score_groups
from orewire.evaluation.manifest import CorpusError

ONE, TWO = "1" * 64, "2" * 64
F1 = "mentions.all.f1"


def baseline(**floors: float) -> Baseline:
    return Baseline(corpus_sha256=ONE, floors={"dev": {"x": 0.5} | floors})


@pytest.mark.parametrize(
    ("value", "broken"),
    [(0.9, False), (0.95, False), (0.8996, False), (0.8995, False), (0.8994, True), (0.5, True), (0, True)],
)
def test_a_metric_may_be_below_its_floor_by_noise(value: float, broken: bool) -> None:
    problems = gate.breaches(baseline(y=0.9), ONE, {"dev": {"x": 0.5, "y": value}})
    assert problems == ([f"dev.y is {value}, below its floor 0.9"] if broken else [])


def test_a_metric_that_is_gone_is_below_its_floor() -> None:
    assert gate.breaches(baseline(), ONE, {"dev": {}}) == ["dev.x is not measured, below its floor 0.5"]


def test_a_group_that_was_not_measured_is_not_looked_at() -> None:
    assert gate.breaches(baseline(), ONE, {"test": {"x": 0.1}}) == []


def test_a_new_metric_has_no_floor() -> None:
    assert gate.breaches(baseline(), ONE, {"dev": {"x": 0.5, "new": 0}}) == []


def test_another_corpus_breaks_the_gate() -> None:
    (problem,) = gate.breaches(baseline(), TWO, {"dev": {"x": 1}})
    assert "the corpus is not the one that the floors were pinned on" in problem
    assert "--update" in problem


def test_the_first_pin_takes_what_is_measured() -> None:
    pinned = gate.repin(None, ONE, {"test": {"b": 0.2, "a": 0.1}, "dev": {}}, allow_regression=False)
    assert pinned.corpus_sha256 == ONE
    assert pinned.epsilon == gate.EPSILON
    assert [(group, list(floors)) for group, floors in pinned.floors.items()] == [
        ("dev", []),
        ("test", ["a", "b"]),
    ]


def test_pinning_raises_floors_and_takes_the_corpus() -> None:
    pinned = gate.repin(baseline(y=0.9), TWO, {"dev": {"x": 0.6, "y": 0.9, "z": 0.1}}, allow_regression=False)
    assert pinned == Baseline(corpus_sha256=TWO, floors={"dev": {"x": 0.6, "y": 0.9, "z": 0.1}})


def test_pinning_does_not_give_way_to_noise() -> None:
    pinned = gate.repin(baseline(), ONE, {"dev": {"x": 0.4996}}, allow_regression=False)
    assert pinned == baseline()


@pytest.mark.parametrize("measured", [{"dev": {"x": 0.4, "y": 1}}, {"dev": {"y": 1}}, {}])
def test_pinning_refuses_to_lower_or_drop_a_floor(measured: gate.Metrics) -> None:
    with pytest.raises(RegressionError, match=r"allow it with --allow-regression.*\n  dev\.x: 0\.5 → "):
        gate.repin(baseline(), ONE, measured, allow_regression=False)


def test_pinning_lowers_floors_when_told_so() -> None:
    pinned = gate.repin(baseline(y=0.9, z=0.3), ONE, {"dev": {"x": 0.4, "y": 0.8999}}, allow_regression=True)
    assert pinned.floors == {"dev": {"x": 0.4, "y": 0.9}}


def test_metrics_leave_out_stand_off_articles(corpus: Path) -> None:
    articles = read_corpus(corpus, corpus.parent / "texts").articles
    groups = score_groups(articles, {gold.gold.article.sha256: gold.gold for gold in articles})
    metrics = gate.metrics(groups)
    assert list(metrics) == ["dev", "test"]
    assert set(metrics["dev"].values()) == {1.0}
    assert {F1, "mentions.MONEY.f1", "values.MONEY.right", "values.all.right", "entities.b3_f1"} <= set(
        metrics["dev"]
    )
    assert {name for name in metrics["dev"] if name.startswith("facts.")} == {
        "facts.SUPPLY.role_f1",
        "facts.SUPPLY.strict_f1",
        "facts.all.role_f1",
        "facts.all.strict_f1",
        "facts.all.role_precision",
    }


def test_what_gold_does_not_have_has_no_metric(corpus: Path) -> None:
    (article,) = read_corpus(corpus, splits=["dev"]).articles
    kept = article.gold.mentions[0]
    bare = article.gold.model_copy(
        update={"mentions": (kept.model_copy(update={"entity": None}),), "facts": ()}
    )
    groups = score_groups([article._replace(gold=bare)], {article.gold.article.sha256: article.gold})
    assert set(gate.metrics(groups)["dev"]) == {
        "mentions.GPE.f1", F1, "values.GPE.right", "values.all.right",
    }  # fmt: skip


def test_writes_what_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert gate.read_baseline(path) is None
    gate.write_baseline(path, baseline())
    assert gate.read_baseline(path) == baseline()
    assert path.read_text().endswith("}\n")
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "baseline.json"
    gate.write_baseline(path, baseline())

    def fail(self: Path, target: Path) -> Path:
        raise OSError(f"no room for {self} to become {target}")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        gate.write_baseline(path, baseline(x=0.9))
    assert gate.read_baseline(path) == baseline()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", ["{", '{"floors": {}}', '{"corpus_sha256": "x", "floors": {}}'])
def test_a_wrong_baseline_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(CorpusError, match=r"baseline\.json: "):
        gate.read_baseline(path)
