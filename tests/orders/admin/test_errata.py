"""Our own misreadings on the pages of the staff: prepared by one person, published by another."""

from datetime import date

import pytest
from django.urls import reverse

from orders import identity
from orders.models import Act, Erratum
from orders.steps import errata
from people import periods
from people.models import Official, Position
from tests.built_once import built_once
from tests.factories import make_draft, make_official, publish, publish_clauses, say
from tests.orders.admin.desk import STALE, at_desk, order_address, press, save, words
from tests.orders.conftest import promoted

BUREAU = "北京市东城区民政局"


@pytest.fixture
@built_once
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
    response = save(alice, address, rows(RIGHT, reason="职务读错"))
    assert response.status_code == 302
    erratum = Erratum.objects.get()
    shown = response.headers["Location"]
    page = words(at_desk(bob).get(shown))
    assert "第1项 任命 冯磊 北京市东城区民政局 局长" in page
    assert "第1项 任命 冯磊 北京市东城区民政局 副局长 试用期一年" in page
    refused = press(promoted(alice), shown, "publish")
    assert "这一更正是您拟办的，不能由您公开；请由另一人办理。" in words(refused)
    assert press(bob, shown, "publish", on="2024-03-01").status_code == 302
    erratum.refresh_from_db()
    assert (erratum.published_on, erratum.confirmed_by) == (periods.today(), bob)


def test_a_reading_corrected_meanwhile_is_not_corrected_again_unseen(published, alice, bob):
    clause = published.clauses.get()
    address = reverse("admin:orders_clause_erratum", args=[clause.pk])
    page = at_desk(alice).get(address)
    other = errata.prepare_erratum(
        clause=clause, acts=[say("appoint", "冯磊", BUREAU, "科长")], reason="职务读错", by=alice
    )
    errata.publish_erratum(erratum=other, by=bob)
    sent = rows(RIGHT, reason="职务也读错")
    refused = save(alice, address, sent, page=page)
    assert STALE[:-1] in words(refused)
    assert "职务也读错" in refused.content.decode()
    assert Erratum.objects.count() == 1
    assert save(alice, address, sent, page=refused).status_code == 302


@pytest.fixture
@built_once
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
    assert (erratum.published_on, erratum.state) == (None, "prepared")


