"""The site speaks English to the last sentence: every message in use is in the catalogue, translated and current."""

from pathlib import Path

from registry.catalogue import faults, messages_in_use, read

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_every_message_in_use_has_its_english() -> None:
    assert [str(fault) for fault in faults(read(ENGLISH), messages_in_use(ROOT))] == []
