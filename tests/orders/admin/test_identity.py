"""Who is who, decided on the pages of the staff: merge, split, not the same, settle; each leaves its record."""

import pytest
from django.urls import reverse

from orders.models import Act, Identification, PublicChange
from people.models import NotSame, Official
from tests.built_once import built_once
from tests.factories import make_draft, make_official, publish_clauses, say
from tests.orders.admin.desk import STALE, at_desk, change_address, confirm, press, save, words

BUREAU = "北京市东城区民政局"


def address(official):
    return reverse("admin:people_official_identity", args=[official.pk])


def answer(user, official, action, **said):
    return press(user, address(official), action, **said)


@pytest.fixture
@built_once
def two(alice, bob):
    """Two officials of one name, each with a post, both public."""
    publish_clauses([[say("appoint", "张伟", "北京市东城区园林绿化局", "局长")]], alice, bob)
    draft = make_draft(
        [[say("appoint", "张伟", BUREAU, "副局长")]], alice, bulk=True, number="东政任〔2021〕17号", session=129
    )
    one = Official.everything.get(name="张伟", provisional=False)
    return one, draft.clauses.get().acts.get().official


def test_the_page_shows_the_namesake_with_posts_and_dates(two, bob):
    page = words(at_desk(bob).get(address(two[0])))
    assert "北京市东城区园林绿化局局长（2021-05-10，未见免职记录）" in page
    assert "北京市东城区民政局副局长（未公开：东政任〔2021〕17号 任命）" in page


def test_a_merge_waits_for_another_person_and_leaves_a_redirect_and_a_record(two, alice, bob):
    one, other = two
    assert answer(alice, one, "merge", other=other.pk, note="核对名册").status_code == 302
    other.refresh_from_db()
    assert other.merged_into is None
    assert "已拟好，待另一位同事确认：" in words(at_desk(bob).get(address(one)))
    assert confirm(bob).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == one
    assert Identification.objects.filter(kind="merged", official=one, other=other, by=bob, note="核对名册").exists()


def test_a_merge_without_a_reason_is_an_error_in_its_place(two, bob):
    one, other = two
    page = answer(bob, one, "merge", other=other.pk, note="").content.decode()
    assert "errorlist" in page
    other.refresh_from_db()
    assert other.merged_into is None


def test_nobody_alone_merges_what_is_public(two, alice, bob):
    one, other = two
    assert answer(bob, one, "merge", other=other.pk, note="核对名册").status_code == 302
    for user, why in ((alice, "只有“审核”组的成员可以确认。"), (bob, "是您拟办的，不能由您确认；请由另一人办理。")):
        assert why in words(at_desk(user).get(change_address(PublicChange.objects.get())))
        assert confirm(user).status_code == 200
    other.refresh_from_db()
    assert other.merged_into is None


def test_two_namesakes_are_remembered_as_two(two, alice, bob):
    one, other = two
    assert answer(alice, one, "not-same", other=other.pk, note="在不同单位").status_code == 302
    confirm(bob)
    assert NotSame.objects.count() == 1
    assert "在不同单位" in words(at_desk(bob).get(address(one)))


def test_a_settled_pair_is_not_offered_for_merging_until_it_is_withdrawn(two, alice, bob):
    one, other = two
    answer(alice, one, "not-same", other=other.pk, note="在不同单位")
    confirm(bob)
    assert "merge" not in at_desk(bob).get(address(one)).context["forms"]
    assert answer(alice, one, "same-again", other=other.pk, note="查清是一人").status_code == 302
    confirm(bob)
    assert not NotSame.objects.exists()
    assert answer(alice, one, "merge", other=other.pk, note="查清是一人").status_code == 302
    confirm(bob)
    other.refresh_from_db()
    assert other.merged_into == one


def test_a_provisional_official_is_settled(two, bob):
    _one, other = two
    assert answer(bob, other, "settle", note="查档案").status_code == 302
    other.refresh_from_db()
    assert not other.provisional


def test_acts_of_another_person_are_split_off(alice, bob):
    order = publish_clauses(
        [[say("appoint", "张伟", BUREAU, "局长")], [say("appoint", "张伟", BUREAU, "书记")]], alice, bob
    )
    first, second = (clause.acts.get() for clause in order.clauses.all())
    assert answer(alice, first.official, "split", acts=[second.pk], note="两人").status_code == 302
    confirm(bob)
    second.refresh_from_db()
    assert second.official != first.official


def test_the_change_page_keeps_name_and_identity_and_offers_the_pinyin(two, alice, bob):
    one = two[0]
    change = reverse("admin:people_official_change", args=[one.pk])
    page = at_desk(alice).get(change).content.decode()
    assert 'name="pinyin"' in page
    assert 'name="name"' not in page
    rows = {"identifications-TOTAL_FORMS": 0, "identifications-INITIAL_FORMS": 0}
    assert save(alice, change, {"pinyin": "zhangwei", **rows}).status_code == 200  # it does not say why
    response = save(alice, change, {"pinyin": "zhangwei", "reason": "多音字", **rows})
    assert response.headers["Location"] == change_address(PublicChange.objects.get())
    one.refresh_from_db()
    assert one.pinyin != "zhangwei"
    confirm(bob)
    one.refresh_from_db()
    assert one.pinyin == "zhangwei"


@pytest.mark.parametrize("action", ["merge", "not-same", "settle"])
def test_a_decision_over_something_newer_is_refused_and_the_next_is_informed(two, bob, action):
    one, other = two
    asked = other if action == "settle" else one
    said = {"note": "核对名册"} | ({} if action == "settle" else {"other": (one if asked == other else other).pk})
    page = at_desk(bob).get(address(asked))
    make_official("张伟")  # a third of the name
    refused = press(bob, address(asked), action, page=page, **said)
    assert STALE in words(refused)
    assert "核对名册" in refused.content.decode()
    assert press(bob, address(asked), action, page=refused, **said).status_code == 302


def test_a_merge_over_posts_that_were_read_otherwise_meanwhile_is_refused(two, bob):
    one, other = two
    page = at_desk(bob).get(address(one))
    Act.objects.filter(official=other).update(printed_title="局长")
    assert STALE in words(press(bob, address(one), "merge", page=page, other=other.pk, note="核对名册"))
    other.refresh_from_db()
    assert other.merged_into is None


def test_a_split_over_something_newer_is_refused(alice, bob):
    order = publish_clauses(
        [[say("appoint", "张伟", BUREAU, "局长")], [say("appoint", "张伟", BUREAU, "书记")]], alice, bob
    )
    first, second = (clause.acts.get() for clause in order.clauses.all())
    page = at_desk(bob).get(address(first.official))
    Official.everything.update(name="张玮")
    assert STALE in words(press(bob, address(first.official), "split", page=page, acts=[second.pk], note="两人"))
    second.refresh_from_db()
    assert second.official == first.official
