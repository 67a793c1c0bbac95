"""Two people on one page of the admin: nobody overwrites what they have not seen, and nobody types twice.

The page of a record, and each row on it, carries what its fields said when it was shown, signed. Whoever saves over
something newer is told what was changed meanwhile, old and new, and by whom; the form comes back as it was typed, what
was not touched in it as it is now, so that the next save is an informed one and takes nothing back.
"""

from __future__ import annotations

from typing import Any, Never, Unpack

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_stubs_ext import FieldsetSpec

from orders.admin.shared.arguments import Data, Files, RecordArguments
from orders.admin.shared.history import Edit, named, plain, who_wrote
from orders.changing.records import column

NAME = "seen"


class SeenField(forms.CharField):
    """What the page showed; it is never itself something that was changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class RecordForm(forms.ModelForm[Any]):
    """A record, or a row under it, that is not saved over what somebody else wrote since it was shown."""

    seen = SeenField(required=False, label="")

    def __init__(self, data: Data | None = None, files: Files | None = None, **asked: Unpack[RecordArguments]) -> None:
        super().__init__(data, files, **asked)
        if self.instance.pk is not None:
            self.initial[NAME] = self._signer().sign_object(self._now())

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        if self.instance.pk is not None:
            self._refuse_unseen()
        return cleaned

    @property
    def logged_on(self) -> models.Model:
        """The record on whose history a save of this form stands."""
        return self.instance

    def _refuse_unseen(self) -> None:
        """An error, where the record is not as it was shown; the form then holds what is new, and stays as typed."""
        now = self._now()
        try:
            seen: dict[str, str] = self._signer().unsign_object(self._posted(self.fields[NAME], NAME) or "")
        except (signing.BadSignature, TypeError):
            self._show(now, {})
            self.add_error(None, _("这一页打开以后内容有改动，请核对现在的内容后再办理。"))
            return
        newer = {name: value for name, value in now.items() if name in seen and seen[name] != value}
        sentences = [self._sentence(name, seen[name], value) for name, value in newer.items()]
        sentences += [
            _("“%(what)s”已不能在这里修改，您填写的“%(typed)s”没有保存。")
            % {"what": self._field(name).verbose_name, "typed": self.data[self.add_prefix(name)]}
            for name, value in seen.items()
            if name not in now and self._typed(name, value)
        ]
        if sentences:
            self._show(now, {name: now[name] for name in newer if not self._typed(name, seen[name])})
            sentences.insert(0, _("这一页打开以后内容有改动，请核对后再保存。"))
            self.add_error(None, ValidationError("".join(sentences), code="unseen"))

    def _sentence(self, name: str, old: str, new: str) -> str:
        """E.g. dora于15:04改动：排列次序“5”改为“7”。"""
        field = self._field(name)
        edit = Edit(type(self.instance), self.instance.pk, name, named(field, old), named(field, new))
        who = who_wrote(self.logged_on, edit)
        if not who:
            return _("%(changes)s。") % {"changes": edit}
        return _("%(who)s改动：%(changes)s。") % {"who": who, "changes": edit}

    def _typed(self, name: str, seen: str) -> bool:
        """Whether the person typed something else than the page had shown; not, where nothing of it came back."""
        field = self.fields.get(name) or self._field(name).formfield()
        posted = self._posted(field, name) if field else None
        if field is None or (posted is None and name not in self.fields):
            return False
        try:
            return bool(field.has_changed(field.to_python(seen), posted))
        except ValidationError:  # what was shown is no longer on record
            return True

    def _show(self, now: dict[str, str], values: dict[str, str]) -> None:
        """Let the form that comes back carry what is now seen, and these values instead of those not touched."""
        data: Any = self.data  # of a request: cannot be written to, and can be copied
        self.data = data = data.copy()
        for name, value in {**values, NAME: self._signer().sign_object(now)}.items():
            data[self.add_prefix(name)] = value

    def _posted(self, field: forms.Field, name: str) -> str | None:
        """As the widget brings it, which for the fields of a record is text."""
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _now(self) -> dict[str, str]:
        """What the fields of this form say on record, before anything typed is put into the record."""
        return {name: plain(self.initial.get(name)) for name in self.fields if name in self._columns()}

    def _columns(self) -> set[str]:
        return {field.name for field in self.instance._meta.fields} - {self.instance._meta.pk.name}

    def _field(self, name: str) -> models.Field[Never, object]:
        return column(type(self.instance), name)

    def _signer(self) -> signing.Signer:
        """What one record showed says nothing of another."""
        return signing.Signer(salt=f"{self.instance._meta.label_lower} {self.instance.pk}")


class CarriesSeen(BaseModelAdmin[Any]):
    """For a page of the admin and the rows on it: what is changed there carries what was shown. Put it first."""

    form: type[forms.ModelForm[Any]] = RecordForm

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> FieldsetSpec:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        *others, (title, options) = fieldsets
        return [*others, (title, {**options, "fields": (*options["fields"], NAME)})]
