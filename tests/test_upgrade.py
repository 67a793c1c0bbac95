"""A register of a released version, upgraded: it answers as it did, under the names of today, and its log is whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from orders.models import Erratum, Register, Review, Tenure
from orders.models.tenures import TenureQuerySet
from orders.tenures.projection import drift
from registry.shapes import as_json
from registry.tenure_record import records
from tests.upgrades.kept import Kept, Run, on_a_new_database, versions

# A tenure of the export, old name → new: the table in CHANGELOG.md.
RENAMED = {"official": "official_code", "body": "body_name", "position": "position_title"}
RENAMED_IN_PROOFS = {"order": "document_number", "clause": "clause_number", "text": "clause_text"}
# What the version kept did not tell.
NEW = ("identity_settled", "body_code", "position_code")
CLERK = "初始录入"  # who entered everything in the register kept of 0.1.0
# The numbers of the orders in which that clerk said whom a name means, once for each name.
SETTLED_BY_HAND = [
    "",
    *(f"东河任〔{number}号" for number in ("2021〕2", "2021〕3", "2022〕12", "2022〕13", "2022〕13")),
]
Answer = list[dict[str, Any]]


@pytest.fixture(scope="module", params=versions())
def kept(request: pytest.FixtureRequest) -> Kept:
    return Kept.of(request.param)


@pytest.fixture(scope="module")
def upgraded(kept: Kept, django_db_setup: None, django_db_blocker: Any) -> Iterator[Run[Any]]:
    """Runs a question on the register of the version, brought up to date by `migrate`."""
    with django_db_blocker.unblock(), on_a_new_database() as run:
        run(kept.load)
        run(lambda: call_command("migrate", verbosity=0))
        yield run


def under_todays_names(answer: Answer) -> Answer:
    """What a version without any of the new names answered, as it is told today."""
    return [_tenure(told) if "official" in told else told for told in answer]


def _tenure(told: dict[str, Any]) -> dict[str, Any]:
    now = {RENAMED.get(key, key): value for key, value in told.items()}
    ended = told["ended_by"]
    now["ended_by_reorganisation"] = ended and ended["reorganisation"]
    for end in ("began_by", "ended_by"):
        proof = told[end] if told[end] and told[end]["reorganisation"] is None else None
        now[end] = proof and {
            RENAMED_IN_PROOFS.get(key, key): value for key, value in proof.items() if key != "reorganisation"
        }
    return now


def told_today(tenures: TenureQuerySet, day: date) -> Answer:
    answer = [as_json(record) for record in records(tenures.in_time_order(), on=None, known_on=None, today=day)]
    return [{key: value for key, value in told.items() if key not in NEW} for told in answer]


def test_the_export_tells_the_same_tenures(kept: Kept, upgraded: Run[Answer]) -> None:
    now = upgraded(lambda: told_today(Tenure.objects.known(), kept.made_on))
    assert now == under_todays_names(kept.export)


def test_what_was_known_when_stays_known(kept: Kept, upgraded: Run[Answer]) -> None:
    now = upgraded(lambda: told_today(Tenure.objects.all(), kept.made_on))
    assert now == under_todays_names(kept.every_stretch)
    assert any(told["known_until"] for told in now)


def test_no_stored_tenure_differs_from_what_the_acts_say(upgraded: Run[Any]) -> None:
    assert upgraded(lambda: list(drift())) == []
    upgraded(lambda: call_command("rebuild_tenures", "--check", stdout=StringIO()))


def test_whoever_entered_an_order_stands_on_its_log(kept: Kept, upgraded: Run[Any]) -> None:
    entered = upgraded(lambda: list(Review.objects.filter(step="enter").values_list("order", "by", "at")))
    assert sorted((order, by, at.isoformat()) for order, by, at in entered) == sorted(
        (row["id"], row["entered_by_id"], row["entered_at"]) for row in kept.table("orders.Order")
    )


def test_names_stand_on_the_log_where_a_person_settled_them_not_where_evidence_did(upgraded: Run[Any]) -> None:
    of_orders = Review.objects.filter(step__in=("identify", "post"), order__isnull=False)
    said = upgraded(lambda: list(of_orders.values_list("step", "order__printed_number", "by__username")))
    assert sorted(said) == [("identify", number, CLERK) for number in SETTLED_BY_HAND] + [
        ("post", "东河任〔2022〕13号", CLERK),
        ("post", "东河任〔2022〕13号", CLERK),
    ]


def test_the_steps_of_errata_and_reorganisations_stand_on_the_log(kept: Kept, upgraded: Run[Any]) -> None:
    of_errata = upgraded(lambda: list(Review.objects.filter(erratum__isnull=False).values_list("step", flat=True)))
    assert Counter(of_errata) == {"prepare": 4, "publish": 2, "withdraw": 1}
    of_events = Review.objects.filter(reorganisation__isnull=False)
    steps = Counter(upgraded(lambda: list(of_events.values_list("step", flat=True))))
    states = Counter(row["state"] for row in kept.table("people.Reorganisation"))
    assert (steps["confirm"], steps["decline"]) == (states["confirmed"], states["declined"])
    assert steps["prepare"] + steps["propose"] == sum(states.values())


def test_no_entry_of_the_log_that_stood_is_changed(kept: Kept, upgraded: Run[Any]) -> None:
    columns = ("id", "order_id", "from_state", "to_state", "step", "by_id", "note", "content_hash")
    stood = [tuple(row[column] for column in columns) for row in kept.table("orders.Review")]
    keys = [row[0] for row in stood]
    assert upgraded(lambda: list(Review.objects.filter(pk__in=keys).order_by("pk").values_list(*columns))) == stood
    times = upgraded(lambda: dict(Review.objects.filter(pk__in=keys).values_list("pk", "at")))
    assert {key: at.isoformat() for key, at in times.items()} == {
        row["id"]: row["at"] for row in kept.table("orders.Review")
    }


def test_every_public_step_has_its_version_in_order_of_time(kept: Kept, upgraded: Run[Any]) -> None:
    published = [row for row in kept.table("orders.Review") if row["step"] in ("publish", "withdraw")]
    corrected = [row for row in kept.table("orders.Erratum") if row["published_on"]]
    confirmed = [row for row in kept.table("people.Reorganisation") if row["state"] == "confirmed"]
    total = len(published) + len(corrected) + len(confirmed)
    counted = upgraded(lambda: list(Review.objects.filter(version__isnull=False).order_by("at", "pk")))
    assert [entry.version for entry in counted] == list(range(1, total + 1))
    assert upgraded(lambda: Register.objects.get().version) == total


def test_what_an_erratum_has_come_to_is_said_by_its_state(kept: Kept, upgraded: Run[Any]) -> None:
    states = dict(upgraded(lambda: list(Erratum.objects.values_list("pk", "state"))))
    assert states == {
        row["id"]: "published" if row["published_on"] else "withdrawn" if row["withdrawn_by_id"] else "prepared"
        for row in kept.table("orders.Erratum")
    }


def test_every_row_of_every_table_is_still_there(kept: Kept, upgraded: Run[Any]) -> None:
    """Tenures are derived; the log and the permissions of the tables have grown."""
    grown = ("orders.Review", "auth.Permission", "contenttypes.ContentType")
    counts = upgraded(lambda: {label: apps.get_model(label)._base_manager.count() for label in kept.rows})
    assert {label: count for label, count in counts.items() if label not in grown} == {
        label: len(table["rows"]) for label, table in kept.rows.items() if label not in grown
    }
