"""One order on one page: source beside reading, what is open, what will change, and the steps of review."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orders.entering import correcting
from orders.models import Act, Identification, Order, Review
from orders.office.content import content_hash
from orders.steps import case, review
from tests.built_once import built_once
from tests.factories import make_draft, publish_clauses, say
from tests.orders.admin.desk import STALE, at_desk, order_address, press, save, seen_on, words
from tests.orders.conftest import promoted

BUREAU = "北京市东城区民政局"


@pytest.fixture
@built_once
def draft(alice):
    feng = say("appoint", "冯磊", BUREAU, "副局长", qualifiers={"probation_months": 12})
    return make_draft([[feng], [say("appoint", "于倩", "北京市东城区商务局", "副局长")]], alice)


def answer(user, order, action, **said):
    """Press one button of the page."""
    return press(user, order_address(order), action, **said)


def test_each_clause_stands_beside_its_reading(draft, alice):
    page = words(at_desk(alice).get(order_address(draft)))
    assert "appoint冯磊北京市东城区民政局副局长" in page  # the sentence of a clause made by hand
    assert "任命 冯磊 北京市东城区民政局 副局长 试用期一年" in page


def test_what_will_change_shows_holders_before_and_after(draft, alice, bob):
    publish_clauses([[say("appoint", "曲书才", BUREAU, "副局长")]], alice, bob, number="东政任〔2021〕1号", session=100)
    page = words(at_desk(alice).get(order_address(draft)))
    changes = page[page.index("将有的变化 公开以后") :]
    assert "北京市东城区民政局副局长 2021-05-10 曲书才 曲书才 冯磊" in changes
    assert "北京市东城区商务局副局长 2021-05-10 无任职记录 于倩" in changes


def test_words_that_could_not_be_read_are_marked_and_asked_about(alice):
    order = make_draft([[say("appoint", "冯磊", BUREAU, "副局长")]], alice, remainder=["推荐某某为人选"])
    page = at_desk(alice).get(order_address(order)).content.decode()
    piece = order.remainder.get()
    assert f'<div class="pair remainder" id="remainder-{piece.pk}"' in page
    assert "推荐某某为人选" in page
    assert "不在已知的句式之中。" in page


def test_words_left_over_are_set_aside_with_a_note(alice):
    order = make_draft([[say("appoint", "冯磊", BUREAU, "副局长")]], alice, remainder=["推荐某某为人选"])
    piece = order.remainder.get()
    response = answer(alice, order, f"remainder-{piece.pk}", note="推荐不属于任免")
    assert response.status_code == 302
    piece.refresh_from_db()
    assert (piece.settled_by, piece.settled_note) == (alice, "推荐不属于任免")


def test_setting_aside_without_a_note_is_refused_in_its_place(alice):
    order = make_draft([[say("appoint", "冯磊", BUREAU, "副局长")]], alice, remainder=["推荐某某为人选"])
    piece = order.remainder.get()
    response = answer(alice, order, f"remainder-{piece.pk}", note="")
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    piece.refresh_from_db()
    assert piece.settled_by is None


@pytest.fixture
@built_once
def homonym(alice, bob):
    """A draft that names somebody whose name is on record in another post."""
    publish_clauses([[say("appoint", "王雪", "北京市东城区园林绿化局", "局长")]], alice, bob)
    return make_draft(
        [[say("appoint", "王雪", BUREAU, "副局长")]], alice, number="东政任〔2021〕17号", session=129, decided_on=None
    )


def test_a_namesake_is_offered_with_posts_and_dates(homonym, alice):
    page = words(at_desk(alice).get(order_address(homonym)))
    assert "“王雪”在登记中有同名的人，请认定是哪一位。" in page
    assert "北京市东城区园林绿化局局长（2021-05-10，未见免职记录）" in page
    assert "另一位“王雪” 登记中还没有这个人。" in page


def test_the_clerk_picks_one_of_the_candidates(homonym, alice):
    act = homonym.clauses.get().acts.get()
    known = Order.everything.get(number=16).clauses.get().acts.get().official
    response = answer(alice, homonym, f"official-{act.pk}", official=str(known.pk), note="同一人")
    assert response.status_code == 302
    assert response.headers["Location"].endswith("#clause-1")
    act.refresh_from_db()
    assert act.official == known
    assert Identification.objects.filter(act=act, kind="picked", by=alice, note="同一人").exists()


def test_the_clerk_says_it_is_another_person_of_the_name(homonym, alice):
    act = homonym.clauses.get().acts.get()
    known = Order.everything.get(number=16).clauses.get().acts.get().official
    assert answer(alice, homonym, f"official-{act.pk}", official="another", note="").status_code == 302
    act.refresh_from_db()
    assert act.official not in (None, known)


def test_no_choice_is_an_error_beside_the_question_and_keeps_the_note(homonym, alice):
    act = homonym.clauses.get().acts.get()
    response = answer(alice, homonym, f"official-{act.pk}", note="写了一半")
    page = response.content.decode()
    assert response.status_code == 200
    assert "errorlist" in page
    assert 'value="写了一半"' in page


def test_a_search_by_name_offers_people_of_another_name(homonym, alice):
    act = homonym.clauses.get().acts.get()
    other = make_draft(
        [[say("appoint", "王学", BUREAU, "局长")]], alice, number="东政任〔2021〕18号", session=None, decided_on=None
    )
    address = reverse("admin:orders_act_official", args=[act.pk])
    page = words(at_desk(alice).get(address, {"q": "王学"}))
    assert "王学 北京市东城区民政局局长（未公开：东政任〔2021〕18号 任命）" in page
    chosen = other.clauses.get().acts.get().official
    refused = at_desk(alice).post(f"{address}?q=王学", {"official": chosen.pk, "note": ""})
    assert "确为同一人的，请写明依据。" in words(refused)
    assert save(alice, f"{address}?q=王学", {"official": chosen.pk, "note": "笔误"}).status_code == 302
    act.refresh_from_db()
    assert act.official == chosen


def test_the_publication_day_is_set_on_the_page(draft, alice):
    assert answer(alice, draft, "published-on", published_on="2021-11-20").status_code == 302
    draft.refresh_from_db()
    assert draft.published_on.isoformat() == "2021-11-20"


def test_the_order_goes_its_way_through_two_people(draft, alice, bob):
    assert answer(alice, draft, "step-submit", note="请审核").status_code == 302
    waiting = at_desk(bob).get(reverse("admin:orders_order_changelist"), {"waiting": "review"})
    assert "东政任〔2021〕16号" in words(waiting)
    assert answer(bob, draft, "step-approve", note="").status_code == 302
    assert answer(bob, draft, "step-publish", note="").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "published"
    log = words(at_desk(bob).get(order_address(draft)))
    assert "alice 提交 草稿 → 待审核 请审核" in log
    assert "bob 公开 已审核 → 已公开" in log


@pytest.fixture
def stale(draft, alice, bob):
    """The page of bob, opened before the notice went back, was corrected and came again."""
    review.submit(order=draft, by=alice)
    page = at_desk(bob).get(order_address(draft))
    review.send_back(order=draft, by=bob, note="职务有误")
    correcting.correct_reading(clause=draft.clauses.first(), acts=[say("appoint", "冯磊", BUREAU, "局长")], by=alice)
    review.submit(order=draft, by=alice)
    return page


@pytest.mark.parametrize("step", ["approve", "send_back"])
def test_a_step_on_a_page_that_is_stale_is_refused_and_the_next_is_informed(stale, draft, bob, step):
    steps = Review.objects.count()
    refused = press(bob, order_address(draft), f"step-{step}", page=stale, note="已核对原件")
    page = words(refused)
    assert STALE in page
    assert "任命 冯磊 北京市东城区民政局 局长" in page
    assert "已核对原件</textarea>" in refused.content.decode()
    draft.refresh_from_db()
    assert (draft.state, Review.objects.count()) == ("submitted", steps)
    assert press(bob, order_address(draft), f"step-{step}", page=refused, note="已核对原件").status_code == 302
    assert Review.objects.count() == steps + 1


@pytest.mark.parametrize("said", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_a_step_that_does_not_say_what_was_seen_is_refused(draft, alice, bob, said):
    review.submit(order=draft, by=alice)
    answered = at_desk(bob).post(order_address(draft), {"action": "step-approve", "step-approve-note": "", **said})
    assert STALE in words(answered)
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_is_changed_while_the_page_is_read_was_not_seen(draft, alice, monkeypatch):
    before, read = content_hash(draft), case.read_content

    def read_and_then_changed(order):
        content = read(order)
        Act.objects.update(printed_official="冯蕾")
        return content

    monkeypatch.setattr(case, "read_content", read_and_then_changed)
    page = at_desk(alice).get(order_address(draft))
    assert seen_on(page, "step-submit") == {"seen": before}
    assert "冯蕾" not in words(page), "what is shown is what was hashed"
    assert before != content_hash(draft)


def test_the_submitter_reads_why_the_approval_is_not_open(draft, alice):
    answer(alice, draft, "step-submit", note="")
    alice = promoted(alice)
    page = words(at_desk(alice).get(order_address(draft)))
    assert "东政任〔2021〕16号是您录入的，不能由您审核通过；请由另一人办理。" in page
    refused = words(answer(alice, draft, "step-approve", note=""))
    assert "不能由您审核通过" in refused
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_i_submitted_does_not_wait_for_me(draft, alice):
    answer(alice, draft, "step-submit", note="")
    page = words(at_desk(promoted(alice)).get(reverse("admin:orders_order_changelist"), {"waiting": "review"}))
    assert "东政任〔2021〕16号" not in page


def test_sending_back_needs_a_reason(draft, alice, bob):
    answer(alice, draft, "step-submit", note="")
    refused = answer(bob, draft, "step-send_back", note=" ")
    assert "请写明原因，让同事知道要改什么。" in words(refused)
    assert answer(bob, draft, "step-send_back", note="第2项机构有误").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "第2项机构有误" in words(at_desk(alice).get(order_address(draft)))


def test_a_submitted_order_has_no_tools_of_the_clerk(draft, alice):
    answer(alice, draft, "step-submit", note="")
    page = words(at_desk(alice).get(order_address(draft)))
    assert "校正读法" not in page
    assert "改认" not in page


def test_a_button_that_is_gone_is_answered_with_a_sentence(draft, alice):
    page = words(at_desk(alice).post(order_address(draft), {"action": "official-999999"}))
    assert "页面已经变化，请重新选择。" in page


def test_the_page_asks_as_much_of_the_database_for_one_clause_as_for_twenty(alice, bob):
    publish_clauses([[say("appoint", "王雪", BUREAU, "局长")]], alice, bob, number="东政任〔2021〕1号", session=100)

    def queries(count: int, number: str) -> int:
        clauses = [[say("appoint", "王雪", f"机构{count}之{index}", "局长")] for index in range(count)]
        clauses += [[say("appoint", f"某{count}{index}", f"机构{count}之{index}", "副局长")] for index in range(count)]
        order = make_draft(clauses, alice, number=number, session=None, decided_on=None, remainder=["甲", "乙"][:count])
        client = at_desk(alice)
        client.get(order_address(order))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(order_address(order)).status_code == 200
        return len(asked)

    assert queries(1, "东政任〔2021〕30号") == queries(20, "东政任〔2021〕31号")
