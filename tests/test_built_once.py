"""What is built once and written again is the register that was built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from orders.models import Act, Order, Review
from people.models import Body, BodyName, Official
from tests.built_once import built_once, record, recorded
from tests.factories import make_body, make_draft, make_official, publish, publish_clauses, say
from tests.registry.secrets import Secret, keep_secrets

pytestmark = pytest.mark.django_db

BUREAU = "北京市东城区民政局"
CALLS: list[str] = []  # the buildings that really happened in a test


@pytest.fixture(autouse=True)
def nothing_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this worker built for other tests is not known here."""
    monkeypatch.setattr("tests.built_once._built", defaultdict(list))
    CALLS.clear()


@contextmanager
def undone() -> Iterator[None]:
    """What a test does inside is gone for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@built_once
def load() -> None:
    CALLS.append("load")
    call_command("load_founding", verbosity=0)


@built_once
def keep(by: User) -> Secret:
    CALLS.append("keep")
    return keep_secrets(by)


@dataclass
class Named:
    order: Order
    people: list[Official]
    clerk: User
    by_name: dict[str, Act]


@built_once
def appoint(clerk: User, reviewer: User, name: str = "李娜新") -> Named:
    CALLS.append("appoint")
    order = publish_clauses([[say("appoint", name, BUREAU, "副局长")]], clerk, reviewer)
    acts = Act.objects.filter(clause__order=order)
    return Named(order, list(Official.everything.all()), clerk, {act.printed_official: act for act in acts})


@built_once
def close(body: Body) -> str:
    """Changes a row, deletes another, gives back a plain value."""
    CALLS.append("close")
    Body.everything.filter(pk=body.pk).update(display_order=7)
    BodyName.objects.filter(body=body, name="甲").delete()
    return body.code


def test_the_register_written_is_the_register_built_row_by_row_key_by_key(alice: User) -> None:
    """The founding notices, and above them every kind of thing that the desk alone knows."""
    with undone():
        load()
        loaded = record()
        secret = keep(alice)
        everything = record()
    assert not any(record().values())
    load()
    assert record() == loaded
    assert keep(alice) == secret
    assert record() == everything
    assert CALLS == ["load", "keep"]
    assert sum(map(bool, everything.values())) > len(everything) - 5, [m for m in everything if not everything[m]]


def test_a_test_that_writes_into_it_leaves_nothing_behind(alice: User, bob: User) -> None:
    with undone():
        named = appoint(alice, bob)
        built = record()
    with undone():
        named = appoint(alice, bob)
        named.order.printed_number = "东政任〔2021〕99号"
        named.order.save()
        named.by_name["李娜新"].qualifiers["level"] = "副处级"
        named.people.clear()
        Review.objects.all().delete()
        publish_clauses([[say("appoint", "冯磊", BUREAU, "局长")]], alice, bob, number="东政任〔2021〕17号")
        assert record() != built
    named = appoint(alice, bob)
    assert record() == built
    assert named.order.printed_number == "东政任〔2021〕16号"
    assert named.by_name["李娜新"].qualifiers == {}
    assert [official.name for official in named.people] == ["李娜新"]
    assert CALLS == ["appoint"]


def test_every_model_of_the_project_is_noted() -> None:
    ours = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.split(".")[0] in {"people", "orders", "registry"}
    }
    assert set(recorded()) == ours
    assert {Order, Body, Act, Review} < ours


def test_who_did_it_is_known_by_name_and_not_by_key(alice: User, bob: User) -> None:
    with undone():
        appoint(alice, bob)
    key = alice.pk
    alice.delete()
    again = User.objects.create_user("alice")
    again.groups.set(Group.objects.filter(name="经办"))
    assert again.pk != key
    named = appoint(again, bob)
    assert CALLS == ["appoint"]
    assert named.clerk == named.order.entered_by == again
    assert Review.objects.get(step="approve").by == bob


def test_the_accounts_a_building_makes_come_with_their_groups(alice: User) -> None:
    with undone():
        load()
        made = {user.username: set(user.groups.values_list("name", flat=True)) for user in User.objects.all()}
    load()
    assert {user.username: set(user.groups.values_list("name", flat=True)) for user in User.objects.all()} == made
    assert len(made) == 3
    assert not any(user.has_usable_password() for user in User.objects.exclude(username="alice"))


def test_on_another_record_or_for_others_it_is_built_anew(alice: User, bob: User) -> None:
    with undone():
        appoint(alice, bob)
    with undone():
        make_official("李哲")
        assert len(appoint(alice, bob).people) == 2
    with undone():
        assert appoint(alice, bob, "冯磊").people[0].name == "冯磊"
    with undone():
        assert appoint(alice, bob, name="冯磊").order.entered_by == alice
    assert CALLS == ["appoint"] * 4
    with undone():
        assert appoint(alice, bob, "冯磊").people[0].name == "冯磊"
        assert Official.everything.count() == 1
    assert CALLS == ["appoint"] * 4


def test_rows_changed_and_deleted_are_changed_and_deleted_again(db: None) -> None:
    body, other = make_body("甲"), make_body("乙")
    BodyName.objects.create(body=body, name="丙", began_on="2022-01-01")
    with undone():
        code = close(body)
        closed = record()
    assert Body.everything.get(pk=body.pk).display_order != 7
    assert close(body) == code == body.code
    assert CALLS == ["close"]
    assert record() == closed
    assert body.display_order == 7  # the row that was handed in says so
    assert list(BodyName.objects.order_by("name").values_list("name", flat=True)) == ["丙", "乙"]
    assert Body.everything.get(pk=other.pk).display_order != 7


def test_what_is_made_beside_it_gets_keys_of_its_own(alice: User, bob: User) -> None:
    with undone():
        appoint(alice, bob)
    appoint(alice, bob)
    before = Body.everything.count()
    make_body("甲")
    order = make_draft([[say("appoint", "冯磊", BUREAU, "局长")]], alice, number="东政任〔2021〕17号", session=129)
    publish(order, alice, bob)
    assert Body.everything.count() == before + 1


def test_a_building_that_writes_what_is_not_noted_is_refused(alice: User) -> None:
    @built_once
    def log_in(by: User) -> None:
        Client().force_login(by)

    with pytest.raises(AssertionError, match=r"log_in writes what is not noted."):
        log_in(alice)


def test_a_fixture_may_be_built_once() -> None:
    """pytest asks for a fixture's arguments by name."""

    def fixture(alice: User, *, day: str = "") -> Any:
        """As it was written."""

    assert built_once(fixture).__doc__ == "As it was written."
    assert built_once(fixture).__name__ == "fixture"
