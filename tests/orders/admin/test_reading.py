"""A clause read by hand: corrected while the order is a draft, or made of words left over."""

import pytest
from django.urls import reverse

from tests.built_once import built_once
from tests.factories import make_draft, say
from tests.orders.admin.desk import at_desk, order_address, save, words
from tests.orders.admin.test_errata import RIGHT, rows

BUREAU = "北京市东城区民政局"


@pytest.fixture
@built_once
def draft(alice):
    return make_draft([[say("appoint", "冯磊", BUREAU, "局长")]], alice, remainder=["免去冯石的局长"])


def test_the_reading_of_a_clause_is_corrected(draft, alice):
    clause = draft.clauses.get()
    address = reverse("admin:orders_clause_reading", args=[clause.pk])
    response = save(alice, address, rows(RIGHT))
    assert response.headers["Location"] == order_address(draft)
    act = clause.acts.get()
    assert (act.printed_title, act.printed_post, act.qualifiers) == (
        "副局长",
        f"{BUREAU}副局长",
        {"probation_months": 12},
    )


def test_an_empty_row_says_nothing_and_a_struck_row_goes(draft, alice):
    clause = draft.clauses.get()
    address = reverse("admin:orders_clause_reading", args=[clause.pk])
    empty = {"verb": "", "official": "", "effective_precision": "day"}
    struck = {**RIGHT, "official": "多余", "DELETE": "on"}
    assert save(alice, address, rows(RIGHT, struck, empty)).status_code == 302
    assert clause.acts.get().printed_official == "冯磊"


def test_without_any_act_nothing_changes_and_a_sentence_says_so(draft, alice):
    clause = draft.clauses.get()
    address = reverse("admin:orders_clause_reading", args=[clause.pk])
    page = words(at_desk(alice).post(address, rows({**RIGHT, "DELETE": "on"})))
    assert "请至少写出一项任免动作。" in page
    assert clause.acts.get().printed_title == "局长"


def test_a_body_without_a_post_is_an_error_beside_the_field(draft, alice):
    clause = draft.clauses.get()
    address = reverse("admin:orders_clause_reading", args=[clause.pk])
    page = at_desk(alice).post(address, rows({**RIGHT, "position": ""})).content.decode()
    assert "写了机构，也请写出职务。" in page
    assert f'value="{BUREAU}"' in page


def test_words_left_over_become_a_clause(draft, alice):
    piece = draft.remainder.get()
    address = reverse("admin:orders_remainder_clause", args=[piece.pk])
    said = {"verb": "remove", "official": "冯石", "body": BUREAU, "position": "局长"}
    assert save(alice, address, rows(said, initial=0)).status_code == 302
    assert draft.clauses.count() == 2
    page = words(at_desk(alice).get(order_address(draft)))
    assert "免去 冯石 北京市东城区民政局 局长" in page


def test_a_submitted_order_is_not_read_anew(draft, alice):
    draft.state = "submitted"
    draft.save(update_fields=["state"])
    clause = draft.clauses.get()
    page = words(at_desk(alice).post(reverse("admin:orders_clause_reading", args=[clause.pk]), rows(RIGHT)))
    assert "只有草稿可以修改" in page
    assert clause.acts.get().printed_title == "局长"
