"""What the documentation names exists: paths, make targets, management commands, dependencies, settings."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.pins.check import PINNED

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")])
# Whole or in backticks: a first part that is a folder or file of ours, then a path.
PLACES = ("people", "orders", "registry", "fixtures", "tests", "docs", "bench", "locale", ".ci")
PATH = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, PLACES))})/[\w./-]*[\w/]")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def named(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


def makefile_targets() -> set[str]:
    return named(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))


def missing(text: str, folder: Path) -> list[str]:
    """What a document in `folder` names and nobody finds."""
    paths = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    links = [link for link in LINK.findall(text) if not (folder / link).exists()]
    targets = [f"make {target}" for target in named(r"`make ([a-z-]+)", text) - makefile_targets()]
    targets += [f"make {target}" for target in named(r"(?m)^    make ([a-z-]+)", text) - makefile_targets()]
    commands = [f"manage.py {name}" for name in named(r"manage\.py ([a-z_]+)", text) - set(get_commands())]
    return [*paths, *links, *targets, *commands]


def asked_for() -> set[str]:
    """The packages the requirements.in files ask for; what those bring along needs no reason."""
    inputs = [(ROOT / name).with_suffix(".in").read_text(encoding="utf-8") for name in PINNED]
    return {name for text in inputs for name in named(r"(?m)^([\w-]+)(?:\[[\w,]+\])?==", text)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_exists(document: Path) -> None:
    assert missing(document.read_text(encoding="utf-8"), document.parent) == []


def test_a_planted_wrong_name_is_found() -> None:
    text = (
        "See people/nowhere.py, [this](nothing.md), `make coffee`, `python manage.py guess` and registry/settings.py."
    )
    assert missing(text, ROOT) == ["people/nowhere.py", "nothing.md", "make coffee", "manage.py guess"]


def test_every_dependency_has_its_line_and_every_line_its_dependency() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    described = named(r"(?m)^\| ([\w-]+) \|", text.partition("## Not taken")[0])
    assert described - {"package"} == asked_for()


def test_every_dependency_says_what_would_replace_it() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (?!package|---)([\w-]+) \|(.*)\|$", text.partition("## Not taken")[0])
    cells = {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}
    assert {name: line for name, line in cells.items() if len(line) != 4 or not all(line)} == {}


def test_every_variable_of_the_environment_is_described() -> None:
    read = named(r"env\.\w+\(\s*\"([A-Z_]+)\"", (ROOT / "registry" / "settings.py").read_text(encoding="utf-8"))
    described = named(r"(?m)^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert read == described


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert makefile_targets() == named(r"(?m)^([a-z-]+):.*## \S", makefile)


def test_the_hook_of_a_commit_can_be_switched_on_as_documented() -> None:
    hook = ROOT / ".githooks" / "pre-commit"
    assert os.access(hook, os.X_OK)
    assert hook.read_text(encoding="utf-8").splitlines()[-1] == "exec make lint"
    assert "git config core.hooksPath .githooks" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
