"""What the public already sees is changed by two people: every door, the forecast, the log, one version each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction

from orders import changing, identity
from orders.models import Act, ChangeKind, Order, PublicChange, Review, Session, Tenure
from orders.office import log
from orders.office.content import content_hash
from orders.reorganising.placing import place_body
from orders.steps import changes, review
from orders.tenures.projection import drift
from people.models import Body, Official, Position, ReorganisationPolicy
from people.refusal import Refused
from tests import two_people
from tests.factories import make_body, make_draft, make_official, publish, publish_clauses, say
from tests.orders.conftest import promoted

BUREAU, OFFICE = "北京市东城区民政局", "北京市东城区商务局"
K = ChangeKind


@dataclass
class Door:
    """One kind of change of what is public: what it is about, how one person alone would do it, what it changes."""

    kind: ChangeKind
    about: dict[str, Any]
    new: dict[str, Any]
    alone: Callable[[User], Any] | None
    state: Callable[[], Any]  # what is stored, before and after


@pytest.fixture
def register(alice: User, bob: User) -> Order:
    """王涛 in public twice, as two people; one of them gives up a post that no notice names."""
    order = publish_clauses(
        [[say("appoint", "王涛", BUREAU, "副局长")], [say("appoint", "冯磊", BUREAU, "局长")]], alice, bob
    )
    draft = make_draft(
        [[say("appoint", "王涛", OFFICE, "副局长")], [say("natural_removal", "冯磊")]],
        alice,
        number="东政任〔2021〕17号",
        session=129,
    )
    identity.pick_new(act=Act.objects.get(clause__order=draft, printed_official="王涛"), by=alice)
    silent = Act.objects.get(clause__order=draft, printed_official="冯磊")
    if silent.official is None:
        identity.pick(act=silent, official=Official.everything.get(name="冯磊"), by=alice)
    identity.declare_post_not_on_record(act=Act.objects.get(pk=silent.pk), by=alice)
    publish(draft, alice, bob)
    one, other = Official.everything.filter(name="王涛").order_by("pk")
    two_people.withdraw_not_same(one=one, other=other, by=bob, note="未经核实")
    ReorganisationPolicy.objects.create(issuer=None, kind="merged", effect="carries_on", basis="某规定")
    make_official("赵单", provisional=True)
    return order


def door(name: str) -> Door:
    one, other = Official.everything.filter(name="王涛").order_by("pk")
    feng, single = Official.everything.get(name="冯磊"), Official.everything.get(name="赵单")
    bureau = Body.everything.named(BUREAU).get()
    post = Position.everything.get(body=bureau, title="副局长")
    order = Order.everything.get(number=16)
    silent = Act.objects.get(verb="natural_removal")
    session = Session.everything.get(number=121)
    policy = ReorganisationPolicy.objects.get()
    acts = [silent.pk]

    def values(record: Any, *fields: str) -> Callable[[], Any]:
        return lambda: type(record)._default_manager.filter(pk=record.pk).values_list(*fields).get()

    def edit(record: Any, column: str, **new: Any) -> Door:
        return Door(K.EDIT, {column: record}, new, None, values(record, *new))

    doors: dict[str, Callable[[], Door]] = {
        "withdraw": lambda: Door(
            K.WITHDRAWAL,
            {"order": order},
            {},
            lambda by: review.withdraw(order=order, by=by, note="误发"),
            values(order, "state"),
        ),
        "merge": lambda: Door(
            K.MERGE,
            {"official": one, "other": other},
            {},
            lambda by: identity.merge(survivor=one, other=other, by=by, note="同一人"),
            values(other, "merged_into"),
        ),
        "split": lambda: Door(
            K.SPLIT,
            {"official": feng},
            {"acts": acts},
            lambda by: identity.split(official=feng, acts=[silent], by=by, note="两人"),
            values(silent, "official"),
        ),
        "settle": lambda: Door(
            K.SETTLE,
            {"official": single},
            {},
            lambda by: identity.settle(official=single, by=by, note="核实"),
            values(single, "provisional"),
        ),
        "not same": lambda: Door(
            K.NOT_SAME,
            {"official": one, "other": other},
            {},
            lambda by: identity.declare_not_same(one=one, other=other, by=by, note="两人"),
            lambda: identity.are_not_same(one, other),
        ),
        "same again": lambda: Door(
            K.SAME_AGAIN,
            {"official": one, "other": other},
            {},
            lambda by: identity.withdraw_not_same(one=one, other=other, by=by, note="有误"),
            lambda: identity.are_not_same(one, other),
        ),
        "post": lambda: Door(
            K.POST,
            {"act": silent},
            {"position": Position.everything.get(body=bureau, title="局长").pk},
            lambda by: identity.choose_post(
                act=silent, position=Position.everything.get(body=bureau, title="局长"), by=by
            ),
            values(silent, "position", "post_not_on_record"),
        ),
        "place": lambda: Door(
            K.PLACE,
            {"body": bureau},
            {"parent": None},
            lambda by: place_body(body=bureau, parent=None, by=by),
            values(bureau, "parent"),
        ),
        "class": lambda: edit(post, "position", position_class="head"),
        "order of posts": lambda: edit(post, "position", display_order=77),
        "order of bodies": lambda: edit(bureau, "body", display_order=77),
        "pinyin": lambda: edit(one, "official", pinyin="wang tao"),
        "term": lambda: edit(session, "session", term=16),
        "rule": lambda: edit(policy, "policy", effect="natural_removal"),
        "new rule": lambda: Door(
            K.POLICY,
            {},
            {"issuer": bureau.pk, "kind": "split", "effect": "needs_order", "basis": "某条例"},
            None,
            ReorganisationPolicy.objects.count,
        ),
    }
    return doors[name]()


DOORS = [
    *("withdraw", "merge", "split", "settle", "not same", "same again", "post", "place"),
    *("class", "order of posts", "order of bodies", "pinyin", "term", "rule", "new rule"),
]
each_door = pytest.mark.parametrize("name", DOORS)


def prepared(name: str, by: User, bob: User) -> tuple[Door, PublicChange]:
    if name == "same again":
        found = door("not same")
        two_people.change(found.kind, by=bob, note="两人", **found.about)
    found = door(name)
    return found, changing.prepare(found.kind, about=found.about, by=by, reason="核对档案", new=found.new)


@each_door
def test_what_is_public_is_changed_by_nobody_alone(register: Order, alice: User, bob: User, name: str) -> None:
    found, change = prepared(name, alice, bob)
    before = found.state()
    doers: list[Callable[[User], Any]] = [lambda by: changes.confirm(change=change, by=by)]
    if found.alone:
        doers.append(found.alone)
    for by in (alice, promoted(alice)):
        for do in doers:
            with pytest.raises(Refused) as refused:
                do(by)
            assert refused.value.sentence.endswith("。")
    if found.alone:
        with pytest.raises(Refused, match=two_people.ALONE):
            found.alone(bob)
    assert found.state() == before


@each_door
def test_two_people_change_it_as_foreseen_with_old_and_new_on_the_log_and_one_version(
    register: Order, alice: User, bob: User, name: str
) -> None:
    found, change = prepared(name, two_people.carla(), bob)
    before, version = found.state(), log.version()
    assert log.version() == version
    assert found.state() == before, "a change prepared changes nothing"
    assert change.forecast
    assert all(old != new for _what, old, new in change.forecast)
    changes.confirm(change=change, by=bob)
    assert found.state() != before
    assert log.version() == version + 1
    first, second = Review.objects.of(change)
    assert (first.step, first.by, first.note, first.version) == ("prepare", two_people.carla(), "核对档案", None)
    assert (second.step, second.by, second.version) == ("confirm", bob, version + 1)
    assert first.changes == second.changes == [list(row) for row in change.forecast]
    assert not list(drift())


@each_door
def test_a_change_declined_leaves_all_as_it_was(register: Order, alice: User, bob: User, name: str) -> None:
    found, change = prepared(name, alice, bob)
    before, version = found.state(), log.version()
    with pytest.raises(Refused, match="不采纳应当说明原因。"):
        changes.decline(change=change, by=bob, note=" ")
    changes.decline(change=change, by=bob, note="依据不足")
    assert (found.state(), log.version()) == (before, version)
    with pytest.raises(Refused, match="目前是“不采纳”，不能确认。"):
        changes.confirm(change=change, by=bob)
    again = changing.prepare(found.kind, about=found.about, by=alice, reason="补充依据", new=found.new)
    assert again.is_waiting


@each_door
def test_the_same_is_not_prepared_twice(register: Order, alice: User, bob: User, name: str) -> None:
    found, _change = prepared(name, alice, bob)
    with pytest.raises(Refused, match=r"alice已于.*拟办同一事项，还没有确认；请先确认，或者不采纳。"):
        changing.prepare(found.kind, about=found.about, by=bob, reason="核对", new=found.new)
    assert PublicChange.objects.waiting().count() == 1


def move_on(name: str) -> None:
    """What the change rests on becomes something else, as by another change meanwhile."""
    feng, bureau = Official.everything.get(name="冯磊"), Body.everything.named(BUREAU).get()
    match name:
        case "withdraw" | "merge" | "not same" | "same again":
            Act.objects.filter(printed_official="王涛", clause__order__number=16).update(official=feng)
        case "split":
            Act.objects.filter(official=feng, verb="appoint").update(official=make_official("冯磊"))
        case "settle":
            Official.everything.filter(name="赵单").update(name="赵双")
        case "post":
            Act.objects.filter(verb="natural_removal").update(official=make_official("冯磊"))
        case "place":
            Body.everything.filter(pk=bureau.pk).update(parent=make_body("北京市东城区委"))
        case "class" | "order of posts":
            Position.everything.filter(title="副局长").update(position_class="inner", display_order=3)
        case "order of bodies":
            Body.everything.filter(pk=bureau.pk).update(display_order=3)
        case "pinyin":
            Official.everything.filter(name="王涛").update(pinyin="wangtao")
        case "term":
            Session.everything.filter(number=121).update(term=15)
        case "rule":
            ReorganisationPolicy.objects.update(effect="needs_order")
        case "new rule":
            ReorganisationPolicy.objects.create(issuer=bureau, kind="split", effect="carries_on", basis="先有")


@each_door
def test_what_has_changed_since_it_was_prepared_is_not_confirmed(
    register: Order, alice: User, bob: User, name: str
) -> None:
    found, change = prepared(name, alice, bob)
    seen = content_hash(change)
    move_on(name)
    before = found.state()
    with pytest.raises(Refused, match="拟办以后，所涉的登记已有改动"):
        changes.confirm(change=change, by=bob)
    with pytest.raises(Refused):
        changes.confirm(change=change, by=bob, seen=seen)
    assert found.state() == before


@each_door
def test_it_is_prepared_with_a_reason_by_somebody_of_one_group(
    register: Order, alice: User, bob: User, charlie: User, name: str
) -> None:
    if name == "same again":
        found = door("not same")
        two_people.change(found.kind, by=bob, note="两人", **found.about)
    found = door(name)
    before = PublicChange.objects.count()
    about, new = found.about, found.new
    for reason in (" ", "字" * 401):
        with pytest.raises(Refused):
            changing.prepare(found.kind, about=about, by=alice, reason=reason, new=new)
    with pytest.raises(Refused, match="只有“经办”组或者“审核”组的成员可以拟办公开事项的变更。"):
        changing.prepare(found.kind, about=about, by=charlie, reason="核对", new=new)
    charlie.groups.set(Group.objects.filter(name__in=["经办", "审核"]))
    both = User.objects.get(pk=charlie.pk)
    with pytest.raises(Refused, match="您的账户同时属于“经办”和“审核”两组，不能拟办；请管理员只保留一组。"):
        changing.prepare(found.kind, about=about, by=both, reason="核对", new=new)
    assert PublicChange.objects.count() == before
    assert changing.prepare(found.kind, about=about, by=bob, reason="核对", new=new).is_waiting


# Withdrawal


def test_whoever_wrote_the_notice_does_not_confirm_its_withdrawal_whoever_prepared_it(
    register: Order, alice: User, bob: User
) -> None:
    change = changing.prepare(K.WITHDRAWAL, about={"order": register}, by=bob, reason="误发")
    with pytest.raises(Refused, match="东政任〔2021〕16号是您录入的，不能由您撤回；请由另一人办理。"):
        changes.confirm(change=change, by=promoted(alice))
    assert Order.everything.get(pk=register.pk).state == "published"


def test_whoever_wrote_the_notice_may_prepare_its_withdrawal(register: Order, alice: User, bob: User) -> None:
    change = changing.prepare(K.WITHDRAWAL, about={"order": register}, by=alice, reason="误发")
    changes.confirm(change=change, by=bob)
    order = Order.everything.get(pk=register.pk)
    assert (order.state, order.withdrawal_reason) == ("withdrawn", "误发")
    with pytest.raises(Refused, match="东政任〔2021〕16号目前是“已撤回”，不能撤回。"):
        changing.prepare(K.WITHDRAWAL, about={"order": order}, by=alice, reason="误发")


def test_the_forecast_of_a_withdrawal_says_post_by_post_who_is_no_longer_on_record(
    register: Order, alice: User
) -> None:
    tenures = Tenure.objects.count()
    change = changing.prepare(K.WITHDRAWAL, about={"order": register}, by=alice, reason="误发")
    assert ("通知状态", "已公开", "已撤回") in [tuple(row) for row in change.forecast]
    lost = (f"{BUREAU}副局长的任职", "王涛（2021-05-10，未见免职记录）", "无任职记录")
    assert lost in [tuple(row) for row in change.forecast]
    assert Tenure.objects.count() == tenures
    assert Order.everything.get(pk=register.pk).withdrawn_on is None


# Drafts, rows and the database


def test_what_only_drafts_know_is_changed_at_once_by_one_person(alice: User) -> None:
    one, other = make_official("王涛", public_since=None), make_official("王涛", public_since=None)
    about = {"official": one, "other": other}
    assert changing.carry_out(K.MERGE, about=about, by=alice, reason="同一人") is None
    other.refresh_from_db()
    assert other.merged_into == one
    with pytest.raises(Refused, match="只出现在草稿中的内容可以直接改动"):
        changing.prepare(K.SETTLE, about={"official": one}, by=alice, reason="核实")
    assert not PublicChange.objects.exists()


def test_a_field_that_has_a_way_of_its_own_is_not_edited_in_public(register: Order, alice: User) -> None:
    feng = Official.everything.get(name="冯磊")
    with pytest.raises(Refused, match="已公开的“冯磊”不能修改姓名。"):
        changing.prepare(K.EDIT, about={"official": feng}, by=alice, reason="改名", new={"name": "冯雷"})


def test_a_value_the_field_does_not_take_is_refused_when_it_is_prepared(register: Order, alice: User) -> None:
    post = Position.everything.get(body__names__name=BUREAU, title="副局长")
    for value in ("nonsense", post.position_class):
        with pytest.raises(Refused):
            changing.prepare(K.EDIT, about={"position": post}, by=alice, reason="改类", new={"position_class": value})


def test_the_database_takes_no_change_confirmed_by_whoever_prepared_it(register: Order, alice: User) -> None:
    change = changing.prepare(K.WITHDRAWAL, about={"order": register}, by=alice, reason="误发")
    rows = PublicChange.objects.filter(pk=change.pk)
    for wrong in (
        {"state": "confirmed", "confirmed_by": alice, "confirmed_on": "2024-03-01"},
        {"state": "confirmed"},
        {"reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_second_rule_for_the_same_kind_is_refused_also_where_it_has_no_issuer(register: Order, bob: User) -> None:
    new = {"issuer": None, "kind": "merged", "effect": "needs_order", "basis": "另一规定"}
    with pytest.raises(Refused, match="这一发文机关已有这一类型的规则。"):
        changing.prepare(K.POLICY, about={}, by=bob, reason="新规定", new=new)
