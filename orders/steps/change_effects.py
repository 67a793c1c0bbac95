"""What confirming a change of what is public does; declining one changes nothing."""

from __future__ import annotations

from orders.changing import KINDS
from orders.models import LogStep, Order
from orders.steps.case import Case
from people.models import Reorganisation


def confirm(case: Case) -> None:
    """Everything is checked again by the function that does it; a kind with a step of its own is done by that step."""
    change = case.change
    change.confirmed_by = case.actor
    change.confirmed_on = case.today
    change.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    kind = KINDS[change.kind]
    if kind.step is None:
        kind.apply(change, case.actor, case.today)


def step_within(case: Case) -> tuple[LogStep, Order | Reorganisation] | None:
    """The step of an order or an event that confirming takes; None for a change that is none of either."""
    step, subject = KINDS[case.change.kind].step, case.change.order or case.change.reorganisation
    return None if step is None or subject is None else (step, subject)
