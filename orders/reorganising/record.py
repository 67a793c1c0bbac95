"""The rows of an event, and who may touch them in which state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from orders.office import content
from orders.office.access import may_enter, may_review
from orders.office.turns import take_turn
from orders.reorganising.rules import NEW, OLD, Plan, Succession
from people.models import PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import ReorganisationState
from people.refusal import Refused

State = ReorganisationState
OPEN = (State.PROPOSED, State.PREPARED)


def plan_of(event: Reorganisation) -> Plan:
    """An event as it stands on record."""
    parties = list(event.parties.select_related("body").order_by("pk"))
    successions = event.successions.select_related("old__body", "new__body").order_by("pk")
    return Plan(
        kind=event.kind,
        old=tuple(party.body for party in parties if party.role == OLD),
        new=tuple(party.body for party in parties if party.role == NEW),
        effective_on=event.effective_on,
        successions=tuple((succession.old, succession.new) for succession in successions),
        new_name=event.new_name,
        event=event,
    )


def content_hash(event: Reorganisation) -> str:
    """SHA-256 over all that whoever confirms the event answers for: what it says and does, to whom, and why, by name.

    The row is taken as it was read; its parties, successions, holders and proofs as they stand on record. A supplement
    has the proofs of its event.
    """
    parties = event.parties.order_by("role", "body__code")
    successions = event.successions.order_by("old__code", "new__code")
    bodies = [*parties.values_list("body", flat=True), *successions.values_list("old__body", flat=True)]
    return content.digest(
        {
            "event": [event.kind, event.effective_on, event.new_name, event.effect, event.supplements_id],
            "document": [event.document, event.document_public_on, event.note],
            "parties": list(parties.values_list("role", "body__code")),
            "successions": list(successions.values_list(*_post("old"), *_post("new"))),
            "holders": list(
                event.holder_effects.order_by("official__code", "position__code").values_list(
                    "official__code", "official__name", *_post("position"), "effect", "note"
                )
            ),
            "proofs": list(
                (event.supplements or event)
                .proofs.order_by("clause__order__code", "clause__sequence")
                .values_list("clause__order__code", "clause__sequence", "clause__text", "clause__order__published_on")
            ),
            "bodies": content.names([*bodies, *successions.values_list("new__body", flat=True)]),
        }
    )


def _post(name: str) -> list[str]:
    return [f"{name}__code", f"{name}__title", f"{name}__body__code"]


def write_parties(event: Reorganisation, plan: Plan) -> None:
    event.parties.all().delete()  # of an event that is not confirmed: nothing leans on its rows yet
    ReorganisationBody.objects.bulk_create(
        ReorganisationBody(reorganisation=event, body=body, role=role)
        for role, bodies in ((OLD, plan.old), (NEW, plan.new))
        for body in bodies
    )


def write_successions(event: Reorganisation, successions: Iterable[Succession]) -> None:
    event.successions.all().delete()
    PositionSuccession.objects.bulk_create(
        PositionSuccession(reorganisation=event, old=old, new=new) for old, new in successions
    )


def fresh(reorganisation: Reorganisation) -> Reorganisation:
    """The event as it stands now, with the turn taken."""
    take_turn()
    reorganisation.refresh_from_db()
    return reorganisation


def refuse_outsider(by: Any) -> None:
    if not may_enter(by) and not may_review(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以登记机构变更。"))


def refuse_closed(event: Reorganisation) -> None:
    if event.state not in OPEN:
        raise Refused(_("这一机构变更是“%(state)s”，不能再改动。") % {"state": event.get_state_display()})
