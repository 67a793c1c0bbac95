"""A refused edit on the page of a record: the form comes back as it was typed, with the reason at its top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from orders.models import PublicChange, Session
from people.models import Body, Position
from tests.factories import make_body, make_official, make_position
from tests.orders.admin.desk import at_desk, save, words

pytestmark = pytest.mark.django_db


def make_session() -> Session:
    return Session.everything.create(
        body=make_body("某市人民政府"), number=121, decided_on=date(2021, 5, 10), public_since=date(2021, 10, 24)
    )


RECORDS: list[tuple[Callable[[], Model], str, str, str]] = [
    (lambda: make_position("某局", "局长"), "display_order", "7", "9"),
    (lambda: make_body("某局"), "display_order", "7", "9"),
    (lambda: make_official("单明"), "pinyin", "shan ming", "shan4 ming2"),
    (make_session, "term", "16", "17"),
]
ROWS = {
    f"{rows}-{kind}_FORMS": 0 for rows in ("names", "positions", "identifications") for kind in ("TOTAL", "INITIAL")
}


def address_of(record: Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def typed(record: Model, **said: str) -> dict[str, object]:
    """All the form asks, with some of it typed anew."""
    kept: dict[str, object] = {"position_class": "head"} if isinstance(record, Position) else {}
    if isinstance(record, Body):
        kept = {
            "names-TOTAL_FORMS": 1,
            "names-INITIAL_FORMS": 1,
            "names-0-id": record.names.get().pk,
            "names-0-body": record.pk,
        }
    return {**ROWS, **kept, **said}


@pytest.mark.parametrize(("make", "field", "first", "second"), RECORDS)
def test_what_was_typed_stays_when_somebody_has_already_prepared_a_change(
    alice: User, make: Callable[[], Model], field: str, first: str, second: str
) -> None:
    record = make()
    address = address_of(record)
    assert save(alice, address, typed(record, **{field: first}, reason="核对档案")).status_code == 302
    prepared = PublicChange.objects.get()
    before = type(record)._base_manager.filter(pk=record.pk).values().get()

    page = save(alice, address, typed(record, **{field: second}, reason="编制文件〔2021〕3号"))

    html = page.content.decode()
    day = date_format(timezone.localtime(prepared.prepared_at), "Y-m-d H:i")
    assert f"alice已于{day}拟办同一事项，还没有确认；请先确认，或者不采纳。" in words(page)
    assert html.index("拟办同一事项") < html.index(f'name="{field}"'), "the reason stands at the top"
    assert f'name="{field}" value="{second}"' in html
    assert 'name="reason" value="编制文件〔2021〕3号"' in html
    assert list(PublicChange.objects.all()) == [prepared]
    assert type(record)._base_manager.filter(pk=record.pk).values().get() == before


def test_what_was_typed_stays_when_the_reason_is_missing(alice: User) -> None:
    position = make_position("某局", "局长")
    page = save(alice, address_of(position), typed(position, display_order="9", reason=""))
    assert "该字段是必填项。" in words(page)
    assert 'name="display_order" value="9"' in page.content.decode()
    assert not PublicChange.objects.exists()


def test_a_refused_edit_is_saved_once_what_stood_against_it_is_gone(alice: User) -> None:
    position = make_position("某局", "局长")
    address = address_of(position)
    save(alice, address, typed(position, display_order="7", reason="核对档案"))
    refused = save(alice, address, typed(position, display_order="9", reason="编制文件"))
    PublicChange.objects.update(state="declined")
    assert save(alice, address, typed(position, display_order="9", reason="编制文件"), page=refused).status_code == 302
    assert PublicChange.objects.waiting().get().new["display_order"] in (9, "9")


def test_the_page_of_the_next_request_knows_nothing_of_a_refusal(alice: User) -> None:
    position = make_position("某局", "局长")
    address = address_of(position)
    save(alice, address, typed(position, display_order="7", reason="核对档案"))
    save(alice, address, typed(position, display_order="9", reason="编制文件"))
    assert "拟办同一事项" not in words(at_desk(alice).get(address))
