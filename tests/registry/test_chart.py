"""The organisation on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import F

from orders import identity
from orders.models import Act, Tenure
from orders.steps.reorganisations import confirm
from people.models import Body, Official
from registry.chart import Chart, ChartBody, ChartPosition, chart
from tests.factories import make_body, make_draft, make_position, prepare_event, publish, publish_clauses, say
from tests.registry.conftest import CENTRE, GOVERNMENT, GRID, Gazette, Secret, asked, double_the_record

pytestmark = pytest.mark.django_db


def body_in(picture: Chart, name: str) -> ChartBody:
    (found,) = [body for body in picture.bodies if body.name == name]
    return found


def post_in(picture: Chart, name: str, title: str) -> ChartPosition:
    (found,) = [position for position in body_in(picture, name).positions if position.title == title]
    return found


def counted(picture: Chart) -> tuple[int, int]:
    positions = [position for body in picture.bodies for position in body.positions]
    certain = sum(len(position.holders) for position in positions)
    return certain, sum(len(position.holders_start_not_on_record) for position in positions)


def test_on_a_day_between_two_sittings_certain_and_uncertain_holders_stand_apart(gazette: Gazette) -> None:
    picture = chart(gazette.body(GOVERNMENT), asked("2021-09-25"))
    assert counted(picture) == (17, 7)
    uncertain = {
        holder.official_name
        for body in picture.bodies
        for position in body.positions
        for holder in position.holders_start_not_on_record
    }
    assert uncertain == set("金晖 侯万军 胡祥富 芦微 郑芳 李军耀 邓彬".split())


def test_what_the_public_knew_of_the_day_is_another_picture(gazette: Gazette) -> None:
    government = gazette.body(GOVERNMENT)
    assert chart(government, asked("2021-09-25", "2021-10-23")).root is None
    then = chart(government, asked("2021-09-25", "2021-11-17"))
    assert counted(then) == (17, 7)
    assert [holder.official_name for holder in post_in(then, CENTRE, "副主任").holders] == ["彭恩强", "许晶", "侯亮"]
    now = chart(government, asked("2021-09-25"))
    assert [holder.official_name for holder in post_in(now, CENTRE, "副主任").holders] == ["许晶", "侯亮"]


def test_a_body_is_shown_only_while_it_exists(gazette: Gazette) -> None:
    government = gazette.body(GOVERNMENT)
    before = {body.name for body in chart(government, asked("2021-05-09")).bodies}
    after = {body.name for body in chart(government, asked("2021-05-10")).bodies}
    assert GRID in before
    assert CENTRE not in before
    assert (GRID in after, CENTRE in after) == (False, True)


def test_a_body_with_holders_is_shown_before_the_event_that_founded_it_is_public(alice: User, bob: User) -> None:
    """The notice of an appointment was public on 24 October 2021, the document of the event months later."""
    publish_clauses([[say("appoint", "张伟", CENTRE, "主任")]], alice, bob)
    old, new = make_body(GRID), Body.everything.named(CENTRE).get()
    about = {"document": "京编〔2022〕1号", "document_public_on": date(2022, 2, 1)}
    event = prepare_event(kind="replaced", old=[old], new=[new], effective_on=date(2021, 5, 10), by=alice, **about)
    confirm(reorganisation=event, by=bob, on=date(2022, 3, 1))
    for known_on in ("2021-12-01", "2022-02-01"):
        picture = chart(new, asked("2021-12-01", known_on))
        assert [holder.official_name for holder in post_in(picture, CENTRE, "主任").holders] == ["张伟"], known_on
    assert chart(new, asked("2021-05-09", "2022-02-01")).root is None
    assert chart(new, asked("2021-12-01", "2021-10-23")).root is None, "nobody had heard of it"


def test_a_chart_of_a_body_shows_what_is_below_it_and_nothing_beside_it(gazette: Gazette) -> None:
    picture = chart(gazette.body(CENTRE), asked("2021-09-25"))
    assert [body.name for body in picture.bodies] == [CENTRE]
    assert counted(picture) == (3, 0)


def test_a_post_nobody_is_on_record_for_says_so(gazette: Gazette) -> None:
    picture = chart(gazette.body(GOVERNMENT), asked())
    assert post_in(picture, "北京市东城区密码管理局", "局长").no_holder_on_record


def test_each_holder_carries_the_clause_that_proves_it(gazette: Gazette) -> None:
    picture = chart(gazette.body(GOVERNMENT), asked("2021-09-25"))
    (holder,) = post_in(picture, CENTRE, "主任").holders
    assert holder.proof is not None
    assert (holder.proof.document_number, holder.proof.clause_number) == ("东政任〔2021〕16号", 7)
    (uncertain,) = post_in(picture, "北京市东城区行政学院", "院长").holders_start_not_on_record
    assert uncertain.began_by is None
    assert uncertain.proof is not None
    assert uncertain.proof.clause_text.startswith("免去金晖")


def test_qualifiers_are_those_in_force_on_the_day(alice: User, bob: User) -> None:
    post = ("王一", "某局", "副局长")
    publish_clauses([[say("appoint", *post, qualifiers={"probation_months": 12})]], alice, bob, issuer="某局")
    for number, day, verb, qualifiers in ((17, 9, "appoint", {"level": "正处级"}), (18, 10, "confirm", {})):
        decided = date(2021, day, 1)
        draft = make_draft(
            [[say(verb, *post, qualifiers=qualifiers)]],
            alice,
            issuer="某局",
            number=f"东政任〔2021〕{number}号",
            session=100 + number,
            decided_on=decided,
            signed_on=date(2021, 11, 1),
        )
        identity.pick(act=Act.objects.get(clause__order=draft), official=Official.everything.get(), by=alice)
        publish(draft, alice, bob)
    body = Body.everything.named("某局").get()
    seen = {
        day: post_in(chart(body, asked(day)), "某局", "副局长").holders[0].qualifiers
        for day in ("2021-08-31", "2021-09-01", "2021-10-01")
    }
    assert seen == {
        "2021-08-31": {"probation_months": 12},
        "2021-09-01": {"probation_months": 12, "level": "正处级"},
        "2021-10-01": {"level": "正处级"},
    }


def test_bodies_and_posts_stand_in_display_order() -> None:
    top = make_body("北京市东城区人民政府")
    second = make_body("乙局", parent=top, display_order=2)
    first = make_body("甲局", parent=top, display_order=1)
    below = make_body("乙局办公室", parent=second)
    make_position(first, "副局长", display_order=2)
    make_position(first, "局长", display_order=1)
    picture = chart(top, asked())
    assert [(body.name, body.depth) for body in picture.bodies] == [
        ("北京市东城区人民政府", 0),
        ("甲局", 1),
        ("乙局", 1),
        ("乙局办公室", 2),
    ]
    assert [position.title for position in body_in(picture, "甲局").positions] == ["局长", "副局长"]
    assert [body.code for body in chart(second, asked()).bodies] == [second.code, below.code]


def test_what_stands_below_a_body_that_has_ended_moves_up() -> None:
    top = make_body("北京市东城区人民政府")
    ended = make_body("旧委", parent=top, abolished_on=date(2020, 1, 1))
    make_body("旧委办公室", parent=ended)
    picture = chart(top, asked())
    assert [(body.name, body.depth) for body in picture.bodies] == [("北京市东城区人民政府", 0), ("旧委办公室", 1)]


def test_a_chart_of_so_many_levels_goes_no_deeper(gazette: Gazette) -> None:
    government, centre = gazette.body(GOVERNMENT), gazette.body(CENTRE)
    section = make_body("北京市东城区城市管理指挥中心综合科", parent=centre)
    names = [body.name for body in chart(government, asked("2021-09-25"), levels=1).bodies]
    assert str(centre) in names
    assert str(section) not in names
    alone = chart(centre, asked("2021-09-25"), levels=0)
    assert [body.name for body in alone.bodies] == [CENTRE]
    assert post_in(alone, CENTRE, "主任").holders == post_in(chart(centre, asked("2021-09-25")), CENTRE, "主任").holders


def test_a_circle_of_bodies_does_not_hang() -> None:
    one, other = make_body("甲局"), make_body("乙局")
    Body.everything.filter(pk=one.pk).update(parent=other)
    Body.everything.filter(pk=other.pk).update(parent=one)
    assert [body.name for body in chart(one, asked()).bodies] == ["甲局", "乙局"]


def test_a_draft_is_in_no_chart(gazette: Gazette, secret: Secret) -> None:
    picture = chart(gazette.body(GOVERNMENT), asked())
    words = "".join(
        f"{body.name}{position.title}{[holder.official_name for holder in position.holders]}"
        for body in picture.bodies
        for position in body.positions
    )
    assert "机密" not in words
    assert not any(body.code in secret.codes for body in picture.bodies)


def test_the_number_of_queries_does_not_grow_with_the_record(gazette: Gazette, queries: Any) -> None:
    government = gazette.body(GOVERNMENT)
    before = queries(chart, government, asked("2021-09-25", "2021-11-17"))
    double_the_record()
    assert queries(chart, government, asked("2021-09-25", "2021-11-17")) == before <= 7
    assert counted(chart(government, asked("2021-09-25"))) == (34, 14)


def test_the_copy_of_the_body_on_a_tenure_is_the_positions_body(gazette: Gazette) -> None:
    assert not Tenure.objects.exclude(body=F("position__body")).exists()


def test_an_official_whose_identity_is_not_settled_is_marked(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", "北京市东城区民政局", "副局长")]], alice, bob)
    Official.everything.update(provisional=True)
    picture = chart(Body.public.get(names__name=GOVERNMENT), asked())
    (holder,) = post_in(picture, "北京市东城区民政局", "副局长").holders
    assert holder.provisional
