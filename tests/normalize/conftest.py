import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest


def _lines_run(find: Callable[[str], Any], text: str) -> int:
    lines = 0

    def trace(_: FrameType, event: str, __: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find(text)
    finally:
        sys.settrace(before)
    return lines


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[str], Any], str], float]:
    """By how much eight times the text is more work, in lines run: no clock, the same on every machine."""

    def growth(find: Callable[[str], Any], piece: str) -> float:
        find(piece * 99)  # lexicons are loaded by the first call
        return _lines_run(find, piece * 800) / _lines_run(find, piece * 100)

    return growth
