"""load_founding: the way staff enter notices, once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from orders.entering import taking_in
from orders.management.commands.load_founding import FOUNDING
from orders.models import Order, Review, Tenure
from orders.tenures.projection import drift
from people.models import Body, Official, Position, Reorganisation, ReorganisationPolicy
from tests.built_once import recorded
from tests.factories import publish


def run() -> str:
    said = StringIO()
    call_command("load_founding", stdout=said)
    return said.getvalue()


def rows() -> dict[str, list[dict[str, object]]]:
    labels = ("people", "orders", "auth")
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for label in labels
        for model in apps.get_app_config(label).get_models()
    }


def test_it_says_what_it_did_and_the_second_time_changes_nothing(db: None) -> None:
    assert run() == ("已录入并公开5份任免通知，确认2次机构变更；登记任职75项，其中未见免职记录28项。\n")
    before = rows()
    assert run() == "首批任免通知已经登记，没有改动。\n"
    assert rows() == before


def test_a_notice_entered_by_staff_before_is_left_as_it_is(alice: User, bob: User) -> None:
    source = taking_in.receive(data=(FOUNDING / "gazette.txt").read_bytes(), by=alice)
    notices = taking_in.read(source).notices
    publish(taking_in.take_in(source=source, notice=notices[4], by=alice), alice, bob)
    taking_in.take_in(source=source, notice=notices[3], by=alice)
    assert "已录入并公开3份任免通知，确认2次机构变更" in run()
    assert Order.everything.get(number=20).entered_by == alice
    assert Order.everything.get(number=19).state == "draft"


def test_a_crash_halfway_leaves_no_trace(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object, **options: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("orders.management.commands.load_founding.confirm_event", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        run()
    assert not Order.everything.exists()
    assert not User.objects.exists()
    assert not Tenure.objects.exists()


def test_nobody_can_log_in_as_the_people_of_the_load(db: None, client: Client) -> None:
    run()
    accounts = list(User.objects.all())
    assert [account.username for account in accounts] == ["初始录入", "初始审核"]
    for account in accounts:
        assert not account.is_active
        assert not account.is_staff
        assert not account.is_superuser
        assert not account.has_usable_password()
        assert not client.login(username=account.username, password="")


def test_two_people_stand_behind_every_order_and_event(founding: None) -> None:
    for order in Order.everything.all():
        assert list(order.reviews.values_list("step", flat=True)) == ["enter", "submit", "approve", "publish"]
        by = dict(order.reviews.values_list("step", "by__username"))
        assert (by["submit"], by["approve"], by["publish"]) == ("初始录入", "初始审核", "初始审核")
    for event in Reorganisation.objects.all():
        assert (event.prepared_by.username, event.confirmed_by.username) == ("初始录入", "初始审核")
    assert Review.objects.count() == 5 * 4 + 2 * 3


def test_bodies_stand_in_the_customary_order_below_the_district(founding: None) -> None:
    [district] = Body.everything.filter(parent=None)
    names = [str(body) for body in Body.everything.filter(parent=district)]
    assert len(names) == 40
    assert names[0] == "北京市东城区人民政府办公室"
    assert names[-1] == "北京市东城区人民政府天坛街道办事处"
    assert len(set(Body.everything.filter(parent=district).values_list("display_order", flat=True))) == 40


def test_the_rules_of_the_place_cite_their_basis(founding: None) -> None:
    rules = {(rule.issuer and str(rule.issuer), rule.kind): rule for rule in ReorganisationPolicy.objects.all()}
    assert rules["北京市东城区人民政府", "replaced"].effect == "natural_removal"
    assert rules[None, "renamed"].effect == "carries_on"
    assert all("第二十三条" in rule.basis for (issuer, _kind), rule in rules.items() if issuer)


def test_everything_loaded_is_public_and_without_drift(founding: None) -> None:
    for model in (Body, Position, Official):
        assert model.everything.count() == model.public.count()
    assert Official.everything.count() == 56
    assert not list(drift())


def test_the_loaded_register_of_the_tests_is_what_the_command_writes(db: None, request: pytest.FixtureRequest) -> None:
    with transaction.atomic():
        run()
        loaded = {model: model._base_manager.count() for model in recorded()}
        transaction.set_rollback(True)
    request.getfixturevalue("founding")
    assert {model: model._base_manager.count() for model in recorded()} == loaded
    with_accounts = Order.everything.first()
    assert with_accounts
    assert with_accounts.entered_by.username == "初始录入"


def test_records_made_beside_the_loaded_register_get_keys_of_their_own(founding: None, alice: User) -> None:
    body = Body.everything.create()
    assert Body.everything.filter(pk=body.pk).count() == 1
    assert User.objects.count() == 3
