"""Posts that a notice does not name (原任职务自然免除)."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Identification, Order, Tenure
from orders.steps import errata
from orders.tenures.projection import drift
from people.models import Body, Official, Position, Reorganisation
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import ISSUER, make_draft, publish, publish_clauses, say
from tests.orders.identity.cast import BUREAU, CENTRE, OFFICE, Kind, act_of, printed


def appointed_to(body: str, title: str, by: User) -> Order:
    """A draft: 任命王涛为某职务，其原任职务自然免除: which post ends, the notice does not say."""
    draft = make_draft(
        [[say("appoint", "王涛", body, title), say("natural_removal", "王涛")]],
        by,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    [official] = Official.everything.filter(name="王涛")
    for act in Act.objects.filter(clause__order=draft, official=None):
        identity.pick(act=act, official=official, by=by)
    return draft


@pytest.fixture
@built_once
def removal(order: Order, alice: User) -> Order:
    return appointed_to(OFFICE, "副局长", alice)


def test_the_posts_on_record_are_offered_without_the_one_just_given(removal: Order) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    assert [str(post) for post in identity.posts_on_record(act)] == [f"{BUREAU}副局长"]


def test_the_chosen_post_ends(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    [post] = identity.posts_on_record(act)
    identity.choose_post(act=act, position=post, by=alice)
    publish(removal, alice, bob)
    tenure = Tenure.objects.known().get(position=post)
    assert (tenure.began_on, tenure.ended_on, tenure.ended_by) == (date(2021, 5, 10), date(2021, 9, 13), act)
    assert printed(act)[2] == "", "the notice still names no post"
    assert Identification.objects.get(act=act, kind=Kind.POST).note == f"{BUREAU}副局长"


def test_a_post_is_chosen_after_publication_too_by_two_people_and_once(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    publish(removal, alice, bob)
    [post] = identity.posts_on_record(act)
    assert Tenure.objects.known().get(position=post).ended_on is None
    for user in (alice, bob):
        with pytest.raises(Refused, match=two_people.ALONE):
            identity.choose_post(act=act, position=post, by=user)
    two_people.choose_post(act=act, position=post, by=bob)
    assert Tenure.objects.known().get(position=post).ended_on == date(2021, 9, 13)
    act.refresh_from_db()
    assert not act.post_not_on_record
    assert not list(drift())
    with pytest.raises(Refused, match="职务已经选定并公开；选错的，请用更正改正。"):
        two_people.choose_post(act=act, position=post, by=bob)


def test_a_post_never_held_is_not_chosen(removal: Order, alice: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    given = act_of(removal, "王涛", "appoint").position
    assert given
    with pytest.raises(Refused, match=f"登记中没有王涛任{OFFICE}副局长的记录。"):
        identity.choose_post(act=act, position=given, by=alice)


def test_a_post_not_on_record_closes_nothing_and_says_so(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    with pytest.raises(Refused, match="已经标明职务无记录。"):
        identity.declare_post_not_on_record(act=act, by=alice)
    publish(removal, alice, bob)
    act.refresh_from_db()
    assert act.post_not_on_record
    assert act.position is None
    assert not Tenure.objects.filter(ended_by=act).exists()


def test_a_printed_post_is_not_chosen(removal: Order, alice: User) -> None:
    act = act_of(removal, "王涛", "appoint")
    with pytest.raises(Refused, match="通知写明了职务，不需要选定。"):
        identity.choose_post(act=act, position=act.position, by=alice)


def test_the_name_is_settled_before_the_post(order: Order, alice: User) -> None:
    draft = make_draft([[say("natural_removal", "王涛")]], alice, number="东政任〔2021〕17号", session=129)
    act = act_of(draft, "王涛", "natural_removal")
    assert identity.posts_on_record(act) == []
    with pytest.raises(Refused, match="请先认定王涛是哪一位，再选定职务。"):
        identity.declare_post_not_on_record(act=act, by=alice)


# What only a draft knows


@pytest.fixture
@built_once
def silent(alice: User, bob: User) -> Act:
    """A public removal of 李哲 that names no post, of which none was on record."""
    draft = make_draft([[say("natural_removal", "李哲")]], alice)
    act = act_of(draft, "李哲", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    publish(draft, alice, bob)
    return Act.objects.get(pk=act.pk)


def earlier(by: User, post: tuple[str, str] = ("北京市东城区筹备处", "主任"), **frame: object) -> Order:
    """A draft by which 李哲 got a post a month before."""
    draft = make_draft(
        [[say("appoint", "李哲", *post)]],
        by,
        number="东政任〔2021〕7号",
        session=115,
        decided_on=date(2021, 4, 1),
        signed_on=date(2021, 4, 2),
        **frame,
    )
    [official] = Official.everything.filter(name="李哲")
    identity.pick(act=act_of(draft, "李哲"), official=official, by=by)
    return draft


def test_a_public_act_is_never_given_a_post_that_only_a_draft_says(silent: Act, alice: User, bob: User) -> None:
    draft = earlier(alice)
    post = act_of(draft, "李哲").position
    assert post
    assert identity.posts_on_record(silent) == []
    with pytest.raises(Refused, match="登记中没有李哲任北京市东城区筹备处主任的记录。"):
        two_people.choose_post(act=silent, position=post, by=bob)
    assert not Tenure.objects.exists()
    publish(draft, alice, bob)
    assert identity.posts_on_record(silent) == [post]
    two_people.choose_post(act=silent, position=post, by=bob)
    assert Tenure.objects.known().get(position=post).ended_by == silent


def test_a_post_of_another_draft_is_not_offered_either_for_that_one_may_stay_unpublished(alice: User) -> None:
    draft = make_draft([[say("natural_removal", "李哲")], [say("remove", "李哲", OFFICE, "副局长")]], alice)
    act = act_of(draft, "李哲", "natural_removal")
    earlier(alice)
    assert [str(post) for post in identity.posts_on_record(act)] == [f"{OFFICE}副局长"]


def test_a_post_made_public_later_is_public_with_the_act_for_which_it_is_chosen(
    silent: Act, alice: User, bob: User
) -> None:
    order = publish(earlier(alice, published_on=date(2023, 1, 1)), alice, bob)
    post = act_of(order, "李哲").position
    assert post
    assert (post.public_since, post.body.public_since) == (date(2023, 1, 1), date(2023, 1, 1))
    two_people.choose_post(act=silent, position=post, by=bob)
    assert Tenure.objects.get(ended_by=silent, known_until=date(2023, 1, 1)).known_from == date(2021, 10, 24)
    assert Position.everything.get(pk=post.pk).public_since == date(2021, 10, 24)
    assert Body.everything.get(pk=post.body_id).public_since == date(2021, 10, 24)
    assert Body.everything.named(ISSUER).get().public_since == date(2021, 10, 24)


def test_a_post_chosen_for_a_corrected_reading_is_public_since_the_correction(
    silent: Act, alice: User, bob: User
) -> None:
    said = [say("natural_removal", "李哲", qualifiers={"concurrent": True})]
    erratum = errata.prepare_erratum(clause=silent.clause, acts=said, reason="漏读兼任", by=alice)
    errata.publish_erratum(erratum=erratum, by=bob, today=date(2022, 3, 1))
    order = publish(earlier(alice, published_on=date(2023, 1, 1)), alice, bob)
    post = act_of(order, "李哲").position
    assert post
    two_people.choose_post(act=erratum.corrected_acts.get(), position=post, by=bob)
    assert Position.everything.get(pk=post.pk).public_since == date(2022, 3, 1)


def test_what_the_reading_to_be_corrected_gives_is_no_reason_not_to_offer_a_post(
    order: Order, alice: User, bob: User
) -> None:
    later = publish_clauses(
        [[say("remove", "王涛", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
    )
    silent = [say("natural_removal", "王涛")]
    erratum = errata.prepare_erratum(clause=later.clauses.get(), acts=silent, reason="没有写明职务", by=alice)
    [act] = erratum.corrected_acts.all()
    assert [str(post) for post in identity.posts_on_record(act)] == [f"{BUREAU}副局长"]


# What the choice gives reason for


def test_a_post_chosen_after_publication_raises_the_proposal_it_gives_reason_for(
    order: Order, alice: User, bob: User
) -> None:
    draft = appointed_to(CENTRE, "主任", alice)
    act = act_of(draft, "王涛", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    publish(draft, alice, bob)
    assert not Reorganisation.objects.exists()
    [post] = identity.posts_on_record(act)
    two_people.choose_post(act=act, position=post, by=bob)
    [event] = Reorganisation.objects.all()
    assert (event.state, event.effective_on) == ("proposed", date(2021, 9, 13))
    assert {part.body.name_on(None) for part in event.parties.all()} == {BUREAU, CENTRE}
