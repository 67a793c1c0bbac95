"""Every answer says up to when, and of which notices, the register speaks."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import publish_clauses, say
from tests.registry.conftest import CENTRE, GOVERNMENT, Gazette
from tests.registry.pages.test_facts import text

pytestmark = pytest.mark.django_db

SENTENCE = "收录的通知至{}公开的为止（{}）；此后的变动和未收录的通知不在其中。"
ALL = SENTENCE.format("2021年11月18日", "东政任〔2021〕16–20号，缺1–15号")
THREE = SENTENCE.format("2021年11月17日", "东政任〔2021〕16–18号，缺1–15号")


def answers(gazette: Gazette) -> list[str]:
    return [
        f"positions/{gazette.position(CENTRE, '主任').code}/",
        f"officials/{gazette.official('张伟').code}/",
        f"bodies/{gazette.body(CENTRE).code}/",
        f"bodies/{gazette.body(GOVERNMENT).code}/chart/",
    ]


def test_an_answer_says_which_notices_it_rests_on(client: Client, gazette: Gazette) -> None:
    for page in answers(gazette):
        assert ALL in text(client, f"/zh/{page}"), page
        assert THREE in text(client, f"/zh/{page}?known_on=2021-11-17"), page
        assert "没有收录有关机关已经公开的任免通知。" in text(client, f"/zh/{page}?known_on=2021-10-23"), page
        html = client.get(f"/en/{page}").content.decode()
        assert ' (<span lang="zh-Hans">东政任〔2021〕</span> 16–20, missing 1–15); later changes' in html
        assert 'href="/en/#coverage"' in html


def test_an_answer_is_silent_on_notices_of_another_jurisdiction(
    client: Client, gazette: Gazette, alice: User, bob: User
) -> None:
    publish_clauses(
        [[say("appoint", "何远", "上海市杨浦区教育局", "局长")]], alice, bob,
        number="杨府任〔2023〕3号", issuer="上海市杨浦区人民政府", session=None, decided_on=None,
        signed_on=date(2023, 2, 4), title="上海市杨浦区人民政府关于何远同志任职的通知",
    )  # fmt: skip
    for page in answers(gazette):
        assert ALL in text(client, f"/zh/{page}"), page


def test_the_home_page_says_up_to_which_number_nothing_is_missing(client: Client, gazette: Gazette) -> None:
    assert "自16号起连续收录至20号" in text(client, "/zh/")


def test_a_trial_is_due_by_the_decision_and_by_the_notice(client: Client, gazette: Gazette) -> None:
    """Both days are said where they differ: the rules count from either."""
    page = f"officials/{gazette.official('许晶').code}/"
    assert "（自决定之日起算至2022年5月10日，自成文之日起算至2022年10月24日）" in text(client, f"/zh/{page}")
    assert "until10May2022;fromthedayofsigning,until24October2022)" in text(client, f"/en/{page}")
