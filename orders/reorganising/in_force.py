"""An event put into force: lives and names of bodies, tenures ended, all public from the day it is known."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import LogStep
from orders.office import log
from orders.reorganising.holders import refuse_unsound_supplement, treated_by_name
from orders.reorganising.lineage import known_day
from orders.reorganising.record import State, plan_of
from orders.reorganising.rules import OLD, Kind, Plan, refuse_unsound
from orders.reorganising.withdrawing import WRITES, body_lines, refuse_not_standing, take_back
from orders.tenures.projection import pairs_in, sync
from people import periods
from people.models import Body, BodyName, Position, Reorganisation
from people.refusal import Refused

Overwrote = dict[str, dict[str, str | None]]  # by what it is the days before, in ISO, by the keys of the rows


def put_into_force(event: Reorganisation, *, by: User, day: date) -> None:
    """Everything is checked again, since the record may have changed since it was prepared.

    What it corrects is withdrawn first, on the same day; what it overwrites is kept with it.
    """
    if event.corrects:
        _take_place_of(event.corrects, event, by=by, day=day)
    plan = plan_of(event)
    if event.supplements:
        refuse_not_standing(event.supplements)
        refuse_unsound_supplement(event, event.supplements, plan, treated_by_name(event))
    else:
        refuse_unsound(plan)
    event.state = State.CONFIRMED
    event.confirmed_by = by
    event.confirmed_on = day
    event.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    known_from = known_day(event) or day
    if (open_from := max(known_from, event.document_public_on or known_from)) > day:
        raise Refused(_("依据文件%(day)s才公开，公开之前不能确认。") % {"day": date_format(open_from)})
    if event.supplements is None:
        event.overwrote = _change_bodies(plan)
        event.save(update_fields=["overwrote"])
    _reveal(plan, known_from)
    # The day a body was established bounds tenures without a recorded start, so its own posts are folded anew as well.
    sync(pairs_in(Position.everything.filter(body__in=[*plan.old, *plan.new])))


def _take_place_of(old: Reorganisation, event: Reorganisation, *, by: User, day: date) -> None:
    old.refresh_from_db()
    if old.state != State.CONFIRMED:
        words = {"event": old, "state": old.get_state_display()}
        raise Refused(_("所更正的机构变更（%(event)s）已是“%(state)s”，不能再更正。") % words)
    before, state = body_lines([old, event]), old.state
    take_back(old, by=by, day=day, reason=event.note)
    changes = log.differences(before, body_lines([old, event]))
    details = log.Details((state, old.state), changes, note=event.note)
    log.note_down(old, LogStep.WITHDRAW, details, by=by)


def _change_bodies(plan: Plan) -> Overwrote:
    """Writes the days and the name; returns what stood there before."""
    overwrote: Overwrote = {"established_on": {}, "abolished_on": {}, "names": {}}
    if plan.kind == Kind.RENAMED:
        overwrote["names"] = _rename(plan.old[0], plan.new_name, plan.effective_on)
    for column, kinds, role in WRITES:
        bodies = plan.old if role == OLD else plan.new
        for body in bodies if plan.kind in kinds else ():
            overwrote[column][str(body.pk)] = _iso(getattr(body, column))
            setattr(body, column, plan.effective_on)
            body.save(update_fields=[column])
    return overwrote


def _rename(body: Body, new_name: str, day: date) -> dict[str, str | None]:
    """The name borne on the day ends; the new one is borne from then until the next name on record begins.

    Returns until when each name that ends was to be borne, by its key.
    """
    names = sorted(body.names.all(), key=lambda name: (name.began_on or periods.EARLIEST, name.pk))
    borne = [name for name in names if periods.holds(name.began_on, name.ended_on, day)]
    until = borne[-1].ended_on if borne else None
    overwrote = {str(name.pk): _iso(name.ended_on) for name in borne}
    for name in borne:
        if name.began_on == day:
            raise Refused(_("%(body)s在这一天已有另一次更名。") % {"body": body})
        name.ended_on = day
        name.save(update_fields=["ended_on"])
    BodyName.objects.create(body=body, name=new_name, began_on=day, ended_on=until)
    return overwrote


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reveal(plan: Plan, known_from: date) -> None:
    Body.everything.above(body.pk for body in [*plan.old, *plan.new]).become_public(known_from)
    for old, new in plan.successions:
        old.become_public(known_from)
        if new is not None:
            new.become_public(known_from)
