"""The frame of a draft, corrected on its page."""

from datetime import date

import pytest

from orders.models import Order
from tests.built_once import built_once
from tests.factories import make_draft, publish, say
from tests.orders.admin.desk import at_desk, order_address, save, words

BUREAU = "北京市东城区民政局"
RIGHT = {
    "action": "frame",
    "frame-title": "关于冯磊同志任职的通知",
    "frame-issuer": "北京市东城区人民政府",
    "frame-number": "东政任〔2021〕20号",
    "frame-headcount": "1",
    "frame-session_body": "北京市东城区人民政府",
    "frame-session_kind": "常务会议",
    "frame-session_number": "129",
    "frame-decided_on": "2021-09-13",
    "frame-signed_on": "2021-11-17",
}


@pytest.fixture
@built_once
def draft(alice):
    return make_draft([[say("appoint", "冯磊", BUREAU, "局长")]], alice)


def test_the_form_holds_what_was_read(draft, alice):
    page = at_desk(alice).get(order_address(draft)).content.decode()
    assert "校正标题、文号、会议和日期" in page
    assert 'value="东政任〔2021〕16号"' in page
    assert 'value="2021-05-10"' in page


def test_the_frame_is_corrected(draft, alice):
    assert save(alice, order_address(draft), RIGHT).status_code == 302
    order = Order.everything.get(pk=draft.pk)
    assert (order.title, order.printed_number, order.headcount) == ("关于冯磊同志任职的通知", "东政任〔2021〕20号", 1)
    assert (order.decided_on, order.signed_on) == (date(2021, 9, 13), date(2021, 11, 17))


def test_a_refused_frame_stays_open_with_the_sentence(draft, alice):
    page = save(alice, order_address(draft), {**RIGHT, "frame-signed_on": "2021-09-01"})
    assert "通知不会先于决定成文" in words(page)
    assert '<details id="frame" open>' in page.content.decode()
    assert Order.everything.get(pk=draft.pk).title == ""


def test_an_order_that_is_no_draft_offers_no_frame(draft, alice, bob):
    publish(draft, alice, bob)
    assert "frame-title" not in at_desk(alice).get(order_address(draft)).content.decode()
