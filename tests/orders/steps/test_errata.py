"""Errata: before their day the old reading answers, from it the corrected one, for every day asked about."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Clause, Erratum, Order, Tenure
from orders.notices.notice import Act as ReadAct
from orders.office.content import content_hash
from orders.steps.errata import prepare_erratum, publish_erratum, withdraw_erratum
from orders.tenures.projection import drift, rebuild
from people import periods
from people.models import Body, Official, Position, Reorganisation
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_draft, make_official, publish_clauses, say
from tests.orders.conftest import promoted

BUREAU, OFFICE = "北京市东城区民政局", "北京市东城区商务局"
DECIDED, SIGNED, CORRECTED = date(2021, 5, 10), date(2021, 10, 24), date(2022, 3, 1)
WRONG = [say("appoint", "王刘", BUREAU, "副局长")]
RIGHT = [say("appoint", "王刘稳", BUREAU, "副局长")]


@pytest.fixture
@built_once
def order(alice: User, bob: User) -> Order:
    """A notice in which 王刘稳 was misread as 王刘."""
    return publish_clauses([WRONG, [say("appoint", "李哲", OFFICE, "副局长")]], alice, bob)


@pytest.fixture
def clause(order: Order) -> Clause:
    return order.clauses.get(sequence=1)


def prepare(clause: Clause, by: User, acts: list[ReadAct] = RIGHT, reason: str = "姓名少读一字") -> Erratum:
    return prepare_erratum(clause=clause, acts=acts, reason=reason, by=by)


def held(on: date, known_on: date | None = None) -> set[tuple[str, str]]:
    """(official, post) of everyone in office."""
    return {(tenure.official.name, str(tenure.position)) for tenure in Tenure.objects.at(on, known_on).with_proof()}


BEFORE = {("王刘", f"{BUREAU}副局长"), ("李哲", f"{OFFICE}副局长")}
AFTER = {("王刘稳", f"{BUREAU}副局长"), ("李哲", f"{OFFICE}副局长")}
DAYS = [DECIDED, date(2021, 12, 31), CORRECTED, date(2023, 1, 1)]


def test_before_its_day_the_old_reading_answers_and_from_it_the_corrected_one(
    clause: Clause, alice: User, bob: User
) -> None:
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    for on in DAYS:
        assert held(on, date(2021, 10, 23)) == set()
        assert held(on, SIGNED) == held(on, date(2022, 2, 28)) == BEFORE
        assert held(on, CORRECTED) == held(on, date(2023, 1, 1)) == held(on) == AFTER
    assert not list(drift())
    assert rebuild() == 0


def test_until_it_is_public_an_erratum_changes_nothing(clause: Clause, alice: User) -> None:
    erratum = prepare(clause, alice)
    assert held(DECIDED) == BEFORE
    assert not list(drift())
    assert list(Act.objects.published().filter(clause=clause).values_list("printed_official", flat=True)) == ["王刘"]
    [new] = Official.everything.filter(name="王刘稳")
    assert new.public_since is None
    assert erratum.published_on is None


def test_the_old_reading_stays_to_be_seen_as_superseded(clause: Clause, alice: User, bob: User) -> None:
    [old] = clause.acts.all()
    said = (old.printed_official, old.printed_post, old.official, old.sequence)
    erratum = publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    old.refresh_from_db()
    assert (old.printed_official, old.printed_post, old.official, old.sequence) == said
    assert old.superseded_by == erratum
    [new] = erratum.corrected_acts.all()
    assert (new.printed_official, new.clause, new.sequence) == ("王刘稳", clause, 2)
    assert list(Act.objects.read().filter(clause=clause)) == [new]
    assert clause.text == Clause.objects.get(pk=clause.pk).text


def test_what_it_makes_is_public_from_its_day(clause: Clause, alice: User, bob: User) -> None:
    acts = [say("appoint", "王刘稳", "北京市东城区信访办公室", "主任")]
    publish_erratum(erratum=prepare(clause, alice, acts), by=bob, today=CORRECTED)
    official, body = Official.public.get(name="王刘稳"), Body.public.get(names__name="北京市东城区信访办公室")
    post = Position.public.get(body=body)
    assert official.public_since == body.public_since == post.public_since == CORRECTED
    assert official.pinyin == "Wang Liuwen"


def test_a_misread_post_keeps_the_person(clause: Clause, alice: User, bob: User) -> None:
    [old] = clause.acts.all()
    erratum = prepare(clause, alice, [say("appoint", "王刘", OFFICE, "副局长")], reason="机构读错")
    [new] = erratum.corrected_acts.all()
    assert new.official == old.official
    publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    assert held(DECIDED, SIGNED) == BEFORE
    assert held(DECIDED) == {("王刘", f"{OFFICE}副局长"), ("李哲", f"{OFFICE}副局长")}


def test_a_clause_that_appoints_nobody_is_corrected_to_nothing(clause: Clause, alice: User, bob: User) -> None:
    publish_erratum(erratum=prepare(clause, alice, [], reason="并非任命"), by=bob, today=CORRECTED)
    assert held(DECIDED) == {("李哲", f"{OFFICE}副局长")}
    assert held(DECIDED, SIGNED) == BEFORE


def test_the_other_clauses_keep_their_reading(order: Order, clause: Clause, alice: User, bob: User) -> None:
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    other = Act.objects.get(clause=order.clauses.get(sequence=2))
    assert other.superseded_by is None


def test_a_second_erratum_corrects_the_first(clause: Clause, alice: User, bob: User) -> None:
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    again = prepare(clause, alice, [say("appoint", "王刘穏", BUREAU, "副局长")], reason="用字有误")
    with pytest.raises(Refused, match="更正的公开日期不能早于被更正内容的公开日期"):
        publish_erratum(erratum=again, by=bob, today=date(2022, 2, 1))
    publish_erratum(erratum=again, by=bob, today=date(2022, 5, 1))
    names = [
        next(name for name, post in held(DECIDED, day) if post.startswith(BUREAU))
        for day in (SIGNED, CORRECTED, date(2022, 5, 1))
    ]
    assert names == ["王刘", "王刘稳", "王刘穏"]
    assert not list(drift())


def test_an_erratum_on_the_day_of_the_order_leaves_no_trace_of_the_old_reading(
    clause: Clause, alice: User, bob: User
) -> None:
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=SIGNED)
    assert held(DECIDED, SIGNED) == held(DECIDED) == AFTER
    assert Tenure.objects.count() == 2


def test_a_reorganisation_read_only_now_is_proposed_now(clause: Clause, alice: User, bob: User) -> None:
    acts = [*WRONG, say("natural_removal", "王刘", "北京市东城区旧局", "副局长")]
    erratum = prepare(clause, alice, acts, reason="漏读后半句")
    assert not Reorganisation.objects.exists()
    publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    assert Reorganisation.objects.count() == 1


# Two persons


def test_nobody_publishes_what_they_prepared(clause: Clause, alice: User, bob: User) -> None:
    erratum = prepare(clause, alice)
    with pytest.raises(Refused, match="这一更正是您拟办的，不能由您公开；请由另一人办理。"):
        publish_erratum(erratum=erratum, by=promoted(alice), today=CORRECTED)
    assert held(DECIDED) == BEFORE


def test_nobody_publishes_an_erratum_in_which_they_settled_a_name(clause: Clause, alice: User, dora: User) -> None:
    namesake = make_official("王刘稳")
    erratum = prepare(clause, alice)
    identity.pick(act=erratum.corrected_acts.get(), official=namesake, by=dora)
    with pytest.raises(Refused, match="您办理过这一更正的“认定姓名”，不能由您公开；请由另一人办理。"):
        publish_erratum(erratum=erratum, by=promoted(dora), today=CORRECTED)
    assert held(DECIDED) == BEFORE


def test_a_clerk_prepares_and_a_reviewer_publishes(clause: Clause, alice: User, bob: User, charlie: User) -> None:
    for stranger in (bob, charlie):
        with pytest.raises(Refused, match="只有“经办”组的成员可以拟更正。"):
            prepare(clause, stranger)
    erratum = prepare(clause, alice)
    for stranger in (alice, charlie):
        with pytest.raises(Refused, match="只有“审核”组的成员可以公开。"):
            publish_erratum(erratum=erratum, by=stranger, today=CORRECTED)


# What the person had before them


@pytest.mark.parametrize("step", [publish_erratum, withdraw_erratum])
def test_an_erratum_other_than_was_seen_stays_as_it_is(clause: Clause, alice: User, bob: User, step: Any) -> None:
    make_official("王刘稳")
    erratum = prepare(clause, alice)
    act = erratum.corrected_acts.get()
    identity.pick_new(act=act, by=alice)
    seen = content_hash(erratum)
    identity.pick(act=act, official=Official.everything.get(name="王刘稳", public_since__isnull=False), by=alice)
    for other in (seen, ""):
        with pytest.raises(Refused, match="这一页打开以后内容有改动，请核对现在的内容后再办理。"):
            step(erratum=erratum, by=bob, seen=other)
    erratum.refresh_from_db()
    assert (erratum.published_on, erratum.state) == (None, "prepared")
    assert held(DECIDED) == BEFORE
    step(erratum=erratum, by=bob, seen=content_hash(erratum))


def corrected(erratum: Erratum) -> Any:
    return erratum.corrected_acts.all()


def new_post(erratum: Erratum) -> Any:
    return Position.everything.filter(acts__erratum=erratum)


CHANGES: dict[str, Any] = {
    "reason": lambda erratum: Erratum.objects.update(reason="另一理由"),
    "another act": lambda erratum: erratum.corrected_acts.create(clause=erratum.order.clauses.first(), sequence=9),
    "verb": lambda erratum: corrected(erratum).update(verb="remove"),
    "printed name": lambda erratum: corrected(erratum).update(printed_official="王刘"),
    "printed title": lambda erratum: corrected(erratum).update(printed_title="局长"),
    "qualifiers": lambda erratum: corrected(erratum).update(qualifiers={"probation_months": 12}),
    "effective day": lambda erratum: corrected(erratum).update(effective_on=date(2021, 6, 1)),
    "official": lambda erratum: corrected(erratum).update(official=make_official("王刘稳")),
    "position": lambda erratum: corrected(erratum).update(position=None),
    "name of the official": lambda erratum: Official.everything.filter(name="王刘稳").update(name="王刘穏"),
    "title of the post": lambda erratum: new_post(erratum).update(title="处长"),
    "name of the body": lambda erratum: new_post(erratum).get().body.names.update(name="某新局"),
    "old reading": lambda erratum: erratum.superseded_acts.update(superseded_by=None),
    "whom the old reading meant": lambda erratum: erratum.superseded_acts.update(official=make_official("王刘")),
    "which post the old reading meant": lambda erratum: erratum.superseded_acts.update(position=None),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_hash_covers_everything_a_reviewer_answers_for(clause: Clause, alice: User, change: str) -> None:
    erratum = prepare(clause, alice, [say("appoint", "王刘稳", "某新机构", "主任")])
    before = content_hash(erratum)
    erratum.refresh_from_db()
    assert content_hash(erratum) == before
    CHANGES[change](erratum)
    erratum.refresh_from_db()
    assert content_hash(erratum) != before


# What is refused


def test_a_draft_is_corrected_without_an_erratum(alice: User) -> None:
    draft = make_draft([WRONG], alice)
    with pytest.raises(Refused, match="只有已公开的通知需要更正；草稿可以直接修改。"):
        prepare(draft.clauses.get(), alice)


def test_an_erratum_says_why_and_changes_something(clause: Clause, alice: User) -> None:
    with pytest.raises(Refused, match="请写明更正的理由。"):
        prepare(clause, alice, reason=" ")
    with pytest.raises(Refused, match="与现有的读法相同，没有需要更正的内容。"):
        prepare(clause, alice, WRONG)
    assert not Erratum.objects.exists()


def test_one_erratum_at_a_time(clause: Clause, alice: User) -> None:
    prepare(clause, alice)
    with pytest.raises(Refused, match="这一任免事项已有尚未公开的更正，请先公开或者撤销。"):
        prepare(clause, alice)
    Erratum.objects.get().superseded_acts.update(superseded_by=None)
    with pytest.raises(Refused, match="这一任免事项已有尚未公开的更正，请先公开或者撤销。"):
        prepare(clause, alice)


def test_an_erratum_is_not_public_before_what_it_corrects(clause: Clause, alice: User, bob: User) -> None:
    with pytest.raises(Refused, match="更正的公开日期不能早于被更正内容的公开日期"):
        publish_erratum(erratum=prepare(clause, alice), by=bob, today=date(2021, 10, 23))
    assert Erratum.objects.get().published_on is None


def test_an_erratum_is_known_from_the_day_it_is_published_and_from_no_earlier_one(
    clause: Clause, alice: User, bob: User
) -> None:
    yesterday = periods.today() - timedelta(days=1)
    erratum = publish_erratum(erratum=prepare(clause, alice), by=bob)
    assert erratum.published_on == periods.today()
    assert held(DECIDED, yesterday) == BEFORE
    assert "on" not in inspect.signature(publish_erratum).parameters, "no day of one's own choosing"


def test_a_public_erratum_is_final(clause: Clause, alice: User, bob: User) -> None:
    erratum = publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    for again in (publish_erratum, withdraw_erratum):
        with pytest.raises(Refused, match="这一更正目前是“已公开”，不能(公开|撤回)。"):
            again(erratum=erratum, by=bob)


def test_a_withdrawn_notice_is_corrected_no_more(order: Order, clause: Clause, alice: User, bob: User) -> None:
    erratum = prepare(clause, alice)
    two_people.withdraw(order=order, by=bob, note="误发", today=date(2022, 1, 1))
    with pytest.raises(Refused, match="通知已经撤回，不需要更正。"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)


# What blocks an order for its posts blocks an erratum


def test_a_post_printed_without_a_body_is_not_published(clause: Clause, alice: User, bob: User) -> None:
    erratum = prepare(clause, alice, [say("appoint", "王刘", None, "副局长")], reason="机构多读")
    with pytest.raises(Refused, match="“副局长”没有写明是哪个机构的；请补上机构。"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    erratum.refresh_from_db()
    assert erratum.published_on is None
    assert held(DECIDED) == BEFORE


@pytest.fixture
@built_once
def removal(order: Order, alice: User, bob: User) -> Clause:
    """A clause of a later notice that was read to end the post of 王刘; rightly read it names none."""
    later = publish_clauses(
        [[say("remove", "王刘", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=122,
        decided_on=date(2021, 6, 1),
        signed_on=date(2021, 10, 25),
    )
    return later.clauses.get()


def test_an_act_that_names_no_post_is_not_published_before_one_is_chosen(
    removal: Clause, alice: User, bob: User
) -> None:
    erratum = prepare(removal, alice, [say("natural_removal", "王刘")], reason="没有写明职务")
    with pytest.raises(Refused, match="王刘的这一项没有写明职务；请选定职务，或者标明登记中没有。"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    [act] = erratum.corrected_acts.all()
    identity.choose_post(act=act, position=Position.public.get(title="副局长", body__names__name=BUREAU), by=alice)
    publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    [tenure] = Tenure.objects.known().filter(official__name="王刘")
    assert (tenure.ended_on, tenure.ended_by) == (date(2021, 6, 1), act)
    assert not list(drift())


def test_an_act_whose_post_is_declared_not_on_record_is_published(removal: Clause, alice: User, bob: User) -> None:
    erratum = prepare(removal, alice, [say("natural_removal", "王刘")], reason="没有写明职务")
    identity.declare_post_not_on_record(act=erratum.corrected_acts.get(), by=alice)
    publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    [tenure] = Tenure.objects.known().filter(official__name="王刘")
    assert tenure.ended_on is None
    assert not list(drift())


def test_a_grade_has_no_post_and_is_published(clause: Clause, alice: User, bob: User) -> None:
    acts = [*WRONG, say("grade", "王刘", None, "二级调研员")]
    publish_erratum(erratum=prepare(clause, alice, acts, reason="漏读职级"), by=bob, today=CORRECTED)
    assert held(DECIDED) == BEFORE


# Withdrawing


def test_a_withdrawn_erratum_leaves_the_reading_as_it_was(clause: Clause, alice: User, bob: User) -> None:
    erratum = withdraw_erratum(erratum=prepare(clause, alice), by=alice)
    assert erratum.state == "withdrawn"
    [act] = Act.objects.read().filter(clause=clause)
    assert (act.printed_official, act.superseded_by) == ("王刘", None)
    assert erratum.corrected_acts.count() == 1, "what was prepared is kept"
    with pytest.raises(Refused, match="这一更正目前是“已撤销”，不能公开。"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    assert held(DECIDED) == AFTER
    assert Official.everything.filter(name="王刘稳").count() == 1


def test_a_stranger_withdraws_nothing(clause: Clause, alice: User, charlie: User) -> None:
    with pytest.raises(Refused, match="只有“经办”组或者“审核”组的成员可以撤回。"):
        withdraw_erratum(erratum=prepare(clause, alice), by=charlie)


def test_a_crash_while_publishing_leaves_no_trace(
    clause: Clause, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(pairs: Any) -> int:
        raise RuntimeError("power cut")

    erratum = prepare(clause, alice)
    monkeypatch.setattr("orders.tenures.projection.sync", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    erratum.refresh_from_db()
    assert erratum.published_on is None
    assert not Official.public.filter(name="王刘稳").exists()
    assert held(DECIDED) == BEFORE
