"""What a form of the desk is made with, besides what it asks about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import TypeAlias, TypedDict

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms.renderers import BaseRenderer
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

Data = Mapping[str, object]  # an answer, as the browser sent it
Files: TypeAlias = "MultiValueDict[str, UploadedFile[bytes]]"  # what came with it


class FormArguments(TypedDict, total=False):
    """Of every form."""

    prefix: str | None
    initial: MutableMapping[str, object] | None
    label_suffix: str | None


class SeenArguments(FormArguments):
    """Of an answer bound to what the page showed."""

    shown_hash: str


class RecheckedArguments(SeenArguments):
    """Of an answer for which the page is looked at again."""

    shows: Callable[[], str]


class RecordArguments(FormArguments, total=False):
    """Of a record on its page, as Django makes that form."""

    auto_id: bool | str
    error_class: type[ErrorList]
    empty_permitted: bool
    instance: models.Model | None
    use_required_attribute: bool | None
    renderer: BaseRenderer | None
