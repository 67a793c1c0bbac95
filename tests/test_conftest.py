"""The set-up of the tests themselves."""

from pathlib import Path

import pytest
from django.template import Context, Engine, Origin, Template

ROOT = Path(__file__).resolve().parent.parent


def rendered(source: str, name: Path) -> str:
    engine = Engine.get_default()
    return Template(source, origin=Origin(str(name)), engine=engine).render(Context({"given": "有"}))


def test_a_variable_missing_from_a_template_of_ours_fails() -> None:
    with pytest.raises(AssertionError, match=r"registry/templates/x.html names missing"):
        rendered("{{ missing.name|default:'x' }}", ROOT / "registry" / "templates" / "x.html")


def test_a_variable_missing_from_a_template_of_the_admin_is_left_alone() -> None:
    assert rendered("{{ missing|default:'x' }}", ROOT / ".venv" / "lib" / "admin" / "x.html") == "x"


def test_a_given_variable_is_shown() -> None:
    assert rendered("{{ given }}{% if missing %}{% endif %}", ROOT / "registry" / "templates" / "x.html") == "有"
