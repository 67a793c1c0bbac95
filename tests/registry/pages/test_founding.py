"""The public pages of the founding register."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.registry.conftest import CENTRE, GOVERNMENT, GRID, Gazette
from tests.registry.pages.conftest import CHINESE, crawl
from tests.registry.pages.test_facts import between, text
from tests.registry.walk import addresses

pytestmark = pytest.mark.django_db


def test_every_link_of_the_founding_register_answers_and_leads_everywhere(client: Client, gazette: Gazette) -> None:
    days = "?on=2021-09-25"
    pages = crawl(client, f"/en/{days}", language="en", days=days)
    assert len([address for address in pages if "/officials/" in address]) >= 56
    for address, page in pages.items():
        found = [words for words in page.foreign_words if CHINESE.search(words)]
        assert not found, f"{address}: {found}"
        for link in page.links:
            target, _, anchor = link.partition("#")
            if anchor and target in pages:
                assert anchor in pages[target].ids, f"{address} links {link}"
    assert set(pages) >= set(addresses("en", days))


def test_the_chart_between_two_sittings_has_twenty_four_holders_seven_without_a_start(
    client: Client, gazette: Gazette
) -> None:
    html = client.get(f"/zh/bodies/{gazette.body(GOVERNMENT).code}/chart/?on=2021-09-25").content.decode()
    chart = html[html.index('<div class="chart">') :]
    assert len(re.findall(r'<a href="/zh/officials/', chart)) == 24
    assert chart.count("起始无记录") == 7
    assert CENTRE in chart
    assert GRID not in chart


def test_the_deputies_of_the_command_centre_on_three_days(client: Client, gazette: Gazette) -> None:
    address = f"/zh/positions/{gazette.position(CENTRE, '副主任').code}/"

    def holders(days: str) -> set[str]:
        held = between(text(client, f"{address}?{days}"), "谁任此职", "历任时间线")
        return {name for name in ("张庭进", "彭恩强", "许晶", "侯亮") if f"{name}起：" in held}

    assert holders("on=2021-05-10") == {"张庭进", "彭恩强", "许晶"}
    assert holders("on=2021-09-25") == {"许晶", "侯亮"}
    assert holders("on=2021-09-25&known_on=2021-11-17") == {"彭恩强", "许晶", "侯亮"}


def test_the_deputy_head_on_trial(client: Client, gazette: Gazette) -> None:
    words = text(client, f"/zh/positions/{gazette.position('北京市东城区民政局', '副局长').code}/?on=2021-11-01")
    held = between(words, "谁任此职", "历任时间线")
    assert "冯磊" in held
    assert "试用期一年" in held
    overdue = text(client, f"/zh/officials/{gazette.official('冯磊').code}/?on=2023-01-01")
    assert "到期未见转正文件（自决定之日起算至2022年10月22日，自成文之日起算至2022年11月18日）" in overdue


def test_a_search_finds_people_posts_bodies_and_notices(client: Client, gazette: Gazette) -> None:
    assert "张庭进" in text(client, "/zh/search/?q=zhang tingjin")
    assert f"{CENTRE}副主任" in text(client, "/zh/search/?q=指挥中心副主任")
    assert GRID in text(client, "/zh/search/?q=网格化&on=2021-01-01")
    assert "东政任〔2021〕20号" in text(client, "/zh/search/?q=20号")


def test_the_home_page_says_that_numbers_one_to_fifteen_are_missing(client: Client, gazette: Gazette) -> None:
    words = text(client, "/zh/")
    assert "16–20号" in words
    assert "1–15号；20号以后不明" in words
