"""What the steps of a reorganisation do: taken up, confirmed, declined."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.reorganising.holders import refuse_unsound_supplement, treated_by_name
from orders.reorganising.lineage import known_day
from orders.reorganising.record import plan_of
from orders.reorganising.rules import BEGINNING, ENDING, Kind, Plan, refuse_unsound
from orders.steps.case import Case
from orders.tenures.projection import pairs_in, sync
from people import periods
from people.models import Body, BodyName, Position
from people.refusal import Refused


def take_up(case: Case) -> None:
    """The proposal of the system becomes one's own, as it stands."""
    refuse_unsound(plan_of(case.event))
    case.event.prepared_by = case.actor
    case.event.save(update_fields=["state", "prepared_by"])


def confirm(case: Case) -> None:
    """Lives and names of bodies, tenures ended, all public from the day it is known.

    Everything is checked again, since the record may have changed since it was prepared.
    """
    event = case.event
    plan = plan_of(event)
    if event.supplements:
        refuse_unsound_supplement(event, event.supplements, plan, treated_by_name(event))
    else:
        refuse_unsound(plan)
    event.confirmed_by = case.actor
    event.confirmed_on = case.today
    event.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    known_from = known_day(event) or case.today
    if known_from > case.today:
        raise Refused(_("依据文件%(day)s才公开，公开之前不能确认。") % {"day": date_format(known_from)})
    if event.supplements is None:
        _change_bodies(plan)
    _reveal(plan, known_from)
    # The day a body was established bounds tenures without a recorded start, so its own posts are folded anew as well.
    sync(pairs_in(Position.everything.filter(body__in=[*plan.old, *plan.new])))


def decline(case: Case) -> None:
    """Turned down with the reason; the same is not proposed again."""
    event = case.event
    event.note = "\n".join(filter(None, [event.note, case.note]))
    event.save(update_fields=["state", "note"])


def _change_bodies(plan: Plan) -> None:
    if plan.kind == Kind.RENAMED:
        _rename(plan.old[0], plan.new_name, plan.effective_on)
    if plan.kind in ENDING:
        for body in plan.old:
            body.abolished_on = plan.effective_on
            body.save(update_fields=["abolished_on"])
    if plan.kind in BEGINNING:
        for body in plan.new:
            body.established_on = plan.effective_on
            body.save(update_fields=["established_on"])


def _rename(body: Body, new_name: str, day: date) -> None:
    """The name borne on the day ends; the new one is borne from then until the next name on record begins."""
    names = sorted(body.names.all(), key=lambda name: (name.began_on or periods.EARLIEST, name.pk))
    borne = [name for name in names if periods.holds(name.began_on, name.ended_on, day)]
    until = borne[-1].ended_on if borne else None
    for name in borne:
        if name.began_on == day:
            raise Refused(_("%(body)s在这一天已有另一次更名。") % {"body": body})
        name.ended_on = day
        name.save(update_fields=["ended_on"])
    BodyName.objects.create(body=body, name=new_name, began_on=day, ended_on=until)


def _reveal(plan: Plan, known_from: date) -> None:
    Body.everything.above(body.pk for body in [*plan.old, *plan.new]).become_public(known_from)
    for old, new in plan.successions:
        old.become_public(known_from)
        if new is not None:
            new.become_public(known_from)
