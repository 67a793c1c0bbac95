"""How a file is refused: one sentence for the person who brought it."""

from __future__ import annotations


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the catalogue. It is put into the reader's language where it is shown, not here."""
    return sentence


class Unreadable(Exception):
    """A file that is not read. `template` with `values` is the sentence; the code is for programs."""

    def __init__(self, code: str, template: str, **values: int | str) -> None:
        super().__init__(template % values)
        self.code = code
        self.template = template
        self.values = values

    @property
    def sentence(self) -> str:
        """In Chinese."""
        return self.template % self.values
