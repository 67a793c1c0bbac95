"""Our own misreadings on the pages of the staff: prepared by one person, published by another."""

import pytest
from django.urls import reverse

from orders.models import Erratum
from people import periods
from tests.factories import publish_clauses, say
from tests.orders.admin.desk import at_desk, order_address, words

BUREAU = "北京市东城区民政局"


@pytest.fixture
def published(alice, bob):
    return publish_clauses([[say("appoint", "冯磊", BUREAU, "局长")]], alice, bob)


def rows(*acts, initial=1, **more):
    """What the browser sends for these acts."""
    sent = {"acts-TOTAL_FORMS": len(acts), "acts-INITIAL_FORMS": initial, **more}
    for index, act in enumerate(acts):
        sent |= {f"acts-{index}-{name}": value for name, value in act.items()}
    return sent


RIGHT = {"verb": "appoint", "official": "冯磊", "body": BUREAU, "position": "副局长", "probation_months": "12"}


def test_the_order_offers_a_correction_and_the_form_holds_the_old_reading(published, alice):
    assert "更正" in words(at_desk(alice).get(order_address(published)))
    page = at_desk(alice).get(reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk]))
    assert 'value="局长"' in page.content.decode()


def test_one_prepares_and_another_publishes(published, alice, bob):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    response = at_desk(alice).post(address, rows(RIGHT, reason="职务读错"))
    assert response.status_code == 302
    erratum = Erratum.objects.get()
    shown = response.headers["Location"]
    page = words(at_desk(bob).get(shown))
    assert "第1项 任命 冯磊 北京市东城区民政局 局长" in page
    assert "第1项 任命 冯磊 北京市东城区民政局 副局长 试用期一年" in page
    alice.groups.add(bob.groups.get())
    refused = at_desk(alice).post(shown, {"action": "publish"})
    assert "经办人不能确认自己经办的更正。" in words(refused)
    assert at_desk(bob).post(shown, {"action": "publish", "publish-on": "2024-03-01"}).status_code == 302
    erratum.refresh_from_db()
    assert (erratum.published_on, erratum.confirmed_by) == (periods.today(), bob)


def test_a_refused_erratum_keeps_what_was_typed(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    page = at_desk(alice).post(address, rows(RIGHT, reason="")).content.decode()
    assert "errorlist" in page
    assert 'value="副局长"' in page
    assert not Erratum.objects.exists()


def test_an_erratum_is_taken_back_before_it_is_public(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    shown = at_desk(alice).post(address, rows(RIGHT, reason="职务读错")).headers["Location"]
    assert at_desk(alice).post(shown, {"action": "withdraw"}).status_code == 302
    assert Erratum.objects.get().withdrawn_by == alice
    assert "公开前由alice撤销" in words(at_desk(alice).get(shown))
