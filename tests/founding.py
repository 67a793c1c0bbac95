"""The register after load_founding, for every test that wants it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from tests.built_once import built_once


@pytest.fixture
@built_once
def founding(db: None) -> None:
    """The five founding notices published and the two reorganisations confirmed, as load_founding leaves them."""
    call_command("load_founding", stdout=StringIO())
