"""A confirmed event between bodies taken back by two people: from the day on as if it had never been."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from orders.changing.kind import Values
from orders.models import PublicChange
from orders.office.content import content_hash
from orders.reorganising import picture as pictures
from orders.reorganising.correcting import refuse_being_taken_back
from orders.reorganising.record import State
from orders.reorganising.withdrawing import take_back
from people.models import Reorganisation
from people.models.reorganisations import TOLD_STATES
from people.refusal import Refused


def title(change: PublicChange) -> str:
    event = event_of(change)
    bodies = _("、").join(str(party.body) for party in event.parties.select_related("body").order_by("pk"))
    what = (
        _("撤回机构变更的补充：%(event)s，%(bodies)s")
        if event.supplements_id
        else _("撤回机构变更：%(event)s，%(bodies)s")
    )
    return what % {"event": event, "bodies": bodies}


def is_public(change: PublicChange) -> bool:
    return event_of(change).state in TOLD_STATES


def live(change: PublicChange) -> Values:
    """The event, and every supplement: these go with it."""
    event = event_of(change)
    return {
        "state": event.state,
        "content": content_hash(event),
        "supplements": [[each.pk, each.state] for each in event.supplements_made.order_by("pk")],
    }


def picture(change: PublicChange) -> dict[str, str]:
    return pictures.picture([event_of(change)])


def apply(change: PublicChange, by: User, day: date) -> None:
    """Only to foresee it: a confirmed withdrawal takes the event's own step, which has the same effect."""
    event = event_of(change)
    if event.state != State.CONFIRMED:
        raise Refused(_("这一机构变更目前是“%(state)s”，不能撤回。") % {"state": event.get_state_display()})
    refuse_being_taken_back(event)
    take_back(event, by=by, day=day, reason=change.reason)


def event_of(change: PublicChange) -> Reorganisation:
    assert change.reorganisation is not None  # the kind is about an event
    return change.reorganisation
