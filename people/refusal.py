"""How this register says no."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A write that is not done, with one full sentence for the person who asked. Nothing has changed when it is raised.

    A ValidationError, so that every form, the admin and the API show the sentence where the person is looking.
    """

    def __init__(self, sentence: object, code: str = "refused") -> None:
        super().__init__(str(sentence), code=code)
        self.sentence = str(sentence)

    def __str__(self) -> str:
        return self.sentence
