"""What must hold before a server answers anybody."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 32  # characters: what signs sessions and forms must not be guessed


def refuse_weak_key() -> None:
    """Stop a start with no key, or one that can be guessed: here, not at the first visitor's request.

    No assertion, which `python -O` leaves out; an empty key Django refuses itself when it is read.
    """
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"SECRET_KEY must have at least {SHORTEST_KEY} characters (docs/settings.md).")
