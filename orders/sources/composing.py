"""Putting a text together line by line, with the place of each line in the original."""

from __future__ import annotations

from orders.sources.refusal import Unreadable, gettext_noop
from orders.sources.source_text import MOST_CHARACTERS, Place, PlaceKind

TOO_LONG = gettext_noop("文件中的文字过多，没有读入。请分成几份再选择。")


class Composing:
    """The text so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.places: list[Place] = []

    def line(self, words: str, kind: PlaceKind | None = None, number: int = 0, table: int = 0) -> None:
        """One more line; an empty one stays, so that the text looks as the page does."""
        if kind is not None and words.strip():
            self.places.append(Place((self._length, self._length + len(words)), kind, number, table))
        self._pieces.append(words)
        self._length += len(words) + 1
        if self._length > MOST_CHARACTERS:
            raise Unreadable("too_long", TOO_LONG)

    @property
    def text(self) -> str:
        return "".join(f"{piece}\n" for piece in self._pieces)
