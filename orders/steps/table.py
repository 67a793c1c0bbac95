"""The one step table: what may become public, by which step, from which state, by whom, and what has to be met first.

Two people stand behind everything public. Whoever made or changed the content, or submitted it, does not take a step
marked `by_another` – whoever submits it meanwhile; and an approval holds for exactly the content that was approved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from orders.models import ChangeState, Erratum, ErratumState, LogStep, Order, OrderState, PublicChange
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP
from orders.steps import change_effects, conditions, errata_effects, event_effects, order_effects
from orders.steps.case import Case
from people.models import Reorganisation
from people.models.reorganisations import ReorganisationState

CLERKS, REVIEWERS = frozenset({CLERK_GROUP}), frozenset({REVIEWER_GROUP})
BOTH = CLERKS | REVIEWERS

Condition = Callable[[Case], str | None]  # the sentence why not; None = met


@dataclass(frozen=True, slots=True)
class Step:
    """One way from state to state, and what it takes."""

    sources: tuple[str, ...]
    target: str
    who: frozenset[str]
    by_another: bool = False  # by nobody who made, changed or submitted the content
    reasoned: bool = False  # needs a note
    public: bool = False  # moves the register's version
    requires: tuple[Condition, ...] = ()  # over the content as it stands
    effect: Callable[[Case], None] = lambda case: None  # what it does besides moving the state
    # The step of an order or an event that it takes as a part of itself, under the same version of the register.
    within: Callable[[Case], tuple[LogStep, Order | Reorganisation] | None] = lambda case: None


S, R, E, C = OrderState, ReorganisationState, ErratumState, ChangeState
Steps = Mapping[LogStep, Step]

ORDER: Steps = {
    LogStep.SUBMIT: Step((S.DRAFT,), S.SUBMITTED, CLERKS, requires=(conditions.unblocked,)),
    LogStep.APPROVE: Step(
        (S.SUBMITTED,),
        S.APPROVED,
        REVIEWERS,
        by_another=True,
        requires=(conditions.as_submitted, conditions.unblocked),
    ),
    LogStep.SEND_BACK: Step((S.SUBMITTED, S.APPROVED), S.DRAFT, REVIEWERS, reasoned=True),
    LogStep.PUBLISH: Step(
        (S.APPROVED,),
        S.PUBLISHED,
        REVIEWERS,
        by_another=True,
        public=True,
        requires=(conditions.as_approved, conditions.unblocked, conditions.settled, conditions.dated),
        effect=order_effects.make_public,
    ),
    LogStep.WITHDRAW: Step(
        (S.PUBLISHED,),
        S.WITHDRAWN,
        REVIEWERS,
        by_another=True,
        reasoned=True,
        public=True,
        requires=(conditions.withdrawn_by_two,),
        effect=order_effects.take_back,
    ),
    LogStep.DISCARD: Step((S.DRAFT,), S.DISCARDED, CLERKS),
}
ERRATUM: Steps = {
    LogStep.PUBLISH: Step(
        (E.PREPARED,),
        E.PUBLISHED,
        REVIEWERS,
        by_another=True,
        public=True,
        requires=(conditions.corrects_what_is_public, conditions.erratum_settled, conditions.erratum_posts_known),
        effect=errata_effects.make_public,
    ),
    LogStep.WITHDRAW: Step((E.PREPARED,), E.WITHDRAWN, BOTH, effect=errata_effects.take_back),
}
REORGANISATION: Steps = {
    LogStep.TAKE_UP: Step((R.PROPOSED,), R.PREPARED, BOTH, effect=event_effects.take_up),
    LogStep.CONFIRM: Step(
        (R.PREPARED,),
        R.CONFIRMED,
        REVIEWERS,
        by_another=True,
        public=True,
        requires=(conditions.event_rests_on_something,),
        effect=event_effects.confirm,
    ),
    LogStep.DECLINE: Step((R.PROPOSED, R.PREPARED), R.DECLINED, BOTH, reasoned=True, effect=event_effects.decline),
    LogStep.WITHDRAW: Step(
        (R.CONFIRMED,),
        R.WITHDRAWN,
        REVIEWERS,
        by_another=True,
        reasoned=True,
        public=True,
        requires=(conditions.event_withdrawn_by_two,),
        effect=event_effects.take_back,
    ),
}
CHANGE: Steps = {
    LogStep.CONFIRM: Step(
        (C.PREPARED,),
        C.CONFIRMED,
        REVIEWERS,
        by_another=True,
        public=True,
        requires=(conditions.as_prepared,),
        effect=change_effects.confirm,
        within=change_effects.step_within,
    ),
    LogStep.DECLINE: Step((C.PREPARED,), C.DECLINED, BOTH, reasoned=True),
}
STEPS: Mapping[type[Model], Steps] = {
    Order: ORDER,
    Erratum: ERRATUM,
    Reorganisation: REORGANISATION,
    PublicChange: CHANGE,
}
