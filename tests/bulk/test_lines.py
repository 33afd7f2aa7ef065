"""A file of lines: appended to whole, repaired when it is torn."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.bulk.lines import LineFile


@settings(deadline=None)
@given(st.lists(st.binary(max_size=20).map(lambda data: data.replace(b"\n", b"") + b"\n")), st.data())
def test_what_was_cut_anywhere_gives_its_whole_lines(lines: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        path.write_bytes(whole[:cut])
        kept = list(LineFile(path, b"").repaired())
        assert b"".join(kept) == path.read_bytes() == whole[: whole[:cut].rfind(b"\n") + 1]
        assert list(LineFile(path, b"").repaired()) == kept


def test_lines_are_appended_and_there_at_once(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"a\n")
    file = LineFile(path, b"")
    for line in (b"b\n", b"c\n"):
        file.append(line)
        assert path.read_bytes().endswith(line)
    file.close()
    assert path.read_bytes() == b"a\nb\nc\n"


def test_file_is_made_with_its_first_line(tmp_path: Path) -> None:
    file = LineFile(tmp_path / "out", b"")
    assert list(file.repaired()) == []
    file.sync()
    assert not file.path.exists()
    file.append(b"a\n")
    file.close()
    assert file.path.exists()
