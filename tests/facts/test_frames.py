"""Frame files: our own, a user's, and what is said of wrong ones."""

from pathlib import Path

import pytest

from orewire.facts.frames import FrameError, load_frames
from orewire.schema import ROLES, FactType

GOOD = """
type = "SUPPLY"

[[triggers]]
name = "smuggle"
verbs = ["smuggle"]
"""


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_type_has_one_frame() -> None:
    assert sorted(frame.type for frame in load_frames()) == sorted(FactType)


def test_names_of_triggers_are_unique_within_a_frame() -> None:
    for frame in load_frames():
        names = [trigger.name for trigger in frame.triggers]
        assert len(names) == len(set(names)), frame.type


def test_a_folder_adds_triggers_that_inherit_the_places_of_their_type(tmp_path: Path) -> None:
    frames = load_frames(write(tmp_path, GOOD))
    assert len(frames) == len(FactType) + 1
    own = next(frame for frame in frames if frame.type == "SUPPLY")
    assert frames[-1].roles == own.roles
    assert frames[-1].needs == own.needs
    assert frames[-1].triggers[0].verbs == ("smuggle",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('type = "SUPLY"', "type 'SUPLY' is none of the schema's fact types"),
        ("triggers = []", "type None is none of the schema's fact types"),
        ('type = "SUPPLY', "not valid TOML"),
        (GOOD.replace("smuggle", "Smuggle", 1).replace('"Smuggle"', '"smuggle!"', 1), "name"),
        (GOOD.replace('["smuggle"]', '["Smuggle"]'), "line 4: trigger 'smuggle': verbs.0"),
        (GOOD.replace('verbs = ["smuggle"]', ""), "needs verbs, nouns, adjectives or phrases"),
        (GOOD + 'needs = [["driver"]]', "SUPPLY has no role 'driver'"),
        (GOOD + 'roles.supplier.verb = ["behind the bush"]', "neither a preposition nor one of"),
        (GOOD + "quality = 2", "line 4: trigger 'smuggle': quality"),
        (GOOD + "speed = 2", "line 4: trigger 'smuggle': speed"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FrameError) as error:
        load_frames(write(tmp_path, text))
    assert "mine.toml" in str(error.value)
    assert message in str(error.value)


def test_an_empty_or_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match="holds no frame file"):
        load_frames(tmp_path)
    with pytest.raises(FrameError, match="no such folder"):
        load_frames(tmp_path / "absent")


def test_required_roles_have_places() -> None:
    walks = {FactType.POSITION, FactType.RANKING}
    for frame in load_frames():
        if frame.type in walks:
            continue
        for name, role in ROLES[frame.type].items():
            if role.required and role.labels and name != "kind":
                assert all(name in {**frame.roles, **trigger.roles} for trigger in frame.triggers), name
