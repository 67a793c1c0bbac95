"""What every test may lean on: the fixed cast, a day, and a strict set-up."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import connection
from django.template.base import Node
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, ensure_groups
from registry.catalogue import compile_stale
from tests.founding import founding
from tests.slowest import SlowestFiles

__all__ = ["founding"]  # fixtures for every test

hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "desk")


ROOT = Path(__file__).resolve().parent.parent


class MissingVariable(str):
    """What a template of this project shows for a variable nobody gave it: nothing, and its test fails.

    Django asks whether it is true before it decides what to show; the admin's own templates, which count on missing
    variables, go on as ever.
    """

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        variable = frame.f_locals.get("self")
        while frame and not isinstance(node := frame.f_locals.get("self"), Node):
            frame = frame.f_back
        origin = Path(node.origin.name) if frame and getattr(node, "origin", None) else Path()
        if origin.is_relative_to(ROOT) and ".venv" not in origin.parts:
            raise AssertionError(f"{origin.relative_to(ROOT)} names {variable}, which its view does not give.")
        return False


def pytest_configure(config: pytest.Config) -> None:
    django_settings.SECRET_KEY = "only for tests, where nothing is signed that matters"
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingVariable()
    if not hasattr(config, "workerinput"):  # once, not in every parallel worker
        config.pluginmanager.register(SlowestFiles(), "slowest-files")
        compile_stale(Path(django_settings.LOCALE_PATHS[0]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """A database in memory is each worker's own; pytest-django knows that of Django's engine, by its name, alone."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_xdist_suffix")


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Every test begins in the language of the office, whatever page the one before it asked for."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture
def today() -> date:
    """The day on which tests happen, later than every founding notice."""
    return date(2024, 3, 1)


def _member(name: str, *groups: str) -> User:
    user = get_user_model().objects.create_user(name, password=f"{name} 的长密码", is_staff=True)
    user.groups.set(ensure_groups()[group] for group in groups)
    return user


@pytest.fixture
def alice(db: None) -> User:
    """Alice drafts: a clerk, group 经办."""
    return _member("alice", CLERK_GROUP)


@pytest.fixture
def bob(db: None) -> User:
    """Bob approves: a reviewer, group 审核."""
    return _member("bob", REVIEWER_GROUP)


@pytest.fixture
def charlie(db: None) -> User:
    """Charlie may log in and nothing more."""
    return _member("charlie")
