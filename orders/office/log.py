"""The one log of everything on its way to the public: written here alone, read by whoever asks who did what.

Whoever made or changed the content stands in it (CONTENT_STEPS), so that "another person" is asked of the log, not of a
column; and each public step moves the register's version by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import LogStep, Register, Review
from orders.models.reviews import CONTENT_STEPS, SUBJECTS
from orders.office.content import content_hash
from people.refusal import Refused

P = ParamSpec("P")
Words = TypeVar("Words")

Change = tuple[str, str, str]  # what, old, new; in words

REGISTER = 1  # the key of the one row


def for_the_record(say: Callable[P, Words]) -> Callable[P, Words]:
    """Words that are kept are said in the language of the office, in whichever the person at the desk reads.

    Not for what may refuse: a refusal is read by that person.
    """

    @wraps(say)
    def said(*args: P.args, **kwargs: P.kwargs) -> Words:
        with translation.override(settings.LANGUAGE_CODE):
            return say(*args, **kwargs)

    return said


def note_down(
    subject: Model,
    step: LogStep,
    *,
    by: User | None,
    note: str = "",
    states: tuple[str, str] = ("", ""),
    changes: Sequence[Change] = (),
    seen_as: str | None = None,
) -> Review:
    """Append one entry; `states` = (from, to), `seen_as` = the hash of the content now, None = it is computed here.

    `by` None = the system, from the words of a notice. Call it in the transaction of what it notes down.
    """
    return Review.objects.create(
        step=step,
        from_state=states[0],
        to_state=states[1],
        by=by,
        note=note,
        changes=[list(change) for change in changes],
        content_hash=content_hash(subject) if seen_as is None else seen_as,
        **{SUBJECTS[type(subject)]: subject},
    )


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """What differs between two descriptions of one thing, in the order of their lines; '' = not there."""
    return [
        (what, before.get(what, ""), after.get(what, ""))
        for what in dict.fromkeys([*before, *after])
        if before.get(what, "") != after.get(what, "")
    ]


def make_version(entry: Review) -> None:
    """Give a public step the next version of the register.

    Call it last, just before the commit: from here to its end the transaction keeps every other public step waiting.
    """
    register, _made = Register.objects.select_for_update().get_or_create(pk=REGISTER)
    register.version += 1
    register.save(update_fields=["version"])
    entry.version = register.version
    entry.save(update_fields=["version"])


def version() -> int:
    """The version of the register today: how many public steps it has seen."""
    return Register.objects.filter(pk=REGISTER).values_list("version", flat=True).first() or 0


def authors(entries: Iterable[Review]) -> dict[int, Review]:
    """By key, everyone who made, changed or answered for the content, each with the first entry that says so."""
    first: dict[int, Review] = {}
    for entry in entries:
        if entry.by_id and entry.step in CONTENT_STEPS:
            first.setdefault(entry.by_id, entry)
    return first


def refuse_unseen(subject: Model, *, seen: str | None, now: str) -> None:
    """Refuses to write over content other than `seen`, the hash of what a page showed; None = not asked from a page.

    The sentence says what was changed since then, and by whom. Call it with the turn taken, so that what `now` is the
    hash of stays as it is until the write is done.
    """
    if seen is None or seen == now:
        return
    sentences = [_("这一页打开以后内容有改动，请核对现在的内容后再办理。"), *_since(subject, seen)]
    raise Refused("".join(sentences), code="unseen")


def _since(subject: Model, seen: str) -> list[str]:
    """A sentence for every entry since the content was last as it was seen; none where it is not known since when."""
    entries = list(Review.objects.of(subject).select_related("by"))
    places = [place for place, entry in enumerate(entries) if entry.content_hash == seen]
    return [_in_words(entry) for entry in entries[places[-1] + 1 :]] if places else []


def _in_words(entry: Review) -> str:
    """E.g. bob于15:04“校正题头”：标题“甲”改为“乙”。"""
    words = {
        "who": entry.by.get_username() if entry.by else _("系统"),
        "when": date_format(timezone.localtime(entry.at), "H:i"),
        "step": entry.get_step_display(),
    }
    said = [
        _("%(what)s“%(old)s”改为“%(new)s”") % {"what": what, "old": old, "new": new} for what, old, new in entry.changes
    ]
    if not said:
        return _("%(who)s于%(when)s“%(step)s”。") % words
    return _("%(who)s于%(when)s“%(step)s”：%(changes)s。") % {**words, "changes": _("；").join(said)}
