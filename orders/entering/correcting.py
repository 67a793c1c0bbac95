"""Correcting a draft: what a person reads in a clause, in words left over, and the day it was made public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from orders.entering import masking, matching
from orders.entering.resolving import fits
from orders.entering.taking_in import as_kept, create_acts, positions_of, write_act
from orders.models import Act, Clause, Identification, LogStep, Order, Remainder
from orders.notices import notice as reading
from orders.notices.notice import PartKind
from orders.office.editing import edited
from people.refusal import Refused

MANY = 1_000_000  # more acts than any clause has


@transaction.atomic
def correct_reading(*, clause: Clause, acts: Sequence[reading.Act], by: User, seen: str | None = None) -> Clause:
    """Replace the acts of a clause by what a person reads in it. Only in a draft; a published order needs an erratum.

    Whom an act concerns is kept where its printed name and post stay the same, and matched anew where they do not.
    `seen` is the hash of the content the person had before them; None = not asked from a page.
    """
    with edited(clause.order, step=LogStep.READING, by=by, seen=seen) as order:
        _replace_acts(order, clause, acts)
        matching.match(order=order, by=by)
    return clause


def _replace_acts(order: Order, clause: Clause, acts: Sequence[reading.Act]) -> None:
    acts = [as_kept(act) for act in acts]
    stored = list(clause.acts.order_by("sequence"))
    kept: dict[int, Act] = {}
    for sequence, read_act in enumerate(acts, start=1):
        same = next(
            (act for act in stored if _says(act) == (read_act.verb, read_act.official, read_act.post or "")), None
        )
        if same:
            kept[sequence] = same
            stored.remove(same)
    # What is no longer read goes; who was once taken for whom stays in the log, without the act.
    Identification.objects.filter(act__in=stored).update(act=None)
    Act.objects.filter(pk__in=[act.pk for act in stored]).delete()
    # Out of the way first: no two acts of a clause have one sequence, not even for a moment.
    Act.objects.filter(clause=clause).update(sequence=F("sequence") + len(acts) + MANY)
    posts = positions_of(order, acts)
    for sequence, act in kept.items():
        chosen = None if act.printed_post else act.position
        write_act(act, acts[sequence - 1], posts)
        act.position = chosen or act.position
        act.sequence = sequence
        act.save()
    create_acts(order, [(clause, place, act) for place, act in enumerate(acts, start=1) if place not in kept])


def _says(act: Act) -> tuple[str, str, str]:
    return act.verb, act.printed_official, act.printed_post


@transaction.atomic
def settle_remainder(*, remainder: Remainder, by: User, note: str, seen: str | None = None) -> Remainder:
    """Note that words in no known form are no appointment or removal, and why. Only in a draft; a reason is needed."""
    with edited(remainder.order, step=LogStep.REMAINDER, by=by, seen=seen):
        if not note.strip():
            raise Refused(_("请说明这段文字为什么不是任免事项。"))
        fits(Remainder, "settled_note", note)
        remainder.settled_by = by
        remainder.settled_note = note.strip()
        remainder.save(update_fields=["settled_by", "settled_note"])
    return remainder


@transaction.atomic
def turn_into_clause(*, remainder: Remainder, acts: Sequence[reading.Act], by: User, seen: str | None = None) -> Clause:
    """Make a clause of words that were in no known form, with the acts a person reads in them. Only in a draft.

    The clause takes its place by where it stands in the source; those after it are numbered on.
    """
    with edited(remainder.order, step=LogStep.REMAINDER, by=by, seen=seen) as order:
        if not acts:
            raise Refused(_("请至少写出一项任免；不是任免事项的，请注明原因。"))
        if order.clauses.filter(start=remainder.start, end=remainder.end).exists():
            raise Refused(_("这段文字已经改为任免事项。"))
        clause = _clause_of(order, remainder)
        masking.mask(order)
        create_acts(order, [(clause, place, act) for place, act in enumerate(acts, start=1)])
        remainder.settled_by = by
        remainder.settled_note = _("已改为任免事项。")
        remainder.save(update_fields=["settled_by", "settled_note"])
        matching.match(order=order, by=by)
    return clause


def _clause_of(order: Order, remainder: Remainder) -> Clause:
    """The clause that these words are, in its place among the others; the parts of the order say so too."""
    sequence = order.clauses.filter(start__lt=remainder.start).count() + 1
    for later in order.clauses.filter(sequence__gte=sequence).order_by("-sequence"):
        Clause.objects.filter(pk=later.pk).update(sequence=F("sequence") + 1)
    span = [remainder.start, remainder.end]
    order.parts = [[PartKind.CLAUSE.value, *part[1:]] if part[1:] == span else part for part in order.parts]
    order.save(update_fields=["parts"])
    words = "".join(remainder.text.split())
    return Clause.objects.create(order=order, sequence=sequence, text=words, start=remainder.start, end=remainder.end)


@transaction.atomic
def date_publication(*, order: Order, published_on: date | None, by: User, seen: str | None = None) -> Order:
    """Enter the day on which the issuer made the notice public; None = not known. Only in a draft."""
    with edited(order, step=LogStep.DAY, by=by, seen=seen) as draft:
        draft.published_on = published_on
        draft.save(update_fields=["published_on"])
    return draft
