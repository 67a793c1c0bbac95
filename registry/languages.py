"""Addresses carry the language: /zh/… and /en/….

Django would print its own code for Simplified Chinese, /zh-hans/…; the address a clerk reads aloud is /zh/….
"""

from collections.abc import Sequence

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

PREFIXES = {"zh-hans": "zh", "en": "en"}


def address_prefix(language: str | None) -> str:
    """The first part of every address in a language, without slashes; the default language's for one not offered."""
    return PREFIXES.get(language or settings.LANGUAGE_CODE, PREFIXES[settings.LANGUAGE_CODE])


class LanguagePrefixPattern(LocalePrefixPattern):
    """The language part of an address, which follows the language in force when an address is made."""

    @property
    def language_prefix(self) -> str:
        return f"{address_prefix(get_language())}/"


def in_each_language(*patterns: URLPattern | URLResolver) -> Sequence[URLResolver]:
    """The given addresses under /zh/ and /en/."""
    return [URLResolver(LanguagePrefixPattern(), list(patterns))]
