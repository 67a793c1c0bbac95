"""What the pages say about officials, positions, bodies, orders and sessions, and what they say is not on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from orders.models import Remainder
from orders.reorganising import supplement
from orders.steps.reorganisations import confirm
from tests.factories import TODAY, make_draft, make_position, publish, publish_clauses, say, source_text
from tests.registry.conftest import CENTRE, GRID
from tests.registry.pages.conftest import BUREAU, OFFICE, Page, Register

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """The words of a page, without its pictures and without white space."""
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    while "<svg" in html:
        html = html[: html.index("<svg")] + html[html.index("</svg>") + 6 :]
    return "".join(strip_tags(html).split())


def between(words: str, start: str, end: str) -> str:
    return words.partition(start)[2].partition(end)[0]


# Officials


def test_a_career_across_a_reorganisation_is_one_spell_of_two_tenures(client: Client, register: Register) -> None:
    words = text(client, f"/zh/officials/{register.official('张伟').code}/")
    table = between(words, "登记在案的任职", "本登记只载明")
    assert "以下任职经机构变更前后承接，连为一段。" in table
    assert f"{GRID}主任起始无记录2021年5月10日免：东政任〔2021〕16号第1项" in table
    assert f"{CENTRE}主任所看之日2021年5月10日未见免职记录任：东政任〔2021〕16号第1项" in table


def test_whoever_holds_nothing_on_record_is_not_said_to_have_left(client: Client, register: Register) -> None:
    words = text(client, f"/zh/officials/{register.official('张庭进').code}/?on=2023-01-01")
    assert "无在任职务记录" in words
    for guess in ("离任", "现任", "空缺。本", "卸任"):
        assert guess not in words


def test_grades_and_acts_without_a_post_stand_apart(client: Client, register: Register) -> None:
    assert "四级调研员" in text(client, f"/zh/officials/{register.official('李哲').code}/")
    words = text(client, f"/zh/officials/{register.official('段勇').code}/")
    assert "未写明职务的任免" in words
    assert "不结束任何任职" in words


def test_a_day_that_is_only_the_signed_day_is_said_to_be(client: Client, register: Register) -> None:
    words = text(client, f"/zh/officials/{register.official('范宇滨').code}/")
    assert "2021年8月1日通知未载明决定日期，按成文日期" in words


def test_a_merged_official_moves_for_good_and_keeps_the_days(client: Client, register: Register) -> None:
    response = client.get(f"/en/officials/{register.merged.code}/?on=2021-10-01")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/en/officials/{register.official('王涛').code}/?on=2021-10-01"


def test_an_official_not_settled_is_marked(client: Client, register: Register, alice: User, bob: User) -> None:
    draft = make_draft(
        [[say("appoint", "张伟", OFFICE, "副局长")]], alice, number="东政任〔2021〕40号", session=150, bulk=True
    )
    publish(draft, alice, bob)
    act = draft.clauses.get().acts.get()
    assert "身份未定" in text(client, f"/zh/officials/{act.official.code}/")
    assert "身份未定" in text(client, f"/zh/orders/{draft.code}/")


def test_english_pages_give_the_name_in_latin_letters(client: Client, register: Register) -> None:
    address = f"officials/{register.official('张庭进').code}/"
    assert "ZhangTingjin" in text(client, f"/en/{address}")
    assert "ZhangTingjin" not in text(client, f"/zh/{address}")


# Positions


def test_who_held_a_post_on_a_day_is_said_with_the_sentence_that_proves_it(client: Client, register: Register) -> None:
    address = f"/zh/positions/{register.position(CENTRE, '副主任').code}/"
    held = between(text(client, f"{address}?on=2021-06-01"), "2021年6月1日谁任此职", "历任时间线")
    assert "许晶" in held
    assert "张庭进" in held
    assert register.first.clauses.get(sequence=3).text in held
    held = between(text(client, f"{address}?on=2021-10-01"), "2021年10月1日谁任此职", "历任时间线")
    assert "许晶" in held
    assert "张庭进" not in held


def test_on_a_day_before_the_notice_was_public_nobody_knew(client: Client, register: Register) -> None:
    address = f"/zh/positions/{register.position(CENTRE, '副主任').code}/"
    words = text(client, f"{address}?on=2021-06-01&known_on=2021-06-01")
    assert "无在任记录" in between(words, "2021年6月1日谁任此职", "本登记只载明")


def test_a_holder_whose_start_is_not_on_record_is_listed_so(client: Client, register: Register) -> None:
    words = text(client, f"/zh/positions/{register.position(BUREAU, '副局长').code}/?on=2021-01-01")
    assert "李哲起：起始无记录止：2021年5月10日" in between(words, "谁任此职", "历任时间线")


def test_a_post_leads_to_those_it_continues(client: Client, register: Register) -> None:
    words = text(client, f"/zh/positions/{register.position(CENTRE, '副主任').code}/")
    assert f"{GRID}副主任" in between(words, "职务的承继", "本登记只载明")
    assert "自2021年5月10日起承接" in words


def test_the_picture_and_the_table_say_the_same(client: Client, register: Register) -> None:
    html = client.get(f"/zh/positions/{register.position(CENTRE, '主任').code}/").content.decode()
    assert html.count("<svg") == html.count('role="img"') == 2
    assert "2021年5月10日 至 未见免职记录" in html


# Bodies


def test_a_body_is_shown_under_the_name_of_the_day_with_its_present_one_beside_it(
    client: Client, register: Register
) -> None:
    address = f"/zh/bodies/{register.body(OFFICE).code}/"
    words = text(client, f"{address}?on=2021-09-25")
    assert f"{OFFICE}今名：北京市东城区商务委员会" in words
    assert "今名" not in text(client, address)
    assert f"2022年1月1日更名：{OFFICE}→北京市东城区商务委员会" in text(client, address)
    # On that day nobody knew of the new name.
    assert "今名" not in text(client, f"{address}?on=2021-09-25&known_on=2021-12-01")
    assert "北京市东城区商务委员会" not in text(client, f"{address}?on=2021-09-25&known_on=2021-12-01")


def test_the_end_of_a_name_is_told_only_with_the_name_that_followed(client: Client, register: Register) -> None:
    address = f"/zh/bodies/{register.body(OFFICE).code}/"
    assert f"{OFFICE}无记录2022年1月1日" in text(client, address)
    assert f"{OFFICE}无记录未见停用记录" in text(client, f"{address}?on=2021-09-25&known_on=2021-12-01")


def test_a_body_that_is_no_more_says_so(client: Client, register: Register) -> None:
    address = f"/zh/bodies/{register.body(GRID).code}/"
    assert "这一天没有这一机构在设的记录。" in text(client, address)
    assert "这一天没有这一机构在设的记录。" not in text(client, f"{address}?on=2021-05-09")


def test_the_chart_names_holders_and_never_says_vacant(client: Client, register: Register) -> None:
    top = register.body("北京市东城区人民政府").code
    chart = between(text(client, f"/zh/bodies/{top}/chart/?on=2021-06-01"), "以后来的免职为依据。", "本登记只载明")
    assert f"{CENTRE}主任张伟自2021年5月10日" in chart
    assert f"{BUREAU}局长无在任记录" in chart or "局长无在任记录" in chart
    assert "空缺" not in chart
    assert GRID not in chart


def test_a_supplement_and_the_event_it_adds_to_lead_to_each_other(
    client: Client, register: Register, alice: User, bob: User
) -> None:
    head = make_position(register.body(GRID), "督导员")
    added = supplement(reorganisation=register.event, by=alice, note="当时漏列。", successions=[(head, None)])
    address = f"/zh/reorganisations/{register.event.code}/"
    html = client.get(address).content.decode()
    assert added.code not in html
    assert "督导员" not in html
    confirm(reorganisation=added, by=bob, on=TODAY)
    html = client.get(address).content.decode()
    assert f"/zh/reorganisations/{added.code}/" in html
    assert "督导员" in html, "an event lists what its supplements add"
    html = client.get(f"/zh/reorganisations/{added.code}/").content.decode()
    assert address in html
    assert "督导员" in html
    proof = register.event.proofs.first().clause
    assert proof.text in html, "what proves the event proves what is added to it"


# Orders and sessions


def test_an_order_shows_its_three_days_and_its_words(client: Client, register: Register) -> None:
    words = text(client, f"/zh/orders/{register.first.code}/")
    assert "决定日期2021年5月10日，北京市东城区人民政府第121次常务会议" in words
    assert "成文日期2021年10月24日" in words
    assert "公开日期2021年10月24日公开日期为推定" in words
    for clause in register.first.clauses.all():
        assert words.count(clause.text) >= 2  # as an item and in the source


def test_an_order_without_a_stated_day_says_so(client: Client, register: Register) -> None:
    words = text(client, f"/zh/orders/{register.bare.code}/")
    assert "通知未载明决定日期" in words
    assert "以成文日期计算任免" in words


def test_a_withdrawn_order_stays_to_be_seen_and_is_marked(client: Client, register: Register) -> None:
    words = text(client, f"/zh/orders/{register.withdrawn.code}/")
    assert "这份通知已于2024年3月1日撤回" in words
    assert "撤回原因：误发" in words
    assert "已撤回" in text(client, "/zh/orders/")


def test_a_corrected_reading_counts_from_its_day_and_the_old_one_stays(client: Client, register: Register) -> None:
    address = f"/zh/orders/{register.first.code}/"
    item = between(text(client, address), "第5项", "在原文中查看")
    assert f"任命周金星·{BUREAU}副局长" in item
    assert "职务读错。" in item
    assert f"任命周金星·{BUREAU}局长" in between(item, "更正之前的读法", "通知原文")
    before = between(text(client, f"{address}?known_on=2021-12-01"), "第5项", "在原文中查看")
    assert f"任命周金星·{BUREAU}局长" in before
    assert "更正" not in before


def test_an_order_not_yet_public_on_the_day_of_knowledge_says_so(client: Client, register: Register) -> None:
    address = f"/zh/orders/{register.first.code}/"
    assert "这份通知当时尚未公开" in text(client, f"{address}?known_on=2021-10-23")
    assert "这份通知当时尚未公开" not in text(client, f"{address}?known_on=2021-10-24")


def test_the_source_is_this_notice_alone_and_whole(client: Client, register: Register) -> None:
    html = client.get(f"/zh/orders/{register.second.code}/").content.decode()
    source = html[html.index('class="source"') :]
    source = source[source.index(">") + 1 : source.index("</div>")]
    assert strip_tags(source) == source_text(register.second)


def test_a_session_shows_all_it_decided(client: Client, register: Register) -> None:
    assert register.first.session is not None
    words = text(client, f"/zh/sessions/{register.first.session.code}/")
    table = between(words, "会议决定的任免", "本登记只载明")
    for name in ("张伟", "许晶", "张庭进", "李哲", "周金星"):
        assert name in table
    assert f"张伟自然免去{GRID}主任" in table
    assert "办理提前退休手续" in table


def test_the_home_page_says_which_notices_are_held_and_which_are_missing(client: Client, register: Register) -> None:
    words = between(text(client, "/zh/"), "收录了哪些通知", "最近公开的任免通知")
    assert "16–18号、20号" in words
    assert "1–15号" in words
    assert "20号以后不明" in words
    assert "没有文号的通知1份" in words


def test_the_legend_of_the_source_explains_the_marks_it_has(client: Client, alice: User, bob: User) -> None:
    read_whole = publish_clauses([[say("appoint", "张伟", BUREAU, "局长")]], alice, bob)
    explained = "红色虚线标出没有读作任免的文字。"
    assert explained not in text(client, f"/zh/orders/{read_whole.code}/")
    start = read_whole.source_start
    Remainder.objects.create(order=read_whole, start=start, end=start + 2, text=read_whole.source.text[start:][:2])
    assert 'class="remainder"' in client.get(f"/zh/orders/{read_whole.code}/").content.decode()
    assert explained in text(client, f"/zh/orders/{read_whole.code}/")


def test_a_correction_gives_its_reason_in_a_sentence_of_its_own(client: Client, register: Register) -> None:
    assert "更正的理由：职务读错。" in text(client, f"/zh/orders/{register.first.code}/")
    words = client.get(f"/en/orders/{register.first.code}/").content.decode()
    assert 'has not changed.</p>\n<p>Reason: <span lang="zh-Hans">职务读错。</span></p>' in words


# Searching nothing


@pytest.mark.parametrize(("question", "told"), [("?q=", True), ("?q=%20%20", True), ("?q=%00", True), ("", False)])
def test_a_search_for_nothing_is_answered_with_a_sentence(client: Client, question: str, told: bool) -> None:
    assert ("请写下要查找的姓名、职务、机构或文号。" in text(client, f"/zh/search/{question}")) is told


# Days and errors


def test_another_day_is_announced_with_a_way_back(read: Any, register: Register) -> None:
    address = f"/zh/orders/{register.first.code}/"
    page: Page = read(f"{address}?on=2021-09-25&known_on=2021-11-20")
    assert "回到今天" in page.words
    assert address in page.links
    assert "回到今天" not in read(address).words
    assert "/zh/search/?q=%E5%BC%A0" in read("/zh/search/?q=张&on=2021-09-25").links


@pytest.mark.parametrize("wrong", ["on=gestern", "known_on=2021-02-30", "on=2021-13-01", "on=9999-12-31", "on=%00"])
def test_a_day_nobody_understands_is_said_beside_its_field(read: Any, register: Register, wrong: str) -> None:
    page: Page = read(f"/zh/bodies/?{wrong}", 400)
    name = wrong.partition("=")[0]
    assert f"{name}-error" in page.ids
    (field,) = [each for each in page.attributes_of("input") if each["id"] == name]
    assert field["aria-invalid"] == "true"
    assert f"{name}-error" in (field["aria-describedby"] or "")
    assert "日期应当写成年-月-日，例如 2021-09-25。" in page.words


def test_an_address_that_leads_nowhere_helps_on_in_the_language_of_the_address(client: Client, read: Any) -> None:
    page: Page = read("/zh/officials/22222/", 404)
    assert "没有这一页" in page.words
    assert "/zh/search/" in page.links
    english: Page = read("/en/officials/22222/", 404)
    assert "没有这一页" not in english.words
    assert "/en/search/" in english.links
    assert client.get("/zh/orders/nope nope/").status_code == 404


def test_a_broken_server_says_so_in_the_language_of_the_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*args: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("registry.pages.views.home.coverage", fall)
    client.raise_request_exception = False
    with CaptureQueriesContext(connection) as queries:
        words = client.get("/en/").content.decode()
    assert "No answer for the moment" in words
    assert "disk" not in words
    assert not queries.captured_queries


def test_parameters_that_cannot_be_read_are_refused(client: Client) -> None:
    response = client.get("/zh/", dict.fromkeys(map(str, range(2000)), "1"))
    assert response.status_code == 400
    assert "看不懂这个请求" in response.content.decode()


def test_an_empty_register_has_pages_too(read: Any) -> None:
    assert "还没有收录任何通知。" in read("/zh/").words
    for path in ("search/", "search/?q=张伟", "bodies/", "orders/", "sessions/", "reorganisations/"):
        read(f"/zh/{path}")
