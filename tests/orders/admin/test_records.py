"""The lists of the desk: each opens, searches and filters in a constant number of queries; what is public is frozen."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orders.models import Act, Order, PublicChange
from orders.steps import errata, review
from people.models import Body, BodyName, Position, ReorganisationPolicy
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import (
    TODAY,
    make_body,
    make_draft,
    make_official,
    make_position,
    prepare_event,
    publish_clauses,
    say,
)
from tests.orders.admin.desk import STALE, at_desk, confirm, press, save, words

LISTED = [model for model in admin.site._registry if model._meta.app_label in ("people", "orders")]


def list_address(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@built_once
def enter(alice, bob, first, last):
    """Notices, published and not, with everything that stands in the lists."""
    for number in range(first, last):
        clauses = [
            [
                say("appoint", f"官员{number}", f"机构{number}", "局长"),
                say("remove", f"官员{number}", "旧机构", f"{number}科长"),
            ]
        ]
        publish_clauses(clauses, alice, bob, number=f"东政任〔2021〕{number}号", session=number)
        make_draft(
            [[say("appoint", f"官员{number}", f"机构{number}", "书记")]],
            alice,
            number=f"东政任〔2022〕{number}号",
            session=None,
            decided_on=None,
        )


@built_once
def decide(alice, bob, first, last):
    """An erratum, an event and a settled pair of namesakes for each number."""
    for number in range(first, last):
        clause = Order.published.get(number=number, year=2021).clauses.get()
        right = [say("appoint", f"官员{number}", f"机构{number}", "副局长")]
        errata.prepare_erratum(clause=clause, acts=right, reason="职务读错", by=alice)
        body = clause.acts.exclude(position__body__names__name="旧机构").first().position.body
        prepare_event(kind="abolished", old=[body], new=[], effective_on=date(2022, 1, number), by=alice)
        one, other = make_official(f"同名{number}"), make_official(f"同名{number}")
        two_people.declare_not_same(one=one, other=other, by=bob, note="两人")
        ReorganisationPolicy.objects.create(issuer=body, kind="merged", effect="carries_on", basis="某规定")


@pytest.mark.parametrize("model", LISTED)
def test_a_list_asks_as_often_for_many_rows_as_for_few(model, alice, bob):
    def queries() -> int:
        client = at_desk(bob)
        client.get(list_address(model))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(list_address(model)).status_code == 200
        return len(asked)

    enter(alice, bob, 1, 3)
    decide(alice, bob, 1, 3)
    few = queries()
    enter(alice, bob, 3, 8)
    decide(alice, bob, 3, 8)
    assert queries() == few


@pytest.mark.parametrize("model", LISTED)
def test_a_list_is_searched(model, alice, bob):
    enter(alice, bob, 1, 2)
    response = at_desk(bob).get(list_address(model), {"q": "官员1"})
    assert response.status_code == 200


def test_the_first_page_says_what_waits(alice, bob):
    enter(alice, bob, 1, 3)
    page = words(at_desk(alice).get(reverse("admin:index")))
    assert "待办 录入通知 2 我的草稿 2 姓名未认定" in page
    page = words(at_desk(bob).get(reverse("admin:index")))
    assert "待办 0 待我审核 0 已审核，待公开 0 更正待公开 2 姓名未认定" in page


def test_unsettled_names_are_listed_with_a_link_to_their_clause(alice, bob):
    enter(alice, bob, 1, 2)
    page = at_desk(alice).get(reverse("admin:orders_act_changelist"), {"unsettled": "name"}).content.decode()
    assert "东政任〔2022〕1号" in page
    assert "#clause-1" in page


def test_a_public_body_keeps_its_name_and_a_draft_one_may_be_corrected(alice):
    public = make_body("公开的机构")
    unseen = make_body("草稿的机构", public_since=None)
    for body, editable in ((public, False), (unseen, True)):
        page = at_desk(alice).get(reverse("admin:people_body_change", args=[body.pk])).content.decode()
        assert ('name="names-0-name"' in page) is editable
        assert ('name="established_on"' in page) is editable
        assert 'name="display_order"' in page


def names(name, pk=""):
    return {
        "display_order": 5,
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name": name,
        "positions-TOTAL_FORMS": 0,
        "positions-INITIAL_FORMS": 0,
    }


def test_a_body_is_added_by_hand_with_its_name(alice):
    response = at_desk(alice).post(reverse("admin:people_body_add"), names("新设的机构"))
    assert response.status_code == 302
    assert Body.everything.named("新设的机构").get().public_since is None


def test_a_name_that_another_body_bears_is_refused(alice):
    make_body("已有的机构")
    page = at_desk(alice).post(reverse("admin:people_body_add"), names("已有的机构")).content.decode()
    assert "登记中已有名为“已有的机构”的机构。" in page
    assert BodyName.objects.count() == 1


def test_a_body_without_a_name_is_refused(alice):
    assert at_desk(alice).post(reverse("admin:people_body_add"), names("")).status_code == 200
    assert not Body.everything.exists()


def test_the_place_of_a_public_position_is_changed_and_its_title_is_not(alice, bob):
    position = make_position("某局", "局长")
    address = reverse("admin:people_position_change", args=[position.pk])
    sent = {"position_class": "head", "display_order": 7, "title": "副局长", "reason": "编制文件"}
    assert save(alice, address, sent).status_code == 302
    assert Position.everything.get().display_order != 7
    assert not LogEntry.objects.exists(), "nothing is said to be changed before it is"
    confirm(bob)
    position = Position.everything.get()
    assert (position.title, position.display_order) == ("局长", 7)


def test_what_an_order_under_review_rests_on_is_not_edited_in_place(alice):
    draft = make_draft([[say("appoint", "冯磊", "某局", "局长")]], alice)
    position = Position.everything.get()
    pages = {
        "title": reverse("admin:people_position_change", args=[position.pk]),
        "established_on": reverse("admin:people_body_change", args=[position.body_id]),
    }
    for editable in (True, False):
        for field, address in pages.items():
            page = at_desk(alice).get(address).content.decode()
            assert (f'name="{field}"' in page) is editable
        if editable:
            review.submit(order=draft, by=alice, today=TODAY)
    save(alice, pages["title"], {"position_class": "head", "display_order": 1, "title": "副局长"})
    assert Position.everything.get().title == "局长"


def test_the_page_of_a_body_does_not_move_it(alice, bob):
    body = make_body("某局")
    address = reverse("admin:people_body_change", args=[body.pk])
    rows = {"names-INITIAL_FORMS": 1, "names-0-id": body.names.get().pk, "names-0-body": body.pk}
    sent = {**names("某局"), **rows, "display_order": 3, "parent": body.pk, "reason": "三定方案"}
    assert save(alice, address, sent).status_code == 302
    confirm(bob)
    body.refresh_from_db()
    assert (body.display_order, body.parent) == (3, None)


def test_a_body_is_moved_on_a_page_of_its_own(alice, bob):
    city, bureau = make_body("某市"), make_body("某局")
    address = reverse("admin:people_body_place", args=[bureau.pk])
    assert address in at_desk(bob).get(reverse("admin:people_body_change", args=[bureau.pk])).content.decode()
    assert at_desk(bob).get(address).status_code == 200
    said = words(press(alice, address, "place", parent=city.pk))
    assert "请写明变更的理由。" in said
    said = words(press(bob, address, "place", parent=bureau.pk, reason="三定方案"))
    assert "某局不能放在它自己或者它的下级机构之下。" in said
    assert press(alice, address, "place", parent=city.pk, reason="三定方案").status_code == 302
    bureau.refresh_from_db()
    assert bureau.parent is None
    assert "已拟好，待另一位同事确认：" in words(at_desk(bob).get(address))
    confirm(bob)
    bureau.refresh_from_db()
    assert bureau.parent == city


def test_a_body_moved_meanwhile_is_not_moved_unseen(alice, bob):
    why = "三定方案"
    city, other, bureau = make_body("某市"), make_body("另一市"), make_body("某局")
    address = reverse("admin:people_body_place", args=[bureau.pk])
    page = at_desk(alice).get(address)
    assert press(alice, address, "place", parent=other.pk, reason=why).status_code == 302
    confirm(bob)
    refused = press(alice, address, "place", page=page, parent=city.pk, reason=why)
    assert STALE in words(refused)
    bureau.refresh_from_db()
    assert bureau.parent == other
    assert press(alice, address, "place", page=refused, parent=city.pk, reason=why).status_code == 302


def test_a_public_session_keeps_its_day_and_takes_a_term(alice, bob):
    order = publish_clauses([[say("appoint", "冯磊", "某局", "局长")]], alice, bob)
    address = reverse("admin:orders_session_change", args=[order.session.pk])
    sent = {"term": 16, "decided_on": "2020-01-01", "reason": "第十六届"}
    assert save(alice, address, sent).status_code == 302
    confirm(bob)
    order.session.refresh_from_db()
    assert (order.session.term, order.session.decided_on) == (16, date(2021, 5, 10))


def test_a_session_is_frozen_from_the_submission_of_an_order_that_names_it(alice, bob):
    order = make_draft([[say("appoint", "冯磊", "某局", "局长")]], alice)
    address = reverse("admin:orders_session_change", args=[order.session.pk])

    def fields_shown():
        page = at_desk(alice).get(address).content.decode()
        return {name for name in ("body", "kind", "number", "decided_on", "term") if f'name="{name}"' in page}

    assert fields_shown() == {"body", "kind", "number", "decided_on", "term"}
    review.submit(order=order, by=alice)
    assert fields_shown() == {"term"}
    review.approve(order=order, by=bob)
    assert save(alice, address, {"decided_on": "2021-05-11", "term": 16}).status_code == 302
    order.session.refresh_from_db()
    assert (order.session.decided_on, order.session.term) == (date(2021, 5, 10), 16)
    review.send_back(order=order, by=bob, note="日期请再核对")
    assert "decided_on" in fields_shown()


def test_names_in_an_erratum_that_was_withdrawn_wait_for_nobody(alice, bob):
    order = publish_clauses([[say("appoint", "冯磊", "某局", "局长")]], alice, bob)
    make_official("冯雷")
    right = [say("appoint", "冯雷", "某局", "局长")]
    erratum = errata.prepare_erratum(clause=order.clauses.get(), acts=right, reason="姓名读错", by=alice)
    errata.withdraw_erratum(erratum=erratum, by=bob)
    assert Act.objects.filter(official__isnull=True).count() == 1
    page = words(at_desk(alice).get(reverse("admin:orders_act_changelist"), {"unsettled": "name"}))
    assert "冯雷" not in page
    assert "0 姓名未认定" in words(at_desk(alice).get(reverse("admin:index")))


def test_a_save_over_what_a_step_made_public_meanwhile_asks_why_and_writes_nothing(alice, rf):
    position = make_position("某局", "局长", public_since=None)
    desk = admin.site._registry[Position]
    request = rf.post("/")
    request.user = alice
    sent = {"body": position.body_id, "title": "局长", "position_class": position.position_class, "display_order": 7}
    kind = desk.get_form(request, position)
    sent |= {"seen": kind(instance=position).initial["seen"]}
    form = kind(sent, instance=Position.everything.get())
    assert form.is_valid()
    Position.everything.update(public_since=date(2021, 10, 24))
    with pytest.raises(Refused, match="请写明变更的理由。"):
        desk.save_model(request, form.save(commit=False), form, change=True)
    kept = Position.everything.get()
    assert (kept.display_order, kept.public_since) == (position.display_order, date(2021, 10, 24))
    assert "reason" in kind(instance=kept).fields, "the page asks it when it opens again"
    assert not PublicChange.objects.exists()
