"""tests/pins/check.py: what is installed is pinned by a tool, to the version and the byte, and nothing else is."""

import shutil
from pathlib import Path

import pytest

from tests.pins.check import PINNED, ROOT, findings


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The requirements files of this project, to be spoiled."""
    for name in PINNED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        for path in (Path(name), Path(name).with_suffix(".in")):
            shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_requirement_is_pinned_exactly_with_its_hashes() -> None:
    assert findings(ROOT) == []


def test_no_pinned_file_names_a_host_or_a_place_of_a_machine() -> None:
    for name in PINNED:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not [word for word in ("://", "index-url", "find-links", "/opt", "/tmp", "/root") if word in text]


def test_what_is_installed_is_installed_with_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert (
        "PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes" in makefile
    )
    assert makefile.count("pip install") == 1
    for name in PINNED:
        assert f"$(PIP_INSTALL) -r {name}\n" in makefile


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "requirements.in",
            "whitenoise==6.12.0",
            "whitenoise==6.13.0",
            "whitenoise is asked for as 6.13.0 and pinned 6.",
        ),
        ("requirements.in", "whitenoise==6.12.0\n", "", "whitenoise is pinned and no longer asked for."),
        (
            "requirements.in",
            "whitenoise==6.12.0",
            "whitenoise",
            "whitenoise is asked for as nothing exact and pinned 6.",
        ),
        ("requirements.in", "whitenoise", "blacknoise", "blacknoise is asked for as 6.12.0 and pinned not at all."),
        (
            "requirements.txt",
            "sqlparse==0.6.1",
            "sqlparse>=0.6.1",
            "this line is neither a pin nor its hash: sqlparse>=0",
        ),
        ("requirements.txt", "sha256:", "md5:", "this line is neither a pin nor its hash:     --hash=md5:"),
        ("tests/requirements.txt", "sqlparse==0.6.1", "sqlparse==0.6.2", "sqlparse is 0.6.2 here and 0.6.1 before."),
        (
            "requirements.txt",
            "#    make pins",
            "#    uv pip compile /home/me/x",
            "does not say that `make pins` made it.",
        ),
        (
            "requirements.txt",
            "# via django",
            "# via -r /home/me/x.in",
            "names a place of one machine:     # via -r /home",
        ),
        (
            "requirements.txt",
            "asgiref==",
            "--index-url https://host/simple\nasgiref==",
            "this line is neither a pin nor",
        ),
    ],
)
def test_a_planted_difference_is_found(copy: Path, name: str, old: str, new: str, sentence: str) -> None:
    spoil(copy / name, old, new)
    assert any(sentence in finding for finding in findings(copy)), findings(copy)


def test_a_pin_without_hash_is_found(copy: Path) -> None:
    lines = (copy / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (copy / "requirements.txt").write_text("\n".join(line for line in lines if "hash" not in line), encoding="utf-8")
    assert "requirements.txt: asgiref has no hash." in findings(copy)
