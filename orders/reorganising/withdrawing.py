"""A confirmed event taken back: before the day it answers as before, from the day on as if it had never been.

Bodies and posts it made public stay known as things. What it wrote into the days and names of bodies is put back,
unless another confirmed event says the same. Of an event that was confirmed before the register noted what it
overwrote, every day of a body that equals its own counts as set by it, and the name borne before takes up the days of
the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import LogStep
from orders.office import log
from orders.reorganising.record import State
from orders.reorganising.rules import NEW, OLD, Kind
from orders.tenures.projection import pairs_in, sync
from people.models import Body, BodyName, HolderEffect, Position, PositionSuccession, Reorganisation
from people.models.reorganisations import BEGINNING, ENDING
from people.refusal import Refused

# The day of a body that a kind of event writes, and in which role the body takes part.
WRITES = (("abolished_on", ENDING, OLD), ("established_on", BEGINNING, NEW))


def take_back(event: Reorganisation, *, by: User, day: date, reason: str) -> None:
    """What withdrawing an event does, with the supplements to it; who takes the step notes the event's own down."""
    refuse_what_leans(event)
    bodies = list(event.parties.values_list("body", flat=True))
    for supplement in event.supplements_made.filter(state=State.CONFIRMED).order_by("pk"):
        state = supplement.state
        _withdraw(supplement, day=day, reason=reason)
        details = log.Details((state, supplement.state), note=reason)
        log.note_down(supplement, LogStep.WITHDRAW, details, by=by)
    _withdraw(event, day=day, reason=reason)
    if event.supplements_id is None:
        _put_back_days(event)
        if event.kind == Kind.RENAMED:
            _put_back_name(event, day)
    sync(pairs_in(Position.everything.filter(body__in=bodies)))


def _withdraw(event: Reorganisation, *, day: date, reason: str) -> None:
    event.state = State.WITHDRAWN
    event.withdrawn_on = day
    event.withdrawal_reason = reason
    event.save(update_fields=["state", "withdrawn_on", "withdrawal_reason"])


def refuse_not_standing(main: Reorganisation) -> None:
    """Refuses what adds to an event that is not confirmed, or not any more."""
    if main.state != State.CONFIRMED or main.supplements_id:
        raise Refused(_("只有已确认的机构变更可以补充。"))


def refuse_what_leans(event: Reorganisation) -> None:
    """Refuses to take back a supplement that names posts whose holders a later supplement treats by name."""
    if event.supplements_id is None:
        return
    together = Reorganisation.objects.with_supplements([event.supplements_id]).exclude(pk=event.pk)
    named = PositionSuccession.objects.filter(reorganisation__in=together.values("pk")).values("old")
    leaning = HolderEffect.objects.filter(reorganisation__in=together.values("pk")).exclude(position__in=named)
    if found := leaning.select_related("official", "position__body").first():
        words = {"name": found.official, "post": found.position}
        raise Refused(_("另一项补充指定了%(name)s任%(post)s的影响，有赖于这一补充；请先撤回那一项。") % words)


# Days of bodies


def _put_back_days(event: Reorganisation) -> None:
    for column, kinds, role in WRITES:
        if event.kind not in kinds:
            continue
        for party in event.parties.filter(role=role).select_related("body"):
            setattr(party.body, column, _day_without(party.body, column, kinds, role))
            party.body.save(update_fields=[column])


def _day_without(body: Body, column: str, kinds: Iterable[str], role: str) -> date | None:
    """The day of another event that still says so; else the one that stood there before any event wrote it."""
    saying = Reorganisation.objects.once_confirmed().main().filter(kind__in=kinds)
    saying = saying.filter(parties__body=body, parties__role=role).order_by("pk")
    if standing := saying.filter(state=State.CONFIRMED).first():
        return standing.effective_on
    if any(said.overwrote is None or said.overwrote[column].get(str(body.pk)) is None for said in saying):
        return None
    before: date | None = getattr(body, column)
    return before


# Names of bodies


def _put_back_name(event: Reorganisation, day: date) -> None:
    """The names it ended are borne on, until the next renaming; its own stays to say what was known before."""
    body = event.parties.select_related("body").get().body
    made = BodyName.objects.get(body=body, name=event.new_name, began_on=event.effective_on)
    made.withdrawn_on = day
    made.save(update_fields=["withdrawn_on"])
    noted = None if event.overwrote is None else event.overwrote["names"]
    for name in BodyName.objects.filter(body=body, ended_on=event.effective_on):
        if noted is None or str(name.pk) in noted:
            was = made.ended_on if noted is None else _day(noted[str(name.pk)])
            name.ended_on = _earlier(was, made.ended_on)
            name.save(update_fields=["ended_on"])
            _hand_on(body, made, name, was)
    _refuse_renamed_to_itself(body)


def _hand_on(body: Body, made: BodyName, name: BodyName, was: date | None) -> None:
    """What a later renaming noted of the withdrawn name holds of the one that is borne in its place."""
    later = Reorganisation.objects.once_confirmed().filter(kind=Kind.RENAMED, parties__body=body)
    for event in later.exclude(overwrote=None):
        noted = event.overwrote["names"] if event.overwrote else {}
        if str(made.pk) in noted:
            before = _earlier(was, _day(noted[str(made.pk)]))
            noted[str(name.pk)] = before.isoformat() if before else None
            event.save(update_fields=["overwrote"])


def _refuse_renamed_to_itself(body: Body) -> None:
    names = list(BodyName.objects.filter(body=body).order_by("pk"))
    for name in names:
        if name.began_on and any(each.name == name.name and each.ended_on == name.began_on for each in names):
            words = {"day": date_format(name.began_on), "name": name.name}
            raise Refused(
                _("其后%(day)s又更名为“%(name)s”；撤回以后前后名称相同，这次更名就没有意义。请先撤回后一次更名。")
                % words
            )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _earlier(one: date | None, other: date | None) -> date | None:
    """Of two days on which something ends; None = it does not."""
    return min((day for day in (one, other) if day), default=None)


# In words


def body_lines(events: Sequence[Reorganisation]) -> dict[str, str]:
    """For each body that takes part in these events its names and days, as they stand."""
    lines: dict[str, str] = {}
    bodies = Body.everything.filter(reorganisation_parts__reorganisation__in=events).distinct()
    for body in bodies.order_by("pk").prefetch_related("names"):
        names = sorted(body.names.all(), key=lambda name: (name.began_on or date.min, name.pk))
        called = {"body": names[0].name if names else body.code}
        lines[_("%(body)s的名称") % called] = _("；").join(_since(name) for name in names)
        lines[_("%(body)s的设立之日") % called] = _day_in_words(body.established_on)
        lines[_("%(body)s的终止之日") % called] = _day_in_words(body.abolished_on)
    return lines


def _since(name: BodyName) -> str:
    if name.began_on is None:
        return name.name
    return _("%(name)s（%(day)s起）") % {"name": name.name, "day": date_format(name.began_on)}


def _day_in_words(day: date | None) -> str:
    return date_format(day) if day else _("未登记")
