"""机构变更 on the pages of the staff: taken up or declined, prepared by hand, confirmed by a second person."""

from datetime import date

import pytest
from django.urls import reverse

from orders import reorganising
from orders.steps import reorganisations as steps
from people.models import Body, Position, Reorganisation
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_body, publish_clauses, revise_event, say
from tests.orders.admin.desk import STALE, at_desk, confirm, press, save, words

OLD, NEW = "北京市东城区网格化服务管理中心", "北京市东城区城市管理指挥中心"


def address(event):
    return reverse("admin:people_reorganisation_change", args=[event.pk])


def answer(user, event, action, **said):
    return press(user, address(event), action, **said)


@pytest.fixture
@built_once
def proposed(alice, bob):
    """What 16号 makes the system propose."""
    publish_clauses([[say("appoint", "张伟", NEW, "主任"), say("natural_removal", "张伟", OLD, "主任")]], alice, bob)
    return Reorganisation.objects.get(state="proposed")


def test_a_proposal_stands_in_the_list_with_both_bodies(proposed, alice):
    page = words(at_desk(alice).get(reverse("admin:people_reorganisation_changelist"), {"state__exact": "proposed"}))
    assert OLD in page
    assert NEW in page


def test_the_page_shows_what_happens_to_each_holder(proposed, alice):
    page = words(at_desk(alice).get(address(proposed)))
    assert f"{OLD}主任" in page
    assert "张伟" in page
    assert "东政任〔2021〕16号" in page


def test_taken_up_by_one_and_confirmed_by_another(proposed, alice, bob):
    assert answer(alice, proposed, "take-up").status_code == 302
    assert "只有“审核”组的成员可以确认。" in words(answer(alice, proposed, "confirm"))
    assert answer(bob, proposed, "confirm").status_code == 302
    proposed.refresh_from_db()
    assert (proposed.state, proposed.prepared_by, proposed.confirmed_by) == ("confirmed", alice, bob)


def test_a_confirmation_on_a_page_that_is_stale_is_refused_and_the_next_is_informed(proposed, alice, bob):
    steps.take_up(reorganisation=proposed, by=alice)
    stale = at_desk(bob).get(address(proposed))
    revise_event(reorganisation=proposed, by=alice, document="东编〔2021〕1号")
    refused = press(bob, address(proposed), "confirm", page=stale)
    page = words(refused)
    assert STALE in page
    assert "东编〔2021〕1号" in page
    proposed.refresh_from_db()
    assert proposed.state == "prepared"
    assert press(bob, address(proposed), "confirm", page=refused).status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == "confirmed"


def test_declining_on_a_page_that_is_stale_is_refused_and_keeps_the_reason(proposed, alice, bob):
    stale = at_desk(bob).get(address(proposed))
    revise_event(reorganisation=proposed, by=alice, document="东编〔2021〕1号")
    refused = press(bob, address(proposed), "decline", page=stale, note="并非同一机构")
    assert STALE in words(refused)
    assert 'value="并非同一机构"' in refused.content.decode()
    assert press(bob, address(proposed), "decline", page=refused, note="并非同一机构").status_code == 302


@pytest.mark.parametrize("action", ["take-up", "decline"])
def test_a_step_that_does_not_say_what_was_seen_is_refused(proposed, alice, action):
    answered = at_desk(alice).post(address(proposed), {"action": action, f"{action}-note": "并非同一机构"})
    assert STALE in words(answered)
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


def test_a_refused_confirmation_is_not_shown_as_done(proposed, alice, bob):
    revise_event(reorganisation=proposed, by=alice, document_public_on=date(9999, 1, 1))
    page = words(answer(bob, proposed, "confirm"))
    assert "才公开，公开之前不能确认。" in page
    assert "待确认" in page
    assert "已确认" not in page


def test_declined_with_a_reason(proposed, alice):
    assert "errorlist" in answer(alice, proposed, "decline", note="").content.decode()
    assert answer(alice, proposed, "decline", note="并非同一机构").status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == "declined"


def test_one_holder_is_treated_by_name(proposed, alice):
    publish = proposed.successions.get().old
    official = publish.tenures.get().official
    key = f"holder-{official.pk}-{publish.pk}"
    assert answer(alice, proposed, key, effect="carries_on", note="另有安排").status_code == 302
    assert proposed.holder_effects.get().effect == "carries_on"
    assert "单独指定" in words(at_desk(alice).get(address(proposed)))


