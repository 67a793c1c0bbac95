"""The column of a name: kept, and asked for, in the one spelling of people/characters.py."""

from __future__ import annotations

from django.db import models

from people.characters import folded


class SpeltField(models.CharField):
    """Words whose look-alike signs are folded when they are stored and when they are looked for."""

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = folded(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: object) -> object:
        prepared = super().get_prep_value(value)
        return folded(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """For the database it is a column of characters like any other."""
        name, _path, arguments, words = super().deconstruct()
        return name, "django.db.models.CharField", list(arguments), words
