"""What a kind of change is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from orders.models import LogStep, PublicChange

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Values = Mapping[str, Json]  # by name, as JSON keeps them
Lines = Mapping[str, str]  # by what they are about, in words


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of kinds."""

    about: tuple[str, ...]  # the columns of a change that say what it is about
    title: Callable[[PublicChange], str]  # what it is about and what for, in words
    is_public: Callable[[PublicChange], bool]  # whether it takes two people; what only drafts know takes one
    live: Callable[[PublicChange], Values]  # all that it rests on, as it stands now
    picture: Callable[[PublicChange], Lines]  # what the public sees of all that it touches
    # Does it, or refuses with one sentence: by whom, on which day it becomes known.
    apply: Callable[[PublicChange, User, date], object]
    one_of: tuple[str, ...] = ()  # one change waits for each of these alone; empty = for all of `about` together
    # The step of its order or event that confirming takes, by the same effect, instead of `apply`.
    step: LogStep | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return self.one_of or self.about
