"""What the steps of a reorganisation do: taken up, confirmed, declined, withdrawn."""

from __future__ import annotations

from orders.reorganising.in_force import put_into_force
from orders.reorganising.record import plan_of
from orders.reorganising.rules import refuse_unsound
from orders.reorganising.withdrawing import take_back as withdraw
from orders.steps.case import Case


def take_up(case: Case) -> None:
    """The proposal of the system becomes one's own, as it stands."""
    refuse_unsound(plan_of(case.event))
    case.event.prepared_by = case.actor
    case.event.save(update_fields=["state", "prepared_by"])


def confirm(case: Case) -> None:
    """Lives and names of bodies, tenures ended, all public from the day it is known."""
    put_into_force(case.event, by=case.actor, day=case.today)


def take_back(case: Case) -> None:
    """Before today it answers as before, from today on as if it had never been."""
    withdraw(case.event, by=case.actor, day=case.today, reason=case.note)


def decline(case: Case) -> None:
    """Turned down with the reason; the same is not proposed again."""
    event = case.event
    event.note = "\n".join(filter(None, [event.note, case.note]))
    event.save(update_fields=["state", "note"])
