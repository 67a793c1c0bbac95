"""What publication does and undoing it: visible, projected, proposed for, all or nothing; withdrawn from a day on."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import reorganising
from orders.models import Act, Order, OrderState, Review, Session, Tenure
from orders.steps import review
from orders.tenures import projection
from people.models import Body, Official, Position, Reorganisation
from people.refusal import Refused
from tests import two_people
from tests.factories import make_body, make_draft, publish, say

BUREAU = "北京市东城区民政局"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]


def test_publication_makes_the_order_and_all_it_speaks_of_public_from_its_day(alice: User, bob: User) -> None:
    order = publish(make_draft([LI], alice, published_on=date(2021, 11, 2)), alice, bob)
    assert Order.published.get() == order
    assert order.published_assumed is False
    for model in (Body, Official, Position, Session):
        days = set(model.everything.values_list("public_since", flat=True))
        assert days == {date(2021, 11, 2)}, model


def test_a_published_day_that_is_not_known_is_the_signed_day_and_marked(alice: User, bob: User) -> None:
    order = publish(make_draft([LI], alice), alice, bob)
    assert (order.published_on, order.published_assumed) == (date(2021, 10, 24), True)


def test_what_was_public_before_stays_public_from_its_earlier_day(alice: User, bob: User) -> None:
    early, late = make_body(BUREAU, public_since=date(2020, 1, 1)), date(2021, 11, 2)
    publish(make_draft([LI], alice, published_on=late), alice, bob)
    early.refresh_from_db()
    assert early.public_since == date(2020, 1, 1)
    removal = [say("remove", "李娜新", BUREAU, "副局长")]
    frame = {"number": "东政任〔2021〕15号", "session": 122, "decided_on": date(2021, 6, 1)}
    publish(make_draft([removal], alice, published_on=date(2021, 10, 25), **frame), alice, bob)
    assert Official.everything.get(name="李娜新").public_since == date(2021, 10, 25)


def test_a_body_becomes_public_with_everything_above_it(alice: User, bob: User) -> None:
    top = make_body("北京市", public_since=None)
    make_body(BUREAU, parent=make_body("北京市东城区社会建设系统", parent=top, public_since=None), public_since=None)
    publish(make_draft([LI], alice), alice, bob)
    assert not Body.everything.filter(public_since__isnull=True).exists()


def test_other_drafts_stay_unseen(alice: User, bob: User) -> None:
    other = [say("appoint", "王雪", "北京市东城区财政局", "局长")]
    make_draft([other], alice, number="东政任〔2021〕17号", session=129, decided_on=date(2021, 9, 13))
    publish(make_draft([LI], alice), alice, bob)
    assert [official.name for official in Official.public.all()] == ["李娜新"]
    assert [str(post) for post in Position.public.all()] == [f"{BUREAU}副局长"]
    assert [session.number for session in Session.public.all()] == [121]
    assert Order.published.count() == 1


def test_publication_projects_the_pairs_of_the_order(alice: User, bob: User) -> None:
    publish(make_draft([LI], alice), alice, bob)
    tenure = Tenure.objects.get()
    assert (tenure.official.name, str(tenure.position), tenure.began_on) == (
        "李娜新",
        f"{BUREAU}副局长",
        date(2021, 5, 10),
    )


def test_publication_raises_proposals_of_reorganisations(alice: User, bob: User) -> None:
    clause = [
        say("appoint", "张伟", "北京市东城区城市管理指挥中心", "主任"),
        say("natural_removal", "张伟", "北京市东城区网格化服务管理中心", "主任"),
    ]
    publish(make_draft([clause], alice), alice, bob)
    assert [event.state for event in Reorganisation.objects.all()] == ["proposed"]


@pytest.mark.parametrize(("module", "name"), [(projection, "sync"), (reorganising, "propose")])
def test_a_crash_in_the_middle_of_publishing_leaves_no_trace(
    bob: User, approved: Order, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    def crash(*args: Any, **words: Any) -> None:
        raise RuntimeError("the power is gone")

    reviews = Review.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(module, name, crash)
        with pytest.raises(RuntimeError):
            review.publish(order=approved, by=bob)
    order = Order.everything.get(pk=approved.pk)
    assert (order.state, order.published_on, order.published_assumed) == (OrderState.APPROVED, None, False)
    assert Review.objects.count() == reviews
    assert not Tenure.objects.exists()
    assert not Reorganisation.objects.exists()
    for model in (Body, Official, Position, Session):
        assert not model.public.exists()
    assert review.publish(order=order, by=bob).state == OrderState.PUBLISHED


def test_of_two_who_publish_at_once_the_second_is_refused(bob: User, approved: Order) -> None:
    stale = Order.everything.get(pk=approved.pk)
    review.publish(order=approved, by=bob)
    with pytest.raises(Refused, match="^东政任〔2021〕16号目前是“已公开”，不能公开。$"):
        review.publish(order=stale, by=bob)
    assert Tenure.objects.count() == 1


def test_the_order_is_locked_while_a_step_is_taken(bob: User, approved: Order) -> None:
    with CaptureQueriesContext(connection) as asked:
        review.publish(order=approved, by=bob)
    statements = [query["sql"] for query in asked]
    reads_the_state = re.compile(r'"orders_order"\."state".* FROM "orders_order"')
    lock = next(place for place, sql in enumerate(statements) if reads_the_state.search(sql))
    write = next(place for place, sql in enumerate(statements) if 'UPDATE "orders_order"' in sql)
    assert lock < write
    assert ("FOR UPDATE" in statements[lock]) is connection.features.has_select_for_update


# What withdrawal does


def test_withdrawal_is_known_from_its_own_day_on(alice: User, bob: User) -> None:
    order = publish(make_draft([LI], alice), alice, bob)
    withdrawn = two_people.withdraw(order=order, by=bob, note="发文有误", today=date(2022, 3, 1))
    assert (withdrawn.withdrawn_on, withdrawn.withdrawal_reason) == (date(2022, 3, 1), "发文有误")
    day = date(2022, 1, 1)
    assert Tenure.objects.at(day, known_on=date(2022, 2, 28)).count() == 1
    assert Tenure.objects.at(day, known_on=date(2022, 3, 1)).count() == 0
    assert Tenure.objects.at(day).count() == 0
    assert Order.published.get() == order


def test_a_discarded_draft_stays_on_record(alice: User, draft: Order) -> None:
    review.discard(order=draft, by=alice, note="录重了")
    assert Order.everything.get().state == OrderState.DISCARDED
    assert Act.objects.count() == 1
