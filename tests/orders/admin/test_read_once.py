"""What a request of the desk needs it reads once: nothing asked twice, no text parsed twice, no order checked twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from orders import checks
from orders.checks import Check, DraftReading
from orders.entering import taking_in
from orders.management.commands.load_founding import FOUNDING
from orders.models import Order, OrderState, Source
from orders.steps import review
from tests.asked import Asked, asked
from tests.built_once import built_once
from tests.factories import make_draft, make_official, publish, say, source_text, take
from tests.orders.admin.desk import at_desk, order_address, press, words
from tests.orders.entering.test_masking import TEXT as PERSONAL

pytestmark = pytest.mark.django_db

# The most that a page asks of the database, sessions and permissions of the account included.
PAGE = 28
PAGE_WITH_OPEN_NAMES = 35
PUBLIC_PAGE = 15
TAKING_IN = 31  # on PostgreSQL, where a turn is one query more


@pytest.fixture
@built_once
def gazette(alice: User, bob: User) -> list[Order]:
    """The five founding notices: the first is public, the others wait for the reviewer."""
    source = taking_in.receive(data=(FOUNDING / "gazette.txt").read_bytes(), by=alice)
    orders = []
    for notice in taking_in.read(source).notices:
        order = taking_in.take_in(source=source, notice=notice, by=alice)
        orders.append(review.submit(order=order, by=alice) if orders else publish(order, alice, bob))
    return orders


def questions(user: User, order: Order) -> Asked:
    """What the page of an order asks, opened by somebody whose browser has been at the desk before."""
    client = at_desk(user)
    client.get(reverse("admin:index"))
    with asked() as found:
        assert client.get(order_address(order)).status_code == 200
    return found


def test_the_page_of_a_founding_notice_reads_once(gazette: list[Order], bob: User) -> None:
    for order in gazette:
        found = questions(bob, order)
        assert found.twice == [], order
        assert len(found) <= (PUBLIC_PAGE if order.state == OrderState.PUBLISHED else PAGE), f"{order}\n{found}"


def test_the_page_of_a_draft_reads_once(gazette: list[Order], alice: User, bob: User) -> None:
    for order in gazette[1:]:
        review.send_back(order=order, by=bob, note="请再核对")
        found = questions(alice, order)
        assert found.twice == [], order
        assert len(found) <= PAGE, f"{order}\n{found}"


def test_the_page_of_a_draft_with_open_names_reads_once(alice: User, bob: User) -> None:
    make_official("冯磊")
    make_official("冯磊")
    clauses = [[say("appoint", "冯磊", "某局", "局长")], [say("appoint", "李娜新", "某局", "副局长")]]
    found = questions(alice, make_draft(clauses, alice, remainder=["月薪从优"]))
    assert found.twice == []
    assert len(found) <= PAGE_WITH_OPEN_NAMES, found


def test_the_page_of_a_draft_with_personal_data_reads_once(alice: User) -> None:
    [order] = take(PERSONAL, alice)
    found = questions(alice, order)
    assert found.twice == []
    assert len(found) <= PAGE_WITH_OPEN_NAMES, found


def test_a_query_asked_twice_is_found() -> None:
    with asked() as found:
        for key in (1, 2, 1):
            Order.everything.filter(pk=key).exists()
    [line] = found.twice
    assert line.startswith("2× ")
    assert len(found) == 3


def test_taking_in_a_founding_notice_reads_once(gazette: list[Order], alice: User, bob: User) -> None:
    """17号 once more, after it was discarded: its bodies, posts and people are on record; and then as a new notice."""
    order = gazette[1]
    review.send_back(order=order, by=bob, note="重新录入")
    order.refresh_from_db()
    review.discard(order=order, by=alice)
    notice = taking_in.read(order.source).notices[1]
    assert notice.number == "东政任〔2021〕17号"
    with asked() as found:
        taking_in.take_in(source=order.source, notice=notice, by=alice)
    assert found.twice == []
    assert len(found) <= TAKING_IN, found


def test_taking_in_into_an_empty_register_reads_once(alice: User) -> None:
    source = taking_in.receive(data=(FOUNDING / "gazette.txt").read_bytes(), by=alice)
    for notice in taking_in.read(source).notices:
        with asked() as found:
            taking_in.take_in(source=source, notice=notice, by=alice)
        assert found.twice == [], notice.number
        assert len(found) <= TAKING_IN, f"{notice.number}\n{found}"


# A text is parsed once


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often a text was parsed since one asked last."""
    times = 0
    parse = taking_in.parse

    def counting(text: str, *, bodies: frozenset[str] = frozenset()) -> object:
        nonlocal times
        times += 1
        return parse(text, bodies=bodies)

    def since_then() -> int:
        nonlocal times
        counted, times = times, 0
        return counted

    monkeypatch.setattr(taking_in, "parse", counting)
    return since_then


def test_no_request_of_intake_parses_a_text_twice(gazette: list[Order], alice: User, parsed: Callable[[], int]) -> None:
    client = at_desk(alice)
    pasted = "\n\n".join(source_text(order).replace("东政任", "东政复") for order in gazette[:2])
    assert client.post(reverse("admin:orders_order_intake"), {"text": pasted}).status_code == 302
    assert parsed() == 1, "the box"
    source = Source.objects.latest("pk")
    preview = reverse("admin:orders_order_preview", args=[source.pk])
    page = client.get(preview)
    assert parsed() == 1, "the preview"
    assert press(alice, preview, "all", page=page).status_code == 302
    assert parsed() == 1, "both notices stored"
    assert source.orders.count() == 2


def test_the_pages_of_an_order_parse_nothing(alice: User, parsed: Callable[[], int]) -> None:
    draft = make_draft([[say("appoint", "李娜新", "某局", "副局长")]], alice)
    page = at_desk(alice).get(order_address(draft))
    at_desk(alice).get(reverse("admin:orders_clause_reading", args=[draft.clauses.get().pk]))
    assert press(alice, order_address(draft), "step-submit", page=page, note="").status_code == 302
    assert parsed() == 0


# The checks run once


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """The orders that were checked, each as often as it was; blockers and others run together."""
    checked: list[Order] = []

    def noting(reading: DraftReading) -> Iterator[Check]:
        checked.append(reading.order)
        yield from ()

    examinations: Sequence[checks.Examination] = (*checks.BLOCKERS, noting)
    monkeypatch.setattr(checks, "BLOCKERS", examinations)
    return checked


def test_the_page_and_each_step_taken_on_it_run_the_checks_once(
    draft: Order, alice: User, bob: User, runs: list[Order]
) -> None:
    address = order_address(draft)
    for user, step in ((alice, "submit"), (bob, "approve"), (bob, "publish")):
        page = at_desk(user).get(address)
        assert runs == [draft], f"the page before {step}"
        runs.clear()
        assert press(user, address, f"step-{step}", page=page, note="").status_code == 302
        assert runs == [draft], step
        runs.clear()


def test_a_blocked_step_still_says_why(alice: User) -> None:
    blocked = make_draft([[say("appoint", "李娜新", "某局", "副局长")]], alice, remainder=["月薪从优"])
    page = words(press(alice, order_address(blocked), "step-submit", note="已核对"))
    assert "“月薪从优”没有读出：不在已知的句式之中。请改为任免事项，或者注明不是任免。" in page
