"""Whatever ends a run, at any moment: no article is lost or written twice, and OUT becomes what it would."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMAND = Path(__file__).parent / "command.py"
COUNT = 400
DRAW = random.Random()

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes by /proc")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of which some fail, among lines that are none."""
    draw = random.Random(7)
    lines = []
    for number in range(COUNT):
        text = draw.choice(["sleep 0.002", "sleep 0.01", "x" * 300, "raise no lead"])
        lines.append(json.dumps({"id": f"a{number}", "text": text}) if number % 40 else "broken")
    path = tmp_path_factory.mktemp("source") / "in.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def expected(source: Path) -> tuple[bytes, bytes]:
    """What a run that nothing interrupts writes."""
    out = source.with_name("expected.jsonl")
    assert finish(source, out) == 3
    return contents(out)


def contents(out: Path) -> tuple[bytes, bytes]:
    errors = out.with_name(f"{out.name}.errors.jsonl")
    return out.read_bytes(), errors.read_bytes() if errors.exists() else b""


def command(source: Path | str, out: Path, *options: str) -> list[str]:
    return [sys.executable, str(COMMAND), "extract", str(source), "-o", str(out), "--resume", *options]


def finish(source: Path, out: Path, *options: str) -> int:
    return subprocess.run(command(source, out, *options), check=False, capture_output=True).returncode


