"""Reads `config.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DEFAULT_CONFIG = HERE / "config.toml"
#: The package that the model is exported to.
PACKAGE = HERE.parent / "orewire_news"
#: The stages after the first, and whose changes each takes over, one after the other.
STAGES = {
    "finetune": ("finetune",),
    "distill": ("distill",),
    "narrow": ("distill", "narrow"),
    "slim": ("distill", "narrow", "slim"),
    "trim": ("distill", "narrow", "slim", "trim"),
}


def read_config(path: Path = DEFAULT_CONFIG, stage: str | None = None) -> dict[str, Any]:
    """Read the one configuration file of training.

    Args:
        path: the file.
        stage: put what the section of this name says in place of the rest; None for the first stage.

    Returns:
        Its sections.
    """
    with path.open("rb") as file:
        config = tomllib.load(file)
    changes = {name: config.pop(name, {}) for name in STAGES}
    for name in STAGES[stage] if stage else ():
        config = _merge(config, changes[name])
    return config


def _merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for key, value in new.items():
        if isinstance(value, dict):
            merged[key] = _merge(old.get(key, {}), value)
    return merged
