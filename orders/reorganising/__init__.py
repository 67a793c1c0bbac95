"""Events between bodies: proposed from the words of notices, prepared by one person, confirmed by another."""

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
from orders.reorganising.proposals import propose
from orders.reorganising.record import content_hash, plan_of
from orders.reorganising.rules import by_equal_title, effect_under_policy
from orders.reorganising.steps import confirm, decline, prepare, revise, take_up

__all__ = [
    "AffectedHolder",
    "Continuation",
    "Lineage",
    "affected_holders",
    "by_equal_title",
    "confirm",
    "content_hash",
    "continuations",
    "decline",
    "effect_under_policy",
    "known_day",
    "lineage",
    "plan_of",
    "posts_without_successor",
    "prepare",
    "propose",
    "revise",
    "set_holder_effect",
    "supplement",
    "take_up",
    "unnamed_posts",
]