def test_an_event_is_prepared_by_hand_in_two_steps(alice, bob):
    publish_clauses([[say("appoint", "张伟", OLD, "主任")], [say("appoint", "许晶", NEW, "主任")]], alice, bob)
    old, new = Body.everything.named(OLD).get(), Body.everything.named(NEW).get()
    sent = {
        "kind": "replaced",
        "effective_on": "2021-06-01",
        "old": [old.pk],
        "new": [new.pk],
        "document": "东编〔2021〕1号",
    }
    client = at_desk(alice)
    add = reverse("admin:people_reorganisation_add")
    second = client.post(add, {**sent, "action": "parties"})
    assert f"{OLD}主任" in words(second)
    [post] = old.positions.all()
    [after] = new.positions.all()
    assert f'<option value="{after.pk}" selected>' in second.content.decode()
    said = {**sent, "action": "record", "effects-effect": "natural_removal", f"effects-post-{post.pk}": after.pk}
    assert client.post(add, said).status_code == 302
    event = Reorganisation.objects.get(state="prepared")
    assert (event.kind, event.effective_on, event.document) == ("replaced", date(2021, 6, 1), "东编〔2021〕1号")
    assert [(row.old, row.new) for row in event.successions.all()] == [(post, after)]


def test_a_refused_event_keeps_everything_that_was_typed(alice):
    only = make_body("甲中心")
    sent = {"kind": "merged", "effective_on": "2021-06-01", "old": [only.pk], "new": [], "document": "东编〔2021〕1号"}
    response = at_desk(alice).post(
        reverse("admin:people_reorganisation_add"), {**sent, "action": "record", "effects-effect": "natural_removal"}
    )
    page = response.content.decode()
    assert "“合并”应当写明至少一个原机构和一个新机构。" in page
    assert 'value="东编〔2021〕1号"' in page
    assert not Reorganisation.objects.exists()


def test_a_prepared_event_is_revised_before_it_is_confirmed(proposed, alice):
    revise = reverse("admin:people_reorganisation_revise", args=[proposed.pk])
    page = at_desk(alice).get(revise).content.decode()
    assert 'value="2021-05-10"' in page
    old, new = Body.everything.named(OLD).get(), Body.everything.named(NEW).get()
    post, after = old.positions.get(), new.positions.get()
    said = {
        "kind": "replaced",
        "effective_on": "2021-05-11",
        "old": [old.pk],
        "new": [new.pk],
        "action": "record",
        "effects-effect": "natural_removal",
        f"effects-post-{post.pk}": after.pk,
    }
    assert save(alice, revise, said).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.effective_on, proposed.state, proposed.prepared_by) == (date(2021, 5, 11), "prepared", alice)