@contextmanager
def running(
    source: Path | str, out: Path, *options: str, stdin: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run in a process group of its own, as a shell does."""
    with subprocess.Popen(
        command(source, out, *options),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(is_so: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def wait_for_lines(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until OUT has some lines, or the run has ended, then for a moment more."""
    wait_until(lambda: lines_in(out) >= count or process.poll() is not None)
    time.sleep(DRAW.uniform(0, 0.02))


def lines_in(out: Path) -> int:
    return out.read_bytes().count(b"\n") if out.exists() else 0


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        return [
            pid for pid in map(int, children) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def moments(rounds: int) -> list[int]:
    """Draw the numbers of lines after which a run is ended."""
    return sorted(DRAW.randrange(COUNT * 2 // 3) for _ in range(rounds))


@pytest.mark.parametrize("workers", ["1", "2", "3"])
def test_any_number_of_workers_writes_the_same(
    tmp_path: Path, source: Path, expected: tuple[bytes, bytes], workers: str
) -> None:
    assert finish(source, tmp_path / "out.jsonl", "--workers", workers) == 3
    assert contents(tmp_path / "out.jsonl") == expected


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_run_is_ended(
    tmp_path: Path, source: Path, expected: tuple[bytes, bytes], number: signal.Signals
) -> None:
    out = tmp_path / "out.jsonl"
    for lines in moments(4):
        before = lines_in(out)
        with running(source, out, "--workers", "2") as process:
            wait_for_lines(out, max(lines, before + 1), process)
            workers = workers_of(process)
            process.send_signal(number)
            process.wait(60)
            wait_until(lambda: not any(map(is_alive, workers)))  # noqa: B023 - done before the next round
        for content, whole in zip(contents(out), expected, strict=True):
            assert whole.startswith(content)
    assert finish(source, out) == 3
    assert contents(out) == expected


def test_ctrl_c_in_a_terminal_ends_the_run_in_good_order(
    tmp_path: Path, source: Path, expected: tuple[bytes, bytes]
) -> None:
    out = tmp_path / "out.jsonl"
    for lines in moments(3):
        before = lines_in(out)
        with running(source, out, "--workers", "2") as process:
            wait_for_lines(out, max(lines, before + 1), process)
            os.killpg(process.pid, signal.SIGINT)
            _, messages = process.communicate(timeout=60)
        assert process.returncode == 130, messages
        assert b"articles: the same command with --resume goes on" in messages
        assert b"Traceback" not in messages
        assert contents(out)[0].endswith(b"\n")
    assert finish(source, out) == 3
    assert contents(out) == expected


def test_workers_are_killed(tmp_path: Path, source: Path, expected: tuple[bytes, bytes]) -> None:
    out = tmp_path / "out.jsonl"
    with running(source, out, "--workers", "2") as process:
        for lines in moments(6):
            wait_for_lines(out, lines, process)
            if workers := workers_of(process):
                os.kill(DRAW.choice(workers), signal.SIGKILL)
        assert process.wait(120) == 3
    # An article that two workers happened to be killed over is an error; all else is the same.
    lines_read, errors = (content.splitlines() for content in contents(out))
    whole, whole_errors = (content.splitlines() for content in expected)
    killed = {json.loads(line)["id"] for line in errors if b'"WorkerDied"' in line}
    assert len(killed) <= 3
    assert lines_read == [line for line in whole if json.loads(line)["article"]["id"] not in killed]
    assert [line for line in errors if b'"WorkerDied"' not in line] == [
        line for line in whole_errors if json.loads(line).get("id") not in killed
    ]


@pytest.mark.parametrize("share", [0.0, 0.6])
def test_disk_is_full(tmp_path: Path, source: Path, expected: tuple[bytes, bytes], share: float) -> None:
    out = tmp_path / "out.jsonl"
    room = int(len(expected[0]) * share) + DRAW.randrange(1, 100)
    result = subprocess.run(
        command(source, out),
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert result.returncode == 1
    assert "File too large; once it can be, the same command with --resume goes on" in result.stderr
    assert max(map(len, contents(out))) == room
    assert finish(source, out) == 3
    assert contents(out) == expected


def test_files_are_torn_anywhere(tmp_path: Path, source: Path, expected: tuple[bytes, bytes]) -> None:
    out = tmp_path / "out.jsonl"
    whole, whole_errors = expected
    out.write_bytes(whole[: DRAW.randrange(len(whole) - 1)])
    first_lost = whole.splitlines()[out.read_bytes().count(b"\n")]
    errors = b"".join(
        line for line in whole_errors.splitlines(keepends=True) if place(line) < place(first_lost)
    )
    out.with_name("out.jsonl.errors.jsonl").write_bytes(errors[: -DRAW.randrange(1, 20)])
    assert finish(source, out) == 3
    assert contents(out) == expected


def place(line: bytes) -> int:
    """Return where in the input a result belongs."""
    record = json.loads(line)
    if "where" in record:
        return int(record["where"].rpartition(":")[2]) - 1
    return int(record.get("article", record)["id"][1:])


def test_finished_run_resumed_changes_nothing(source: Path, expected: tuple[bytes, bytes]) -> None:
    out = source.with_name("expected.jsonl")
    assert finish(source, out) == 3
    assert contents(out) == expected


def test_first_error_stops(tmp_path: Path, source: Path, expected: tuple[bytes, bytes]) -> None:
    out = tmp_path / "out.jsonl"
    for count in (1, 2):
        assert finish(source, out, "--fail-fast", "--workers", "2") == 3
        assert contents(out)[1].count(b"\n") == count
    assert finish(source, out) == 3
    assert contents(out) == expected


def test_live_input_is_read_as_it_comes_and_ctrl_c_ends_the_wait(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with running("-", out, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        for count in (1, 2):
            process.stdin.write(b'{"id": "%d", "text": "x"}\n' % count)
            process.stdin.flush()
            wait_for_lines(out, count, process)
        process.send_signal(signal.SIGINT)
        process.wait(60)
        messages = process.stderr.read()
    assert process.returncode == 130, messages
    assert b"stopped after 2 articles" in messages
    assert b"Fatal" not in messages


def test_article_that_takes_too_long_is_recorded_and_the_others_are_read(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = ["a", "sleep 1000", "b", "sleep 1000", "c"]
    source.write_text(
        "".join(json.dumps({"id": f"{number}", "text": text}) + "\n" for number, text in enumerate(texts))
    )
    assert finish(source, out, "--workers", "2", "--timeout", "3") == 3
    assert [json.loads(line)["text"] for line in contents(out)[0].splitlines()] == ["a", "b", "c"]
    assert [json.loads(line) for line in contents(out)[1].splitlines()] == [
        {"reason": "took longer than 3 s", "id": number, "error": "TimeoutError"} for number in "13"
    ]
