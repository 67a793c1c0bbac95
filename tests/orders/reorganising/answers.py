"""All that the register answers about bodies and holders by one day's knowledge, so that registers compare."""

from __future__ import annotations

from datetime import date
from typing import Any

from orders import reorganising
from orders.models import Tenure
from orders.tenures.heard import Names, Unheard, bodies_in_being, events, names_heard
from people.models import Body, Position

DAYS = [date(2019, 4, 1), date(2021, 5, 9), date(2021, 5, 10), date(2021, 8, 1)]


def answers(known_on: date | None) -> dict[str, Any]:
    """Every tenure on every day, every life and name of a body, which post continues which, what events there were."""
    bodies = set(Body.everything.values_list("pk", flat=True))
    today = Names.of(bodies)
    called = {body: today.on(body, date.min) for body in bodies}
    posts = {post.pk: f"{called[post.body_id]}{post.title}" for post in Position.everything.all()}
    unheard, names = Unheard.of(known_on, bodies), Names.of(bodies, known_on)
    every = list(Body.everything.all())
    for day in DAYS:
        there = set(bodies_in_being(Body.everything.all(), day, known_on))
        in_memory = {each for each in every if unheard.in_being(each.pk, each.established_on, each.abolished_on, day)}
        assert there == in_memory, "as a query and in memory the same"
    assert sorted(names_heard(known_on).values_list("body", "name")) == sorted(
        (body, name) for body in bodies for name in names.ever(body)
    )
    lives = {
        called[body.pk]: (
            unheard.established_on(body.pk, body.established_on),
            unheard.abolished_on(body.pk, body.abolished_on),
            names.dated(body.pk),
        )
        for body in every
    }
    return {
        "tenures": sorted(
            str(_told(each, posts)) for each in Tenure.objects.known(known_on).select_related("official")
        ),
        "at": {
            day: sorted(str(_told(each, posts)) for each in Tenure.objects.at(day, known_on).select_related("official"))
            for day in DAYS
        },
        "lives": lives,
        "lineage": sorted(
            (posts[each.old], posts[each.new], each.effective_on)
            for each in reorganising.continuations(set(posts), known_on)
        ),
        # A post that stands alone is left out: that an event made it public is not taken back with the event.
        "lines": {
            posts[post.pk]: line
            for post in Position.public.all()
            if len(line := sorted(posts[each.pk] for each in reorganising.lineage(post, known_on).posts)) > 1
        },
        "events": sorted((event.kind, event.effective_on, event.public_on) for event in events(known_on)),
    }


def _told(tenure: Tenure, posts: dict[int, str]) -> tuple[Any, ...]:
    by = tenure.ended_by.clause.text if tenure.ended_by else bool(tenure.ended_by_reorganisation_id)
    began_by = tenure.began_by.clause.text if tenure.began_by else ""
    return (tenure.official.name, posts[tenure.position_id], tenure.lower, tenure.upper, tenure.ended_on, by, began_by)
