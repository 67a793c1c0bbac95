"""The register of `0.1.0.json.gz`, made by version 0.1.0 itself (commit 766022b), with something of all it could store.

Run in a checkout of that version, against a new database; CONTRIBUTING.md says how. All names here are invented.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from orders import errata, intake, reorganising, review  # noqa: E402
from orders.framing import correct_frame, frame_of  # noqa: E402
from orders.identity import namesakes, persons, picking, posts  # noqa: E402
from orders.management.commands.load_founding import staff  # noqa: E402
from orders.models import Act, Order  # noqa: E402
from orders.placing import place_body  # noqa: E402
from people.models import Body, Effect, Official, Position, ReorganisationKind  # noqa: E402
from registry.tenure_record import records  # noqa: E402
from tests.factories import make_body, make_draft, make_position, publish, say  # noqa: E402
from tests.upgrades.keeping import keep  # noqa: E402

MADE_ON = date(2024, 3, 1)
CITY = "东河市人民政府"
CIVIL, WATER, LAKE, GARDENS, ROADS = ("东河市民政局", "东河市水务局", "东河市湖泊局", "东河市园林局", "东河市公路局")


def tell(clerk: Any, reviewer: Any) -> None:
    """Everything the version could do, some of it half done."""
    city = make_body(CITY)
    for name in (CIVIL, WATER, LAKE, GARDENS, ROADS):
        body = make_body(name, parent=city, public_since=None)
        for title in ("局长", "副局长"):
            make_position(body, title, public_since=None)
    notices(clerk, reviewer)
    corrections(clerk, reviewer)
    events(clerk, reviewer)
    who_is_who(clerk, reviewer)
    unfinished(clerk, reviewer)


def notice(number: int | None, day: date, clauses: Any, **more: Any) -> dict[str, Any]:
    printed = f"东河任〔{day.year}〕{number}号" if number else None
    frame = {"number": printed, "session": (number or 90) + 10, "decided_on": day, "signed_on": day}
    return {"clauses": clauses, **frame, "issuer": CITY, "session_body": CITY, **more}


def draft(clerk: Any, number: int | None, day: date, clauses: Any, **more: Any) -> Order:
    return make_draft(by=clerk, **notice(number, day, clauses, **more))


def public(clerk: Any, reviewer: Any, number: int | None, day: date, clauses: Any, **more: Any) -> Order:
    order = draft(clerk, number, day, clauses, **more)
    settle_names(order, clerk)
    return publish(order, clerk, reviewer, today=MADE_ON)


def settle_names(order: Order, clerk: Any) -> None:
    """Whoever the evidence does not settle is the first bearer of the name on record."""
    for act in Act.objects.filter(clause__order=order, official=None):
        picking.pick(act=act, official=Official.everything.filter(name=act.printed_official).first(), by=clerk)


def notices(clerk: Any, reviewer: Any) -> None:
    """Appointed on trial and confirmed, renewed, removed, seconded, published on another day, withdrawn, discarded."""
    on_trial = [
        [say("appoint", "贺知行", CIVIL, "局长", qualifiers={"probation_months": 12})],
        [say("appoint", "陶若虚", CIVIL, "副局长")],
        [say("appoint", "闻人静", WATER, "局长")],
        [say("appoint", "路远之", LAKE, "局长")],
        [say("appoint", "苗青禾", GARDENS, "局长", effective_on=date(2020, 2, 1))],
    ]
    public(clerk, reviewer, 1, date(2020, 3, 2), on_trial, published_on=date(2020, 3, 20))
    public(clerk, reviewer, 2, date(2021, 3, 3), [[say("confirm", "贺知行", CIVIL, "局长")]])
    public(clerk, reviewer, 3, date(2021, 6, 1), [[say("appoint", "陶若虚", CIVIL, "副局长")]])  # a renewal
    moved = [[say("remove", "闻人静", WATER, "局长")], [say("remove", "江映白", ROADS, "副局长")]]
    public(clerk, reviewer, 4, date(2021, 9, 1), moved)
    mistaken = public(clerk, reviewer, 5, date(2022, 1, 5), [[say("appoint", "程以南", ROADS, "局长")]])
    review.withdraw(order=mistaken, by=reviewer, note="发错了文件。", today=date(2023, 5, 4))
    gone = draft(clerk, 6, date(2022, 2, 7), [[say("appoint", "尤在渊", ROADS, "局长")]])
    review.discard(order=gone, by=clerk, note="录错了文件。")
    # Its number is free again.
    public(clerk, reviewer, 6, date(2022, 2, 8), [[say("appoint", "尤在川", ROADS, "局长")]])
    dated = draft(clerk, 7, date(2022, 3, 8), [[say("appoint", "乐正明", WATER, "副局长")]])
    intake.date_publication(order=dated, published_on=date(2022, 4, 1), by=clerk)
    frame = frame_of(Order.everything.get(pk=dated.pk))
    correct_frame(order=dated, frame=replace(frame, signed_on=date(2022, 3, 9)), by=clerk)
    review.submit(order=dated, by=clerk, today=MADE_ON)
    review.send_back(order=dated, by=reviewer, note="请核对成文日期。", today=MADE_ON)
    settle_names(dated, clerk)
    publish(dated, clerk, reviewer, today=MADE_ON)
    left_over = draft(
        clerk, 8, date(2022, 5, 9), [[say("remove", "乐正明", WATER, "副局长")]], remainder=("以上事项不另行文",)
    )
    intake.settle_remainder(remainder=left_over.remainder.get(), by=clerk, note="不是任免事项。")
    settle_names(left_over, clerk)
    publish(left_over, clerk, reviewer, today=MADE_ON)
    nameless = [[say("appoint", "路远之", LAKE, "副局长")]]
    public(
        clerk, reviewer, None, date(2022, 6, 1), nameless, title="关于路远之任职的通知", session=None, decided_on=None
    )


def corrections(clerk: Any, reviewer: Any) -> None:
    """An erratum that is public, one of it again, one that waits, one taken back."""
    wrong = [
        [say("appoint", "柯望舒", LAKE, "副局长")],
        [say("appoint", "原也平", GARDENS, "副局长")],
        [say("appoint", "白露生", ROADS, "副局长")],
    ]
    order = public(clerk, reviewer, 9, date(2022, 7, 4), wrong)
    first, second, third = order.clauses.order_by("sequence")
    right = say("appoint", "柯望舒", LAKE, "局长")
    erratum = errata.prepare_erratum(clause=first, acts=[right], reason="职务读错了。", by=clerk)
    errata.publish_erratum(erratum=erratum, by=reviewer, today=date(2023, 2, 2))
    back = [say("appoint", "柯望舒", LAKE, "副局长")]
    again = errata.prepare_erratum(clause=first, acts=back, reason="原来的读法是对的。", by=clerk)
    errata.publish_erratum(erratum=again, by=reviewer, today=date(2023, 8, 8))
    waiting = say("appoint", "原也平", GARDENS, "局长")
    errata.prepare_erratum(clause=second, acts=[waiting], reason="职务读错了。", by=clerk)
    dropped = errata.prepare_erratum(clause=third, acts=[], reason="不是任免。", by=clerk)
    errata.withdraw_erratum(erratum=dropped, by=clerk)


def events(clerk: Any, reviewer: Any) -> None:
    """Merged, with holders treated by name and a supplement; renamed; declined; prepared and waiting."""
    lake, gardens = body(LAKE), body(GARDENS)
    nature = make_body("东河市自然资源局", parent=body(CITY))
    chief, deputy = make_position(nature, "局长"), make_position(nature, "副局长")
    merged = reorganising.prepare(
        kind=ReorganisationKind.MERGED,
        old=[lake, gardens],
        new=[nature],
        effective_on=date(2023, 1, 1),
        successions=[(post(LAKE, "局长"), chief), (post(GARDENS, "局长"), chief), (post(LAKE, "副局长"), deputy)],
        effect=Effect.NATURAL_REMOVAL,
        document="东河编〔2022〕40号",
        document_public_on=date(2022, 12, 20),
        by=clerk,
    )
    reorganising.set_holder_effect(
        reorganisation=merged,
        official=Official.everything.get(name="苗青禾"),
        position=post(GARDENS, "局长"),
        effect=Effect.CARRIES_ON,
        by=clerk,
    )
    reorganising.confirm(reorganisation=merged, by=reviewer, on=MADE_ON)
    added = reorganising.supplement(
        reorganisation=merged,
        by=clerk,
        note="方案附件列有副局长。",
        successions=[(post(GARDENS, "副局长"), deputy)],
    )
    reorganising.confirm(reorganisation=added, by=reviewer, on=MADE_ON)
    plan = {"kind": ReorganisationKind.RENAMED, "new": [], "document": "东河编〔2023〕3号", "by": clerk}
    renamed = reorganising.prepare(
        old=[body(ROADS)],
        new_name="东河市道路局",
        effective_on=date(2023, 4, 1),
        document_public_on=date(2023, 4, 2),
        **plan,
    )
    reorganising.confirm(reorganisation=renamed, by=reviewer, on=MADE_ON)
    refused = reorganising.prepare(old=[body(WATER)], new_name="东河市水利局", effective_on=date(2023, 6, 1), **plan)
    reorganising.decline(reorganisation=refused, by=reviewer, note="文件尚未印发。")
    reorganising.prepare(old=[body(WATER)], new_name="东河市水文局", effective_on=date(2023, 7, 1), **plan)


def who_is_who(clerk: Any, reviewer: Any) -> None:
    """Provisional people, settled, merged, split, not the same and the same again; posts chosen for 原任职务."""
    august, september = date(2022, 8, 1), date(2022, 9, 1)
    bulk = [[say("appoint", "文若兰", CIVIL, "副局长")], [say("appoint", "白牧之", WATER, "副局长")]]
    public(clerk, reviewer, 10, august, bulk, bulk=True)
    removed = [[say("remove", "文若兰", WATER, "局长")], [say("appoint", "白牧之", WATER, "局长")]]
    public(clerk, reviewer, 11, september, removed, bulk=True)
    one, other = Official.everything.filter(name="文若兰", merged_into=None).order_by("pk")
    persons.merge(survivor=one, other=other, by=reviewer, note="与人事部门核对，是同一人。")
    first, second = Official.everything.filter(name="白牧之", merged_into=None).order_by("pk")
    persons.settle(official=second, by=reviewer, note="与人事部门核对。")
    namesakes.withdraw_not_same(one=first, other=second, by=reviewer, note="认定有误。")
    persons.merge(survivor=first, other=second, by=reviewer, note="实为同一人。")
    later = first.acts.order_by("pk").last()
    persons.split(official=first, acts=[later], by=reviewer, note="仍是两人。")
    stranger = draft(clerk, 12, date(2022, 10, 1), [[say("appoint", "贺知行", WATER, "副局长")]])
    act = Act.objects.get(clause__order=stranger)
    picking.pick_new(act=act, by=clerk, note="与民政局局长同名，不是同一人。")
    publish(stranger, clerk, reviewer, today=MADE_ON)
    unnamed = [[say("natural_removal", "尤在川")], [say("natural_removal", "程以南")]]
    order = draft(clerk, 13, date(2022, 11, 1), unnamed)
    settle_names(order, clerk)
    for act in Act.objects.filter(clause__order=order).order_by("pk"):
        if found := posts.posts_on_record(act):
            posts.choose_post(act=act, position=found[0], by=clerk)
        else:
            posts.declare_post_not_on_record(act=act, by=clerk)
    publish(order, clerk, reviewer, today=MADE_ON)


def unfinished(clerk: Any, reviewer: Any) -> None:
    """A draft with a reading corrected and words turned into a clause, one submitted, one approved; a body moved."""
    words = "任命易水寒为东河市民政局副局长"
    entered = draft(clerk, 14, date(2023, 9, 1), [[say("appoint", "冷于冰", CIVIL, "副局长")]], remainder=(words,))
    intake.correct_reading(clause=entered.clauses.get(), acts=[say("appoint", "冷于冰", CIVIL, "局长")], by=clerk)
    added = [say("appoint", "易水寒", CIVIL, "副局长")]
    intake.turn_into_clause(remainder=entered.remainder.get(), acts=added, by=clerk)
    submitted = draft(clerk, 15, date(2023, 10, 1), [[say("appoint", "岑夫子", "东河市新设局", "局长")]])
    review.submit(order=submitted, by=clerk, today=MADE_ON)
    approved = draft(clerk, 16, date(2023, 11, 1), [[say("remove", "岑夫子", CIVIL, "副局长")]])
    review.submit(order=approved, by=clerk, today=MADE_ON)
    review.approve(order=approved, by=reviewer, today=MADE_ON)
    place_body(body=body("东河市道路局"), parent=body(WATER), by=reviewer)


def body(name: str) -> Body:
    return Body.everything.named(name).get()


def post(of: str, title: str) -> Position:
    return Position.everything.get(body=body(of), title=title)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("load_founding")
    with staff() as (clerk, reviewer):
        tell(clerk, reviewer)
    keep(Path(sys.argv[1]), MADE_ON, lambda tenures: records(tenures, on=None, known_on=None, today=MADE_ON))
