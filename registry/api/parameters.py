"""The parameters of an address: each is known and stands once. What would be passed over is refused.

A misspelt filter that is ignored answers with everything on record, which a program takes for what it asked.
"""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.settings import api_settings

# Belongs to the answering of requests rather than to any question: ?format=json.
FORMAT = str(api_settings.URL_FORMAT_OVERRIDE)


class TextField(forms.CharField):
    """Text in an address. NUL, which no column can hold, is refused in words of our own."""

    default_error_messages = {
        # Django's Chinese sentence for this says that an empty text is not allowed.
        "null_characters_not_allowed": gettext_lazy("不能含有空字符（NUL）。"),
    }


def refuse_unknown(parameters: QueryDict, known: Collection[str]) -> None:
    """Refuses, under its name, each parameter that is not `known` and each that stands more than once."""
    faults = {}
    for name, values in parameters.lists():
        if name not in known and name != FORMAT:
            faults[name] = [_("这一地址没有名为“%(name)s”的参数。") % {"name": name}]
        elif len(values) > 1:
            faults[name] = [_("参数“%(name)s”只能写一次。") % {"name": name}]
    if faults:
        raise ValidationError(faults)
