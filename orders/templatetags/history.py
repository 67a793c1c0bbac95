"""What was changed in a record, on the page of its history."""

from __future__ import annotations

from django import template
from django.contrib.admin.models import LogEntry

from orders.admin.shared.history import said

register = template.Library()


@register.filter
def changes_in_words(entry: LogEntry) -> str:
    """Each change old and new, in the language of the page."""
    return said(entry)
