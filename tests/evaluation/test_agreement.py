"""``corpus/agreement.py``: two labellings, scored against each other."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "corpus" / "agreement.py"


@pytest.fixture(scope="module")
def agreement() -> ModuleType:
    spec = importlib.util.spec_from_file_location("agreement", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def labelled_twice(corpus: Path) -> Path:
    """The articles ``one`` and ``three`` by two labellers; the second left out a mention and a role."""
    for name in ("one", "three"):
        record = json.loads((corpus / "gold" / f"{name}.json").read_text())
        for labeller in ("a", "b"):
            path = corpus / "labellings" / labeller / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(record))
            record["mentions"] = record["mentions"][:6]
            record["facts"][0]["arguments"] = record["facts"][0]["arguments"][:4]
    (corpus / "README.md").write_text(f"# Corpus\n{BEGIN}\nold\n{END}\nEnd.\n")
    return corpus


BEGIN = "<!-- agreement: begin (python corpus/agreement.py --write) -->"
END = "<!-- agreement: end -->"


def test_prints_how_far_they_agree(
    agreement: ModuleType, labelled_twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agreement.main(["--corpus", str(labelled_twice)]) == 0
    printed = capsys.readouterr()
    assert "1 article labelled twice" in printed.out
    assert "| GPE | 2, 2 | 1.000 | 1.000 | 1.000 |" in printed.out
    assert "| ORG | 1, 0 | 0.000 | 0.000 | – |" in printed.out
    assert "| all | 7, 6 | 0.923 | 0.923 | 1.000 |" in printed.out
    assert "| SUPPLY | 1, 1 | 0.889 | 0.000 |" in printed.out
    assert "agreement: skipped three: give its text with --texts DIR" in printed.err
    assert "old" in (labelled_twice / "README.md").read_text()


def test_writes_the_table_between_the_marks(agreement: ModuleType, labelled_twice: Path) -> None:
    arguments = ["--corpus", str(labelled_twice), "--texts", str(labelled_twice.parent / "texts"), "--write"]
    assert agreement.main(arguments) == 0
    readme = (labelled_twice / "README.md").read_text()
    assert readme.startswith(f"# Corpus\n{BEGIN}\n\n2 articles labelled twice")
    assert readme.endswith(f"\n\n{END}\nEnd.\n")
    assert "old" not in readme
    assert agreement.main(arguments) == 0
    assert (labelled_twice / "README.md").read_text() == readme


def test_says_where_the_marks_go(
    agreement: ModuleType, labelled_twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (labelled_twice / "README.md").write_text("# Corpus\n")
    assert agreement.main(["--corpus", str(labelled_twice), "--write"]) == 2
    assert f"README.md: put these two lines where the table goes:\n{BEGIN}" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["Another text.", None])
def test_wrong_labellings_are_named(
    agreement: ModuleType, labelled_twice: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is None:
        (labelled_twice / "labellings" / "b" / "one.json").unlink()
    else:
        (labelled_twice / "articles" / "one.txt").write_text(text)
    assert agreement.main(["--corpus", str(labelled_twice)]) == 2
    message = "no article with a text is labelled in both" if text is None else "was labelled on another text"
    assert message in capsys.readouterr().err
