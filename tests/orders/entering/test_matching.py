"""Who is meant by a printed name: strong evidence decides, a new name is someone new, the rest waits for a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import identity
from orders.entering import matching
from orders.models import Act, Identification, Order
from orders.steps import errata, review
from people.models import NotSame, Official
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_draft, make_official, make_position, publish, say

BUREAU, OTHER = "北京市东城区民政局", "北京市东城区财政局"
MAY, SEPTEMBER, NOVEMBER = date(2021, 5, 10), date(2021, 9, 13), date(2021, 11, 1)


def draft(by: User, number: int, decided_on: date, *clauses: list[Any], **more: Any) -> Order:
    """A draft whose session is on that day."""
    return make_draft(
        clauses,
        by,
        number=f"东政任〔2021〕{number}号",
        session=100 + number,
        decided_on=decided_on,
        signed_on=date(2021, 12, 1),
        **more,
    )


def officials(order: Order) -> list[Official | None]:
    return [act.official for act in Act.objects.filter(clause__order=order).select_related("official")]


def appoint(name: str, title: str = "副局长", body: str = BUREAU) -> list[Any]:
    return [say("appoint", name, body, title)]


def remove(name: str, title: str = "副局长", body: str = BUREAU) -> list[Any]:
    return [say("remove", name, body, title)]


# A name nobody bears


def test_a_name_nobody_on_record_bears_is_a_new_official(alice: User) -> None:
    (official,) = officials(draft(alice, 16, MAY, appoint("李娜新")))
    assert (official.name, official.pinyin, official.provisional) == ("李娜新", "Li Naxin", False)
    identification = Identification.objects.get()
    assert (identification.kind, identification.by, identification.official) == ("new", alice, official)


def test_inside_one_notice_a_name_is_one_person(alice: User) -> None:
    order = draft(alice, 16, MAY, appoint("王涛"), remove("王涛", "科长", OTHER), headcount=1)
    one, other = officials(order)
    assert one == other


def test_where_the_head_count_contradicts_a_repeated_name_waits_for_a_person(alice: User) -> None:
    order = draft(alice, 16, MAY, appoint("王涛"), remove("王涛", "科长", OTHER), appoint("李哲", "局长"), headcount=3)
    assert [official and official.name for official in officials(order)] == [None, None, "李哲"]
    assert not Official.everything.filter(name="王涛").exists()


def test_two_acts_of_one_clause_are_one_person_whatever_the_head_count(alice: User) -> None:
    clause = [*appoint("王涛"), *remove("王涛", "科长", OTHER)]
    one, other = officials(draft(alice, 16, MAY, clause, headcount=2))
    assert one is not None
    assert one == other


# Evidence, in either order of entry


def test_a_removal_is_of_whoever_was_appointed_to_the_same_post_before(alice: User) -> None:
    (appointed,) = officials(draft(alice, 16, MAY, appoint("张庭进")))
    (removed,) = officials(draft(alice, 17, SEPTEMBER, remove("张庭进")))
    assert removed == appointed
    assert Identification.objects.get(kind="evidence").note == "与东政任〔2021〕16号 (1)任免相合。"


def test_an_appointment_entered_after_the_removal_is_of_the_same_person(alice: User) -> None:
    (removed,) = officials(draft(alice, 17, SEPTEMBER, remove("张庭进")))
    (appointed,) = officials(draft(alice, 16, MAY, appoint("张庭进")))
    assert appointed == removed


def test_evidence_for_one_act_settles_the_name_in_the_whole_notice(alice: User) -> None:
    (appointed,) = officials(draft(alice, 16, MAY, appoint("张庭进")))
    order = draft(alice, 17, SEPTEMBER, [*appoint("张庭进", "局长", OTHER), *remove("张庭进")])
    assert officials(order) == [appointed, appointed]


@pytest.mark.parametrize("verb", ["remove", "natural_removal", "resign", "dismiss"])
def test_whatever_ends_a_tenure_is_evidence(alice: User, verb: str) -> None:
    (appointed,) = officials(draft(alice, 16, MAY, appoint("张庭进")))
    (ended,) = officials(draft(alice, 17, SEPTEMBER, [say(verb, "张庭进", BUREAU, "副局长")]))
    assert ended == appointed


# No evidence


@pytest.mark.parametrize(
    "clause",
    [
        remove("张伟", "局长"),
        remove("张伟", "副局长", OTHER),
        appoint("张伟", "局长"),
        appoint("张伟"),
        [say("grade", "张伟", None, "四级调研员")],
        [say("natural_removal", "张伟")],
    ],
    ids=["another title", "another body", "a new post", "the same post again", "a grade", "no post"],
)
def test_a_namesake_without_strong_evidence_waits_for_a_person(alice: User, clause: list[Any]) -> None:
    draft(alice, 16, MAY, appoint("张伟"))
    assert officials(draft(alice, 17, SEPTEMBER, clause)) == [None]
    assert Official.everything.filter(name="张伟").count() == 1


def test_a_removal_before_the_appointment_is_no_evidence(alice: User) -> None:
    draft(alice, 16, SEPTEMBER, appoint("张伟"))
    assert officials(draft(alice, 17, MAY, remove("张伟"))) == [None]


def test_a_tenure_that_is_closed_already_proves_no_second_removal(alice: User) -> None:
    draft(alice, 16, MAY, appoint("张伟"))
    draft(alice, 17, SEPTEMBER, remove("张伟"))
    assert officials(draft(alice, 18, NOVEMBER, remove("张伟"))) == [None]
    assert officials(draft(alice, 19, date(2021, 7, 1), remove("张伟"))) == [None]


def test_a_tenure_that_is_opened_already_proves_no_second_appointment(alice: User) -> None:
    draft(alice, 16, MAY, appoint("张伟"))
    draft(alice, 17, SEPTEMBER, remove("张伟"))
    assert officials(draft(alice, 18, date(2021, 7, 1), appoint("张伟"))) == [None]
    assert officials(draft(alice, 19, date(2021, 1, 4), appoint("张伟"))) == [None]


def test_of_two_namesakes_with_equal_evidence_neither_is_chosen(alice: User) -> None:
    post = make_position(BUREAU, "副局长")
    (first,) = officials(draft(alice, 16, MAY, appoint("张伟")))
    order = draft(alice, 17, date(2021, 6, 1), appoint("张伟"))
    second = make_official("张伟")
    Act.objects.filter(clause__order=order).update(official=second)
    assert post.acts.count() == 2
    assert officials(draft(alice, 18, SEPTEMBER, remove("张伟"))) == [None]
    assert first != second


def test_somebody_entered_by_hand_bears_the_name(alice: User) -> None:
    make_official("张伟", public_since=None)
    assert officials(draft(alice, 16, MAY, appoint("张伟"))) == [None]


def test_a_name_that_waits_elsewhere_is_borne(alice: User) -> None:
    draft(alice, 16, MAY, appoint("王涛"), remove("王涛", "科长", OTHER), headcount=2)
    assert officials(draft(alice, 17, SEPTEMBER, appoint("王涛", "局长"))) == [None]


def test_a_withdrawn_order_is_no_evidence(alice: User, bob: User, today: date) -> None:
    order = publish(draft(alice, 16, MAY, appoint("张伟")), alice, bob)
    two_people.withdraw(order=order, by=bob, note="发文有误", today=today)
    assert officials(draft(alice, 17, SEPTEMBER, remove("张伟"))) == [None]


def test_an_order_without_any_day_is_no_evidence(alice: User) -> None:
    draft(alice, 16, MAY, appoint("张伟"))
    order = make_draft([remove("张伟")], alice, number=None, session=None, decided_on=None, signed_on=None)
    assert officials(order) == [None]


# Discarded drafts


def test_a_discarded_draft_leaves_no_namesake_behind(alice: User) -> None:
    order = draft(alice, 16, MAY, appoint("张伟"))
    (made,) = officials(order)
    review.discard(order=order, by=alice)
    assert officials(draft(alice, 16, MAY, appoint("张伟"))) == [made]
    assert Official.everything.count() == 1


def test_a_discarded_draft_does_not_settle_who_bears_a_name_that_others_bear(alice: User) -> None:
    order = draft(alice, 16, MAY, appoint("张伟"))
    review.discard(order=order, by=alice)
    make_official("张伟")
    assert officials(draft(alice, 17, SEPTEMBER, remove("张伟"))) == [None]


def test_whoever_a_discarded_bulk_draft_left_open_is_settled_when_new(alice: User) -> None:
    namesake = make_official("张伟")
    order = draft(alice, 16, MAY, appoint("张伟"), bulk=True)
    (made,) = officials(order)
    review.discard(order=order, by=alice)
    Official.everything.filter(pk=namesake.pk).delete()
    assert officials(draft(alice, 16, MAY, appoint("张伟"))) == [made]
    made.refresh_from_db()
    assert not made.provisional


# A name that somebody bore before, or in print


@pytest.fixture
@built_once
def renamed(alice: User, bob: User) -> Official:
    """王刘稳, whom a notice printed as 王刘: at first two officials, then merged by a person."""
    publish(draft(alice, 16, MAY, appoint("王刘"), appoint("王刘稳", "局长", OTHER)), alice, bob)
    full, short = Official.everything.get(name="王刘稳"), Official.everything.get(name="王刘")
    two_people.merge(survivor=full, other=short, by=bob, note="同一人")
    return full


def test_a_name_merged_away_is_borne_by_whoever_it_was_merged_into(alice: User, renamed: Official) -> None:
    (nobody,) = officials(draft(alice, 17, SEPTEMBER, appoint("王刘", "科长", OTHER)))
    assert nobody is None
    (offered,) = matching.candidates(Act.objects.get(official=None))
    assert (offered.official, offered.evidence) == (renamed, None)


def test_a_removal_under_the_name_merged_away_is_of_whoever_was_appointed_under_it(
    alice: User, renamed: Official
) -> None:
    assert officials(draft(alice, 17, SEPTEMBER, remove("王刘"))) == [renamed]
    assert Identification.objects.filter(kind="evidence").get().note == "与东政任〔2021〕16号 (1)任免相合。"


def test_a_post_held_under_another_name_is_no_evidence(alice: User, renamed: Official) -> None:
    """The same post, but not the same name in print: whether that is the same person too is for a person."""
    assert officials(draft(alice, 17, SEPTEMBER, remove("王刘", "局长", OTHER))) == [None]


def test_a_name_printed_wrong_is_borne_by_whom_it_meant(alice: User, bob: User) -> None:
    publish(draft(alice, 16, MAY, appoint("王涛", "局长", OTHER)), alice, bob)
    misprinted = draft(alice, 17, SEPTEMBER, appoint("汪涛"))
    meant = Official.everything.get(name="王涛")
    identity.pick(act=Act.objects.get(clause__order=misprinted), official=meant, by=alice, note="通知误印")
    assert officials(draft(alice, 18, NOVEMBER, appoint("汪涛", "科长"))) == [None]
    assert officials(draft(alice, 19, NOVEMBER, remove("汪涛"))) == [meant]
    review.discard(order=misprinted, by=alice)
    third = draft(alice, 20, NOVEMBER, appoint("王浩"))
    assert officials(third)[0] is not None, "another name altogether"


def test_a_name_only_a_discarded_draft_printed_for_somebody_is_borne_by_nobody(alice: User, bob: User) -> None:
    publish(draft(alice, 16, MAY, appoint("王涛", "局长", OTHER)), alice, bob)
    misprinted = draft(alice, 17, SEPTEMBER, appoint("汪涛"))
    meant = Official.everything.get(name="王涛")
    identity.pick(act=Act.objects.get(clause__order=misprinted), official=meant, by=alice, note="通知误印")
    review.discard(order=misprinted, by=alice)
    (new,) = officials(draft(alice, 18, NOVEMBER, appoint("汪涛", "科长")))
    assert new is not None
    assert (new.name, new == meant) == ("汪涛", False)


def test_a_name_only_a_misreading_had_is_borne_by_nobody_else(alice: User, bob: User, today: date) -> None:
    """What a notice was wrongly read to say it never printed."""
    order = publish(draft(alice, 16, MAY, appoint("王刘")), alice, bob)
    (meant,) = officials(order)
    assert meant
    meant.name = "王刘稳"
    meant.save()
    right = appoint("王刘稳")
    erratum = errata.prepare_erratum(clause=order.clauses.get(), acts=right, reason="少读一字", by=alice)
    identity.pick(act=erratum.corrected_acts.get(), official=meant, by=alice)
    errata.publish_erratum(erratum=erratum, by=bob, today=today)
    (new,) = officials(draft(alice, 17, SEPTEMBER, appoint("王刘", "科长")))
    assert new not in (None, meant)


def test_a_name_that_waits_in_a_corrected_reading_is_borne(alice: User, bob: User) -> None:
    order = publish(draft(alice, 16, MAY, appoint("王刘")), alice, bob)
    waiting = draft(alice, 17, SEPTEMBER, appoint("王涛"), remove("王涛", "科长", OTHER), headcount=2)
    erratum = errata.prepare_erratum(clause=order.clauses.get(), acts=appoint("王涛"), reason="姓名读错", by=alice)
    assert erratum.corrected_acts.get().official is None
    review.discard(order=waiting, by=alice)
    assert officials(draft(alice, 18, NOVEMBER, appoint("王涛", "局长"))) == [None]
    errata.withdraw_erratum(erratum=erratum, by=alice)
    review.discard(order=Order.everything.get(number=18), by=alice)
    assert officials(draft(alice, 19, NOVEMBER, appoint("王涛", "局长"))) != [None]


# Bulk import


def test_in_bulk_every_unsettled_name_gets_a_provisional_official_of_its_own(alice: User) -> None:
    known = make_official("张伟")
    (official,) = officials(draft(alice, 16, MAY, appoint("张伟"), bulk=True))
    assert official != known
    assert official.provisional is True
    assert Identification.objects.get().kind == "provisional"


def test_in_bulk_evidence_still_decides_and_new_names_are_settled(alice: User) -> None:
    (appointed,) = officials(draft(alice, 16, MAY, appoint("张庭进")))
    order = draft(alice, 17, SEPTEMBER, remove("张庭进"), appoint("李哲"), bulk=True)
    removed, new = officials(order)
    assert removed == appointed
    assert new.provisional is False


def test_in_bulk_a_repeated_name_against_the_head_count_is_two_provisional_officials(alice: User) -> None:
    order = draft(alice, 16, MAY, appoint("王涛"), remove("王涛", "科长", OTHER), headcount=2, bulk=True)
    one, other = officials(order)
    assert one != other
    assert [one.provisional, other.provisional] == [True, True]


# What a person is offered


def test_a_person_is_offered_every_namesake_with_evidence_first(alice: User, bob: User) -> None:
    elsewhere = make_official("张庭进")
    order = draft(alice, 16, MAY, appoint("张庭进"))
    act = Act.objects.get(clause__order=order)
    assert [(each.official, each.evidence) for each in matching.candidates(act)] == [(elsewhere, None)]
    appointed = make_official("张庭进")
    Act.objects.filter(pk=act.pk).update(official=appointed)
    publish(order, alice, bob)
    removal = Act.objects.get(clause__order=draft(alice, 17, SEPTEMBER, remove("张庭进", "局长")))
    removal.position = act.position
    removal.save()
    first, second = matching.candidates(removal)
    assert (first.official, first.evidence, first.proof) == (appointed, "opens", act)
    assert [str(tenure.position) for tenure in first.tenures] == [f"{BUREAU}副局长"]
    assert (second.official, second.evidence, second.tenures) == (elsewhere, None, ())


def test_nobody_is_offered_who_is_settled_to_be_another(alice: User) -> None:
    one, other = make_official("张伟"), make_official("张伟", provisional=True)
    NotSame.objects.create(one=one, other=other, by=alice)
    act = Act.objects.get(clause__order=draft(alice, 16, MAY, appoint("张伟")))
    assert [each.official for each in matching.candidates(act)] == [one, other]
    act.official = other
    act.save()
    assert [each.official for each in matching.candidates(act)] == [other]


def test_nobody_is_offered_who_was_merged_into_another(alice: User) -> None:
    one = make_official("张伟")
    make_official("张伟", merged_into=one)
    act = Act.objects.get(clause__order=draft(alice, 16, MAY, appoint("张伟")))
    assert [each.official for each in matching.candidates(act)] == [one]


def test_offering_for_many_names_asks_as_often_as_for_one(alice: User, bob: User) -> None:
    for number in range(1, 5):
        order = draft(alice, number, MAY, appoint("张伟", "副局长", f"第{number}局"), bulk=True)
        publish(order, alice, bob)
    acts = list(Act.objects.filter(printed_official="张伟"))
    with CaptureQueriesContext(connection) as one:
        assert len(matching.candidates(acts[-1])) == 4
    with CaptureQueriesContext(connection) as many:
        assert [len(offered) for offered in matching.candidates_for(acts).values()] == [4, 4, 4, 4]
    assert len(many) == len(one)