def test_a_later_post_is_added_and_a_successor_filled_in_and_another_person_confirms(proposed, alice, bob):
    chief = Position.public.get(body__names__name=OLD, title="主任")
    revise_event(reorganisation=proposed, by=alice, successions=[(chief, None)])
    steps.confirm(reorganisation=proposed, by=bob)
    publish_clauses(
        [[say("remove", "许晶", OLD, "副主任"), say("appoint", "许晶", NEW, "副主任")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        decided_on=date(2021, 5, 10),
    )
    deputy, after = (Position.public.get(body__names__name=name, title="副主任") for name in (OLD, NEW))
    page = words(at_desk(alice).get(address(proposed)))
    assert "暂不补列" in page
    assert "仍然没有承继的职务" in page
    head = Position.public.get(body__names__name=NEW, title="主任")
    said = {f"post-{deputy.pk}": str(after.pk), f"post-{chief.pk}": str(head.pk), "note": "职务后来登记"}
    assert answer(alice, proposed, "supplement", **said).status_code == 302
    added = Reorganisation.objects.get(supplements=proposed)
    assert set(reorganising.plan_of(added).successions) == {(deputy, after), (chief, head)}
    assert answer(bob, added, "confirm").status_code == 302
    page = words(at_desk(alice).get(address(proposed)))
    assert "没有承继的职务" not in page.partition("经过")[0]
    assert "补充 · 已确认" in page
    assert "确认以后才登记的原职务" not in page, "nothing is left to add"


def test_a_supplement_over_posts_that_came_on_record_meanwhile_is_refused(proposed, alice, bob):
    steps.take_up(reorganisation=proposed, by=alice)
    steps.confirm(reorganisation=proposed, by=bob)

    def publish_removal(name, title, number):
        act = say("remove", name, OLD, title)
        publish_clauses(
            [[act]], alice, bob, number=f"东政任〔2021〕{number}号", session=number, decided_on=date(2021, 5, 10)
        )
        return Position.public.get(body__names__name=OLD, title=title)

    deputy = publish_removal("许晶", "副主任", 17)
    page = at_desk(alice).get(address(proposed))
    publish_removal("孙毅", "主任助理", 18)
    said = {f"post-{deputy.pk}": "none", "note": "职务后来登记"}
    refused = press(alice, address(proposed), "supplement", page=page, **said)
    assert STALE in words(refused)
    assert not Reorganisation.objects.filter(supplements=proposed).exists()
    assert press(alice, address(proposed), "supplement", page=refused, **said).status_code == 302


def test_a_supplement_that_adds_nothing_is_refused_and_keeps_what_was_typed(proposed, alice, bob):
    steps.take_up(reorganisation=proposed, by=alice)
    steps.confirm(reorganisation=proposed, by=bob)
    publish_clauses(
        [[say("remove", "许晶", OLD, "副主任")]], alice, bob, number="东政任〔2021〕17号", decided_on=date(2021, 5, 10)
    )
    page = words(answer(alice, proposed, "supplement", note="职务后来登记"))
    assert "请写明要补充的职务或者任职者。" in page
    assert not Reorganisation.objects.filter(supplements=proposed).exists()


def test_a_supplement_is_not_revised_on_the_pages_of_an_event(proposed, alice, bob):
    chief = Position.public.get(body__names__name=OLD, title="主任")
    revise_event(reorganisation=proposed, by=alice, successions=[(chief, None)])
    steps.confirm(reorganisation=proposed, by=bob)
    head = Position.public.get(body__names__name=NEW, title="主任")
    added = reorganising.supplement(reorganisation=proposed, by=alice, note="后来登记", successions=[(chief, head)])
    revise = reverse("admin:people_reorganisation_revise", args=[added.pk])
    assert at_desk(alice).get(revise).status_code == 404
    proof = proposed.proofs.first().clause
    assert proof.text in words(at_desk(bob).get(address(added))), "its event's proofs are shown to who confirms it"


# Withdrawn and corrected


@pytest.fixture
def confirmed(proposed, alice, bob):
    steps.take_up(reorganisation=proposed, by=alice)
    return steps.confirm(reorganisation=proposed, by=bob, on=date(2022, 3, 1))


def test_a_confirmed_event_is_withdrawn_by_two_people(confirmed, alice, bob):
    assert "请写明原因；撤回的原因会对外公开。" in words(answer(alice, confirmed, "withdraw", note=""))
    assert answer(alice, confirmed, "withdraw", note="文件读错").status_code == 302
    page = words(at_desk(alice).get(address(confirmed)))
    assert "已拟好，待另一位同事确认：" in page
    assert confirm(bob).status_code == 302
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.withdrawal_reason) == ("withdrawn", "文件读错")
    page = words(at_desk(alice).get(address(confirmed)))
    assert "撤回：文件读错" in page
    assert "拟撤回" not in page


def test_a_withdrawal_asked_from_a_page_that_is_stale_is_refused(confirmed, alice):
    stale = at_desk(alice).get(address(confirmed))
    Reorganisation.objects.filter(pk=confirmed.pk).update(note="另有说明")
    assert STALE in words(press(alice, address(confirmed), "withdraw", page=stale, note="误"))
    assert not confirmed.changes.exists()


def test_a_confirmed_event_is_corrected_from_its_own_plan(confirmed, alice, bob):
    correct = reverse("admin:people_reorganisation_correct", args=[confirmed.pk])
    assert f'href="{correct}"' in at_desk(alice).get(address(confirmed)).content.decode()
    page = at_desk(alice).get(correct).content.decode()
    assert 'value="2021-05-10"' in page
    assert "确认之日起由新的变更取代" in page
    old, new = Body.everything.named(OLD).get(), Body.everything.named(NEW).get()
    post, after = old.positions.get(), new.positions.get()
    said = {
        "kind": "replaced",
        "effective_on": "2021-05-11",
        "old": [old.pk],
        "new": [new.pk],
        "action": "record",
        "effects-effect": "natural_removal",
        f"effects-post-{post.pk}": after.pk,
    }
    refused = at_desk(alice).post(correct, said)
    assert "请在“说明”中写明更正的理由；它会对外公开。" in words(refused)
    assert at_desk(alice).post(correct, {**said, "effects-note": "日期有误"}).status_code == 302
    [correction] = confirmed.corrections.all()
    assert (correction.state, correction.effective_on) == ("prepared", date(2021, 5, 11))
    assert "更正：" in words(at_desk(alice).get(address(confirmed)))
    assert answer(bob, correction, "confirm").status_code == 302
    confirmed.refresh_from_db()
    assert confirmed.state == "withdrawn"
    assert at_desk(alice).get(correct).status_code == 404


def test_an_event_whose_notice_is_withdrawn_stands_on_the_work_list(confirmed, alice, bob):
    listed = reverse("admin:people_reorganisation_changelist") + "?proof=gone"
    assert OLD not in words(at_desk(alice).get(listed))
    two_people.withdraw(order=confirmed.proofs.get().clause.order, by=bob, note="误发")
    assert OLD in words(at_desk(alice).get(listed))
    assert "依据已撤回，待处理：" in words(at_desk(alice).get(address(confirmed)))
    index = at_desk(alice).get(reverse("admin:index")).content.decode()
    assert "机构变更依据已撤回" in index
    assert "?proof=gone" in index
