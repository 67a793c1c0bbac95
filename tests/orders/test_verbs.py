"""A verb is its rows in the vocabulary: its role decides what fold, matching, checks and proposals make of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("people", "orders", "registry", "tests", "fixtures", "locale", "manage.py", "pyproject.toml")
TABLE = "orders/notices/vocabulary.py"
PLANTED = {
    '    GRADE = "grade"\n': '    SUSPEND = "suspend"\n',
    '    VerbRow(Verb.NATURAL_REMOVAL, Role.CLOSES_BY_ITSELF, gettext_noop("自然免去"), carried=False),\n': (
        '    VerbRow(Verb.SUSPEND, Role.CLOSES, gettext_noop("停职"), (Word("停去"),), nouns=("停职",)),\n'
    ),
}


def copied(root: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)


def test_a_verb_planted_with_the_role_closes_closes_everywhere(tmp_path: Path) -> None:
    """In a copy of the project: two lines more in one file, and the tests of planted_verb.py hold there."""
    copied(tmp_path)
    table = (tmp_path / TABLE).read_text(encoding="utf-8")
    for behind, line in PLANTED.items():
        assert table.count(behind) == 1
        table = table.replace(behind, behind + line)
    (tmp_path / TABLE).write_text(table, encoding="utf-8")
    # The copy's database is its own, in memory: that of this run is in use.
    environment = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL" and not name.startswith("PYTEST")
    }
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/orders/planted_verb.py", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
