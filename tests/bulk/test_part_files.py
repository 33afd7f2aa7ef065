import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))

from briefs import brief

from orewire.bulk.outcomes import Extracted, Failed
from orewire.bulk.part_files import PartFiles
from orewire.bulk.parts import Part
from orewire.bulk.sinks import SinkError
from orewire.documents import File


def parts_in(folder: Path, *contents: str) -> list[Part]:
    folder.mkdir(exist_ok=True)
    parts = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.txt"
        path.write_text(content)
        parts.append(Part((File(path, path.stem, "text"),), articles=1))
    return parts


def test_a_part_is_there_when_it_is_written(tmp_path: Path) -> None:
    parts = parts_in(tmp_path / "in", "one", "two", "three")
    files = PartFiles(tmp_path / "out", "jsonl")
    assert files.begin(parts, "", resume=False) == [0, 1, 2]
    written = files.write(1, [Extracted("a", b'{"a": 1}\n'), Failed("broken", id="b", error="ValueError")])
    assert written == (1, 1)
    assert [files.failed(number) for number in range(3)] == [0, 1, 0]
    assert files.begin(parts, "", resume=True) == [0, 2]
    assert (files.folder / "part-000001.jsonl").read_bytes() == b'{"a": 1}\n'
    error = json.loads((files.folder / "part-000001.errors.jsonl").read_bytes())
    assert error == {"id": "b", "reason": "broken", "error": "ValueError"}


def test_what_fits_no_table_is_an_error_of_its_article(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    impossible = json.loads(brief(1).model_dump_json())
    impossible["article"]["length"] = 10**30
    files = PartFiles(tmp_path / "out", "parquet")
    files.begin(parts_in(tmp_path / "in", "one"), "", resume=False)
    lines = [brief(0).model_dump_json(), json.dumps(impossible), brief(2).model_dump_json()]
    written = files.write(0, [Extracted(f"brief-{n}", line.encode()) for n, line in enumerate(lines)])
    assert written == (2, 1)
    error = json.loads((files.folder / "part-000000.errors.jsonl").read_bytes())
    assert (error["id"], error["error"]) == ("brief-1", "RowError")
    stored = pq.read_table(files.folder / "articles" / "part-000000.parquet")
    assert stored["article_id"].to_pylist() == ["brief-0", "brief-2"]


def test_what_breaks_off_leaves_no_part(tmp_path: Path) -> None:
    def breaks_off():
        yield Extracted("a", b"{}\n")
        raise KeyboardInterrupt

    parts = parts_in(tmp_path / "in", "one")
    files = PartFiles(tmp_path / "out", "jsonl")
    files.begin(parts, "", resume=False)
    with pytest.raises(KeyboardInterrupt):
        files.write(0, breaks_off())
    assert files.begin(parts, "", resume=True) == [0]


@pytest.mark.parametrize("change", ["inputs", "options", "format"])
def test_only_the_same_run_is_resumed(tmp_path: Path, change: str) -> None:
    files = PartFiles(tmp_path / "out", "jsonl")
    files.begin(parts_in(tmp_path / "in", "one", "two"), "model: ours", resume=False)
    parts = parts_in(tmp_path / "in", "one", "two, longer" if change == "inputs" else "two")
    files = PartFiles(tmp_path / "out", "parquet" if change == "format" else "jsonl")
    with pytest.raises(SinkError, match="begun with other inputs"):
        files.begin(parts, "model: rules" if change == "options" else "model: ours", resume=True)


@pytest.mark.parametrize(("resume", "message"), [(False, "is not empty"), (True, "holds no run")])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, resume: bool, message: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(SinkError, match=message):
        PartFiles(tmp_path, "jsonl").begin([], "", resume=resume)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SinkError, match="cannot be written"):
        PartFiles(tmp_path / "file" / "out", "jsonl").begin([], "", resume=False)
