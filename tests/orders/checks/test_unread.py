"""Remarks on what could not be read and on names and posts that wait for a person."""

from __future__ import annotations

from django.contrib.auth.models import User

from orders import identity
from orders.checks import BLOCKING, NOTE, WARNING
from orders.entering import correcting
from orders.models import Act
from tests.factories import make_draft, make_official, say
from tests.orders.checks.remarks import LI, found, one


def test_left_over_words_are_blocked_until_a_person_has_dealt_with_them(alice: User) -> None:
    order = make_draft([LI], alice, remainder=["此件公开发布"])
    assert one(order, "remainder") == (
        BLOCKING,
        "“此件公开发布”没有读出：不在已知的句式之中。请改为任免事项，或者注明不是任免。",
        None,
    )
    correcting.settle_remainder(remainder=order.remainder.get(), by=alice, note="附注")
    assert found(order, "remainder") == []


def test_a_sign_that_nobody_can_read_is_blocked_where_it_stands(alice: User) -> None:
    order = make_draft([LI], alice)
    clause = order.clauses.get()
    order.clauses.update(text=clause.text.replace("李娜新", "李\ue000新"))
    assert one(order, "unreadable_sign") == (
        BLOCKING,
        "“point李□新北京市东城”中的□是无法辨认的字（U+E000）。请核对原件，用正确的字重新录入来源。",
        1,
    )


def test_an_order_in_which_nothing_is_read_is_blocked(alice: User) -> None:
    assert one(make_draft([], alice), "no_act") == (BLOCKING, "没有读出任何任免事项。", None)


def test_a_name_that_is_not_settled_is_a_warning_until_publication(alice: User) -> None:
    make_official("李娜新")
    order = make_draft([LI], alice)
    assert one(order, "unsettled_name") == (WARNING, "“李娜新”还没有认定是哪一位；公开以前必须认定。", 1)


def test_a_provisional_name_is_noted(alice: User) -> None:
    make_official("李娜新")
    assert one(make_draft([LI], alice, bulk=True), "provisional_name")[0] == NOTE


def test_an_act_that_names_no_post_is_blocked_until_a_person_has_chosen(alice: User) -> None:
    order = make_draft([[say("natural_removal", "王雪")]], alice)
    assert one(order, "post_not_known") == (
        BLOCKING,
        "王雪的这一项没有写明职务；请选定职务，或者标明登记中没有。",
        1,
    )
    identity.declare_post_not_on_record(act=Act.objects.get(), by=alice)
    assert found(order, "post_not_known") == []


def test_a_post_without_a_body_is_blocked(alice: User) -> None:
    order = make_draft([[say("appoint", "王雪", None, "副县长")]], alice)
    assert one(order, "post_not_known") == (BLOCKING, "“副县长”没有写明是哪个机构的；请补上机构。", 1)


def test_a_grade_needs_no_post(alice: User) -> None:
    assert found(make_draft([[say("grade", "王雪", None, "四级调研员")]], alice), "post_not_known") == []


def test_what_is_said_twice_is_a_warning_once(alice: User) -> None:
    order = make_draft([LI, LI], alice)
    assert one(order, "said_twice")[0] == WARNING
