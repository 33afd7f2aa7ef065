"""Reads `config.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DEFAULT_CONFIG = HERE / "config.toml"
#: The package that the model is exported to.
PACKAGE = HERE.parent / "orewire_news"


def read_config(path: Path = DEFAULT_CONFIG, *, finetune: bool = False) -> dict[str, Any]:
    """Read the one configuration file of training.

    Args:
        path: the file.
        finetune: put what its section `finetune` names in place of the rest.

    Returns:
        Its sections.
    """
    with path.open("rb") as file:
        config = tomllib.load(file)
    changes = config.pop("finetune", {})
    return _merge(config, changes) if finetune else config


def _merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for key, value in new.items():
        if isinstance(value, dict):
            merged[key] = _merge(old.get(key, {}), value)
    return merged
