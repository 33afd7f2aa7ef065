"""The README says what is so."""

import importlib.util
from pathlib import Path

import pytest

from orewire.cli import main

_SPEC = importlib.util.spec_from_file_location("readme", Path(__file__).parent / "readme.py")
assert _SPEC is not None
assert _SPEC.loader is not None
readme = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(readme)

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", readme.BLOCKS)
def test_block_is_what_the_command_prints(name: str) -> None:
    assert readme.fill(TEXT, name, readme.BLOCKS[name]()) == TEXT, "run: make docs"


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_documented(command: str) -> None:
    assert f"orewire {command}" in TEXT


def test_missing_block_is_named() -> None:
    with pytest.raises(ValueError, match="no block 'nowhere'"):
        readme.fill(TEXT, "nowhere", "")