def test_a_refused_erratum_keeps_what_was_typed(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    page = at_desk(alice).post(address, rows(RIGHT, reason="")).content.decode()
    assert "errorlist" in page
    assert 'value="副局长"' in page
    assert not Erratum.objects.exists()


def test_an_erratum_is_taken_back_before_it_is_public(published, alice):
    address = reverse("admin:orders_clause_erratum", args=[published.clauses.get().pk])
    shown = save(alice, address, rows(RIGHT, reason="职务读错")).headers["Location"]
    assert press(alice, shown, "withdraw").status_code == 302
    assert Erratum.objects.get().state == "withdrawn"
    assert "公开前由alice撤销" in words(at_desk(alice).get(shown))


def test_the_second_person_sees_the_sentence_and_what_does_not_stand_in_it(published, erratum, bob):
    page = words(at_desk(bob).get(reverse("admin:orders_erratum_change", args=[erratum.pk])))
    assert published.clauses.get().text in page
    assert "“冯蕾”不在这一项的原文中；请与原文逐字核对。" in page
    assert f"“{BUREAU}局长”不在" not in page


def test_a_prepared_erratum_waits_for_every_reviewer_but_whoever_prepared_it(published, erratum, alice, bob):
    index = reverse("admin:index")
    listed = f"{reverse('admin:orders_erratum_changelist')}?state__exact=prepared"
    page = at_desk(bob).get(index)
    assert "1更正待公开" in words(page).replace(" ", "")
    assert listed in page.content.decode()
    assert "姓名读错" in words(at_desk(bob).get(listed))
    assert "0更正待公开" in words(at_desk(promoted(alice)).get(index)).replace(" ", "")


def test_the_clause_names_its_errata_before_and_after_publication(published, erratum, alice, bob):
    assert "更正 · 待公开：姓名读错" in words(at_desk(alice).get(order_address(published)))
    errata.publish_erratum(erratum=erratum, by=bob)
    assert "更正 · 已公开" in words(at_desk(alice).get(order_address(published)))
    listed = f"{reverse('admin:orders_erratum_changelist')}?state__exact=prepared"
    assert "姓名读错" not in words(at_desk(bob).get(listed))


@pytest.fixture
@built_once
def without_post(published, alice, bob):
    """An erratum that reads the clause as naming no post: 冯磊 had that of chief clerk before."""
    clauses = [[say("appoint", "冯磊", BUREAU, "科长")]]
    days = {"decided_on": date(2020, 1, 6), "signed_on": date(2020, 1, 8)}
    earlier = make_draft(clauses, alice, number="东政任〔2020〕1号", session=100, **days)
    identity.pick(act=Act.objects.get(clause__order=earlier), official=Official.public.get(name="冯磊"), by=alice)
    publish(earlier, alice, bob)
    right = [say("natural_removal", "冯磊")]
    return errata.prepare_erratum(clause=published.clauses.get(), acts=right, reason="没有写明职务", by=alice)


WHICH_POST = "冯磊的这一项没有写明职务；请选定职务，或者标明登记中没有。"


def test_what_blocks_an_erratum_is_said_and_the_post_is_chosen_on_its_page(without_post, alice, bob):
    act = without_post.corrected_acts.get()
    chosen = Position.public.get(title="科长")
    page = at_desk(alice).get(address(without_post))
    assert WHICH_POST in words(page)
    assert f"{BUREAU}科长" in words(page)
    assert WHICH_POST in words(press(bob, address(without_post), "publish"))
    assert press(alice, address(without_post), f"post-{act.pk}", position=str(chosen.pk)).status_code == 302
    act.refresh_from_db()
    assert act.position == chosen
    assert WHICH_POST not in words(at_desk(bob).get(address(without_post)))
    assert press(bob, address(without_post), "publish").status_code == 302
    assert WHICH_POST not in words(at_desk(alice).get(address(without_post)))


def test_that_no_post_is_on_record_is_declared_on_the_page_of_the_erratum(without_post, alice, bob):
    act = without_post.corrected_acts.get()
    assert press(alice, address(without_post), f"post-{act.pk}", position="not-on-record").status_code == 302
    act.refresh_from_db()
    assert act.post_not_on_record
    assert press(bob, address(without_post), "publish").status_code == 302


def test_which_post_is_asked_of_a_clerk_only(without_post, bob):
    act = without_post.corrected_acts.get()
    page = at_desk(bob).get(address(without_post))
    assert WHICH_POST in words(page)
    assert f"post-{act.pk}-position" not in page.content.decode()
    refused = at_desk(bob).post(address(without_post), {"action": f"post-{act.pk}", f"post-{act.pk}-position": "x"})
    assert "页面已经变化，请重新选择。" in words(refused)


def test_a_post_without_a_body_is_said_and_the_way_is_to_withdraw_and_prepare_anew(published, alice, bob):
    clause = published.clauses.get()
    wrong = [say("appoint", "冯磊", None, "副局长")]
    prepared = errata.prepare_erratum(clause=clause, acts=wrong, reason="机构多读", by=alice)
    sentence = "“副局长”没有写明是哪个机构的；请补上机构。"
    page = at_desk(alice).get(address(prepared))
    assert sentence in words(page)
    assert 'href="#withdraw"' in page.content.decode()
    assert sentence in words(press(bob, address(prepared), "publish"))
    assert press(alice, address(prepared), "withdraw").status_code == 302
    anew = reverse("admin:orders_clause_erratum", args=[clause.pk])
    after = at_desk(alice).get(address(prepared))
    assert f'href="{anew}"' in after.content.decode()
    assert sentence not in words(after)
    assert "姓名还没有认定是哪一位。" not in words(after), "an erratum that is withdrawn asks nothing"
    assert f'href="{anew}"' not in at_desk(bob).get(address(prepared)).content.decode()


def test_a_name_of_an_erratum_is_settled_from_its_page_and_back(published, alice, bob):
    make_official("冯蕾")
    right = [say("appoint", "冯蕾", BUREAU, "局长")]
    prepared = errata.prepare_erratum(clause=published.clauses.get(), acts=right, reason="姓名读错", by=alice)
    whom = reverse("admin:orders_act_official", args=[prepared.corrected_acts.get().pk])
    assert f'href="{whom}"' in at_desk(alice).get(address(prepared)).content.decode()
    assert f'href="{address(prepared)}"' in at_desk(alice).get(whom).content.decode()
    response = save(alice, whom, {"official": "another"})
    assert response.headers["Location"] == address(prepared)
    assert press(bob, address(prepared), "publish").status_code == 302
