"""Runs on a Ray cluster of this machine's own; the second node is killed in one of them."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from orewire.bulk.loader import Loader
from orewire.bulk.part_files import PartFiles
from orewire.bulk.parts import Part, cut
from orewire.bulk.ray_engine import Job, RayError, read_on_ray
from orewire.cli import main
from orewire.components.pipeline import RULES
from orewire.documents import Settings, read_articles
from orewire.extractor import load

ray = pytest.importorskip("ray")

_STORE = 80 * 2**20  # bytes; Ray takes no less


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": _STORE})
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred articles in JSON lines, and a line that is none."""
    folder = tmp_path_factory.mktemp("inputs")
    records = [
        {"id": f"article-{number}", "text": f"Ferro Azul sold {number} tonnes of copper for ${number} mln."}
        for number in range(1, 201)
    ]
    lines = [json.dumps(record) for record in records]
    lines[120:120] = ["no JSON"]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def expected(inputs: Path) -> list[str]:
    """What a run without Ray writes."""
    articles = [item for item in read_articles([str(inputs)]) if hasattr(item, "text")]
    return [extraction.model_dump_json() for extraction in load(RULES).pipe(articles)]


def job_of(inputs: Path, output: Path, size: int, output_format: str = "jsonl") -> Job:
    parts = [part for part in cut([str(inputs)], Settings(), size) if isinstance(part, Part)]
    return Job(parts, Settings(), Loader(RULES), timeout=60, files=PartFiles(output, output_format))


def lines_of(output: Path) -> list[str]:
    return [
        line for path in sorted(output.glob("part-??????.jsonl")) for line in path.read_text().splitlines()
    ]


@pytest.mark.usefixtures("cluster")
def test_resumed_run_reads_only_what_is_missing(inputs: Path, expected: list[str], tmp_path: Path) -> None:
    job = job_of(inputs, tmp_path / "out", size=50)
    pending = job.files.begin(list(job.parts), "", resume=False)
    assert pending == [0, 1, 2, 3, 4]
    assert [sum(counts) for counts in zip(*read_on_ray(job, [0, 3], None, 1), strict=True)] == [100, 0]
    pending = job.files.begin(list(job.parts), "", resume=True)
    assert pending == [1, 2, 4]
    assert [sum(counts) for counts in zip(*read_on_ray(job, pending, None, 1), strict=True)] == [100, 1]
    assert lines_of(tmp_path / "out") == expected
    (errors,) = (tmp_path / "out").glob("*.errors.jsonl")
    assert json.loads(errors.read_text())["where"].endswith("articles.jsonl:121")


@pytest.mark.usefixtures("cluster")
def test_parquet_parts_hold_the_same(inputs: Path, expected: list[str], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    job = job_of(inputs, tmp_path / "out", 120, "parquet")
    pending = job.files.begin(list(job.parts), "", resume=False)
    list(read_on_ray(job, pending, None, None))
    mentions = pq.read_table(tmp_path / "out" / "mentions")
    assert mentions.num_rows == sum(len(json.loads(line)["mentions"]) for line in expected)
    assert pq.read_table(tmp_path / "out" / "articles")["article_id"].to_pylist() == [
        json.loads(line)["article"]["id"] for line in expected
    ]


@pytest.mark.usefixtures("cluster")
def test_a_run_resumed_when_all_is_done_tells_of_its_errors_again(inputs: Path, tmp_path: Path) -> None:
    options = ["--engine", "ray", "-o", str(tmp_path / "out"), "--part-size", "120", "--model", RULES]
    for more in ([], ["--resume"]):
        result = CliRunner().invoke(main, ["extract", str(inputs), *options, *more])
        assert result.exit_code == 3
        assert result.stderr.endswith("out: parts 2, errors 1\n")


@pytest.mark.usefixtures("cluster")
def test_a_model_that_is_not_there_is_told_in_a_line(inputs: Path, tmp_path: Path) -> None:
    options = ["--engine", "ray", "-o", str(tmp_path / "out"), "--model", "nonexistent"]
    result = CliRunner().invoke(main, ["extract", str(inputs), *options])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: there is no spaCy pipeline 'nonexistent'")


def test_nothing_is_lost_with_a_node(cluster: Any, inputs: Path, expected: list[str], tmp_path: Path) -> None:
    second = cluster.add_node(num_cpus=1, object_store_memory=_STORE)
    job = job_of(inputs, tmp_path / "out", size=5)
    pending = job.files.begin(list(job.parts), "", resume=False)

    def kill() -> None:
        while len(list(job.files.folder.glob("part-*"))) < 10:
            time.sleep(0.05)
        cluster.remove_node(second, allow_graceful=False)

    killer = Thread(target=kill)
    killer.start()
    done = list(read_on_ray(job, pending, None, None))
    killer.join()
    assert len(done) == len(job.parts)
    assert lines_of(tmp_path / "out") == expected


def test_a_cluster_that_is_not_there_is_told_at_once(inputs: Path, tmp_path: Path) -> None:
    job = job_of(inputs, tmp_path / "out", size=200)
    ray.shutdown()
    with pytest.raises(RayError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        list(read_on_ray(job, [0], "127.0.0.1:1", None))
