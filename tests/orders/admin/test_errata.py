"""Our own misreadings on the pages of the staff: prepared by one person, published by another."""

import pytest
from django.urls import reverse

from orders import errata, identity
from orders.models import Erratum
from people import periods
from tests.factories import make_official, publish_clauses, say
from tests.orders.admin.desk import STALE, at_desk, order_address, press, words

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
    refused = press(alice, shown, "publish")
    assert "经办人不能确认自己经办的更正。" in words(refused)
    assert press(bob, shown, "publish", on="2024-03-01").status_code == 302
    erratum.refresh_from_db()
    assert (erratum.published_on, erratum.confirmed_by) == (periods.today(), bob)


@pytest.fixture
def erratum(published, alice):
    """Another name for the same act, of somebody whose name two others on record bear."""
    namesakes = [make_official("冯蕾"), make_official("冯蕾")]
    right = [say("appoint", "冯蕾", BUREAU, "局长")]
    prepared = errata.prepare_erratum(clause=published.clauses.get(), acts=right, reason="姓名读错", by=alice)
    identity.pick(act=prepared.corrected_acts.get(), official=namesakes[0], by=alice)
    return prepared


def address(erratum):
    return reverse("admin:orders_erratum_change", args=[erratum.pk])


def test_an_erratum_on_a_page_that_is_stale_is_not_published_and_the_next_is_informed(erratum, alice, bob):
    act = erratum.corrected_acts.get()
    stale = at_desk(bob).get(address(erratum))
    meant = identity.pick_new(act=act, by=alice)
    refused = press(bob, address(erratum), "publish", page=stale)
    assert STALE in words(refused)
    assert reverse("admin:people_official_change", args=[meant.pk]) in refused.content.decode()
    erratum.refresh_from_db()
    assert erratum.published_on is None
    assert press(bob, address(erratum), "publish", page=refused).status_code == 302


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_step_that_does_not_say_what_was_seen_is_refused(erratum, bob, action):
    assert STALE in words(at_desk(bob).post(address(erratum), {"action": action}))
    erratum.refresh_from_db()
    assert (erratum.published_on, erratum.withdrawn_by) == (None, None)


def test_a_refused_erratum_keeps_what_was_typed(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    page = at_desk(alice).post(address, rows(RIGHT, reason="")).content.decode()
    assert "errorlist" in page
    assert 'value="副局长"' in page
    assert not Erratum.objects.exists()


def test_an_erratum_is_taken_back_before_it_is_public(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    shown = at_desk(alice).post(address, rows(RIGHT, reason="职务读错")).headers["Location"]
    assert press(alice, shown, "withdraw").status_code == 302
    assert Erratum.objects.get().withdrawn_by == alice
    assert "公开前由alice撤销" in words(at_desk(alice).get(shown))
