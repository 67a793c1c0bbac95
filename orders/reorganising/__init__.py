"""Events between bodies: proposed from the words of notices, prepared by one person, confirmed by another."""

from orders.reorganising.correcting import starting_plan
from orders.reorganising.holders import set_holder_effect, supplement
from orders.reorganising.lineage import (
    AffectedHolder,
    Continuation,
    Lineage,
    affected_holders,
    continuations,
    known_day,
    lineage,
    posts_without_successor,
    unnamed_posts,
)
from orders.reorganising.preparing import prepare, revise
from orders.reorganising.proposals import propose
from orders.reorganising.record import plan_of
from orders.reorganising.rules import Plan, by_equal_title, effect_under_policy

__all__ = [
    "AffectedHolder",
    "Continuation",
    "Lineage",
    "Plan",
    "affected_holders",
    "by_equal_title",
    "continuations",
    "effect_under_policy",
    "known_day",
    "lineage",
    "plan_of",
    "posts_without_successor",
    "prepare",
    "propose",
    "revise",
    "set_holder_effect",
    "starting_plan",
    "supplement",
    "unnamed_posts",
]
