"""The words of a notice for the public: masked from the start, released only by a reviewer with a reason."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from orders.checks import checks
from orders.entering import correcting, masking
from orders.models import Act, LogStep, Order, PersonalDataDecision, Review
from orders.office.content import content_hash
from orders.steps import review
from people.refusal import Refused
from tests.factories import TODAY, say, take

ID, PHONE, BORN = "110101199003078515", "13800138000", "1970年3月"
TEXT = f"""北京市东城区人民政府
关于张三丰等二名同志任职的通知
东政任〔2021〕16号
经2021年5月10日北京市东城区人民政府第121次常务会议研究决定：
任命张三丰为北京市东城区民政局副局长（身份证号110101
199003078515，男，{BORN}生，电话{PHONE}）；
任命李四光为北京市东城区民政局副局长；
附：身份证号{ID}，请核对。
北京市东城区人民政府
2021年5月12日
"""
PLACES = [ID, BORN, PHONE, ID]


@pytest.fixture
def draft(alice: User) -> Order:
    [order] = take(TEXT, alice)
    return order


def afresh(order: Order) -> Order:
    return Order.everything.get(pk=order.pk)


def settle(order: Order, by: User) -> None:
    for rest in order.remainder.all():
        correcting.settle_remainder(remainder=rest, by=by, note="附注")


def test_what_is_found_is_masked_from_the_moment_it_is_taken_in(draft: Order) -> None:
    found = masking.findings(draft)
    assert [each.found.words for each in found] == PLACES
    assert [each.decision for each in found] == [None] * 4
    assert afresh(draft).masked == [list(each.found.span) for each in found]
    first, second = draft.clauses.order_by("sequence")
    assert first.public_text == first.text.replace(ID, "＊" * 18).replace(BORN, "＊" * 7).replace(PHONE, "＊" * 11)
    assert ID in first.text
    assert second.public_text == second.text


def test_the_tail_of_an_act_never_holds_it(draft: Order) -> None:
    act = Act.objects.get(printed_official="张三丰")
    assert act.qualifiers["tail"].count("＊") == 36
    assert not set(act.qualifiers["tail"]) & set("0123456789")


def test_a_reading_by_hand_does_not_bring_it_in_either(draft: Order, alice: User) -> None:
    typed = say("appoint", "张三丰", "北京市东城区民政局", "副局长", qualifiers={"tail": f"电话{PHONE}"})
    correcting.correct_reading(clause=draft.clauses.get(sequence=1), acts=[typed], by=alice)
    assert Act.objects.get(printed_official="张三丰").qualifiers == {"tail": "电话" + "＊" * 11}


def test_it_blocks_every_step_until_a_clerk_has_confirmed_the_mask(draft: Order, alice: User, bob: User) -> None:
    settle(draft, alice)
    with pytest.raises(Refused) as refused:
        review.submit(order=draft, by=alice, today=TODAY)
    assert refused.value.sentence == (
        f"原文中的“{ID}”像是身份证号，公开时将逐字遮盖；请经办人确认遮盖，不属于个人信息的由审核人员解除。"
    )
    before = content_hash(afresh(draft))
    masking.confirm_masked(order=draft, by=alice, seen=before)
    assert [each.decision.released for each in masking.findings(draft) if each.decision] == [False] * 4
    review.submit(order=draft, by=alice, today=TODAY)
    review.approve(order=draft, by=bob, today=TODAY)
    assert review.publish(order=draft, by=bob, today=TODAY).is_public


def test_a_reviewer_releases_one_place_with_a_reason_and_the_clerk_submits_it(
    draft: Order, alice: User, bob: User
) -> None:
    settle(draft, alice)
    born = masking.findings(draft)[1]
    before = content_hash(afresh(draft))
    masking.release(order=draft, at=born.found.span[0], by=bob, reason="这是建局的年月。")
    assert content_hash(afresh(draft)) != before
    clause = draft.clauses.get(sequence=1)
    assert BORN in clause.public_text
    assert PHONE not in clause.public_text
    act = Act.objects.get(printed_official="张三丰")
    assert f"男；{BORN}生；" in act.qualifiers["tail"]
    assert act.qualifiers["tail"].count("＊") == 29
    masking.confirm_masked(order=draft, by=alice)
    assert [each.released for each in masking.findings(draft)] == [False, True, False, False]
    review.submit(order=draft, by=alice, today=TODAY)
    review.approve(order=draft, by=bob, today=TODAY)


def test_who_may_decide_and_what_is_asked_of_them(draft: Order, alice: User, bob: User) -> None:
    at = masking.findings(draft)[0].found.span[0]
    for asked, sentence in [
        (lambda: masking.release(order=draft, at=at, by=alice, reason="不是"), "只有审核人员可以解除遮盖。"),
        (lambda: masking.release(order=draft, at=at, by=bob, reason=" "), "请说明为什么不属于个人信息。"),
        (lambda: masking.release(order=draft, at=at + 1, by=bob, reason="不是"), "这里没有遮盖着的个人信息。"),
        (lambda: masking.release(order=draft, at=at, by=bob, reason="不是", seen="0"), "这一页打开以后内容有改动，请核对现在的内容后再办理。"),
        (lambda: masking.confirm_masked(order=draft, by=alice, seen="0"), "这一页打开以后内容有改动，请核对现在的内容后再办理。"),
    ]:  # fmt: skip
        with pytest.raises(Refused) as refused:
            asked()
        assert refused.value.sentence == sentence
    with pytest.raises(Refused):
        masking.confirm_masked(order=draft, by=bob)
    assert not PersonalDataDecision.objects.exists()


def test_nothing_is_decided_where_nothing_is_open_or_the_order_is_no_draft(
    draft: Order, alice: User, bob: User
) -> None:
    settle(draft, alice)
    masking.confirm_masked(order=draft, by=alice)
    with pytest.raises(Refused, match="没有待确认的个人信息。"):
        masking.confirm_masked(order=draft, by=alice)
    review.submit(order=draft, by=alice, today=TODAY)
    with pytest.raises(Refused, match="只有草稿可以修改。"):
        masking.release(order=draft, at=masking.findings(draft)[0].found.span[0], by=bob, reason="不是")


def test_the_log_says_what_was_decided_where_and_never_the_words(draft: Order, alice: User, bob: User) -> None:
    settle(draft, alice)
    each = masking.findings(draft)[1].found
    masking.release(order=draft, at=each.span[0], by=bob, reason="这是建局的年月。")
    masking.confirm_masked(order=draft, by=alice)
    entries = {entry.step: entry for entry in Review.objects.of(draft)}
    place = f"（原文第{each.span[0] + 1}字至第{each.span[1]}字）"
    assert entries[LogStep.RELEASE].changes == [[f"出生日期{place}", "待确认", "公开"]]
    assert entries[LogStep.RELEASE].note == "这是建局的年月。"
    assert len(entries[LogStep.MASK].changes) == 3
    written = repr([(entry.changes, entry.note) for entry in entries.values()])
    assert [words for words in PLACES if words in written] == []


def test_whoever_confirmed_a_mask_answers_for_the_content_and_whoever_released_does_not(
    draft: Order, alice: User, bob: User
) -> None:
    masking.release(order=draft, at=masking.findings(draft)[0].found.span[0], by=bob, reason="这是文件编号。")
    masking.confirm_masked(order=draft, by=alice)
    assert {entry.step for entry in Review.objects.of(draft).content()} >= {LogStep.ENTER, LogStep.MASK}
    assert not Review.objects.of(draft).content_by(bob).exists()


def test_words_turned_into_a_clause_are_masked_there(alice: User) -> None:
    [order] = take(TEXT, alice)
    rest = next(rest for rest in order.remainder.all() if ID in rest.text)
    acts = [say("appoint", "王五", "北京市东城区民政局", "主任")]
    clause = correcting.turn_into_clause(remainder=rest, acts=acts, by=alice)
    clause.refresh_from_db()
    assert clause.public_text == clause.text.replace(ID, "＊" * 18)
    assert clause.public_text != clause.text


def test_a_release_without_a_reason_is_refused_by_the_database_too(draft: Order, bob: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalDataDecision.objects.create(order=draft, kind="phone", start=1, end=2, released=True, by=bob, reason="")


def test_words_read_as_a_title_or_a_post_cannot_be_masked_and_block(draft: Order) -> None:
    Order.everything.filter(pk=draft.pk).update(title=f"关于张三丰同志（电话{PHONE}）任职的通知")
    Act.objects.filter(printed_official="李四光").update(printed_post=f"副局长{ID}")
    said = [(check.level, check.sentence, check.clause and check.clause.sequence)
            for check in checks(afresh(draft), today=TODAY) if check.code == "personal_data_read"]  # fmt: skip
    assert said == [
        ("blocking", f"“{PHONE}”像是电话号码，却读成了题头、姓名或者职务，会原样公开；请校正读法。", None),
        ("blocking", f"“{ID}”像是身份证号，却读成了题头、姓名或者职务，会原样公开；请校正读法。", 2),
    ]
