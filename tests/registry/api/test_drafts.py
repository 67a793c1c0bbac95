"""Nothing that only the desk knows gets out through the API: each kind of tests.registry.secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.registry.api.conftest import addresses
from tests.registry.conftest import Gazette, Secret

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", ["", "?on=2023-03-01", "?on=2023-03-01&known_on=2023-03-01", "?on=2099-01-01"])
def test_no_answer_says_a_word_of_a_draft(api: Any, codes: dict[str, str], secret: Secret, days: str) -> None:
    for address in addresses(codes):
        told = json.dumps(api(f"{address}{days}"), ensure_ascii=False)
        assert [word for word in (*secret.words, *secret.codes) if word in told] == [], address


def test_no_answer_changes_because_of_a_draft(api: Any, codes: dict[str, str], request: pytest.FixtureRequest) -> None:
    before = {address: api(address) for address in addresses(codes)}
    request.getfixturevalue("secret")
    assert {address: api(address) for address in addresses(codes)} == before


@pytest.mark.parametrize(
    "question",
    [
        "officials/?session_code={session}", "positions/?session_code={session}", "bodies/?session_code={session}",
        "tenures/?session_code={session}", "sessions/?position_code={position}", "sessions/?official_code={official}",
        "sessions/?official_name=侯亮", "orders/?session_code={session}", "orders/?position_code={position}",
        "orders/?body_code={body}",
    ],
)  # fmt: skip
def test_no_filter_follows_what_a_draft_says_of_things_on_record(
    api: Any, codes: dict[str, str], gazette: Gazette, request: pytest.FixtureRequest, question: str
) -> None:
    address = question.format(**{**codes, "official": gazette.official("侯亮").code})
    before = api(address)
    request.getfixturevalue("secret")
    assert api(address) == before


def test_a_code_only_a_draft_knows_is_answered_like_one_never_given(api: Any, secret: Secret) -> None:
    for name in ("officials", "bodies", "positions", "orders", "sessions", "reorganisations"):
        refusal = api(f"{name}/nope/", status=404)["detail"]
        for code in secret.codes:
            assert api(f"{name}/{code}/", status=404)["detail"].replace(code, "nope") == refusal


@pytest.mark.parametrize("name", ["official_code", "body_code", "position_code", "order_code", "session_code"])
def test_a_filter_by_what_only_a_draft_knows_is_answered_like_one_never_given(
    api: Any, secret: Secret, name: str
) -> None:
    refusal = api(f"tenures/?{name}=nope", status=400)[name]
    for code in secret.codes:
        answer = api(f"tenures/?{name}={code}", status=400)[name]
        assert [sentence.replace(code, "nope") for sentence in answer] == refusal


@pytest.mark.parametrize(
    "question",
    [
        "officials/?name=欧阳机密", "officials/?name_contains=机密", "bodies/?name_contains=机密",
        "positions/?title_contains=机密",
        "positions/?title=机密局长", "orders/?document_number=东政密〔2023〕7号", "orders/?official_name=欧阳机密",
        "orders/?year=2023",
        "sessions/?number=110011", "sessions/?number=110012", "sessions/?official_name=欧阳机密",
        "tenures/?official_name=欧阳机密",
        "officials/?name=司马机密", "officials/?name=诸葛机密", "orders/?official_name=诸葛机密", "positions/?title=机密助理",
        "reorganisations/?body_name=北京市东城区机密中心", "reorganisations/?body_name=北京市东城区机密指挥中心",
    ],
)  # fmt: skip
def test_a_question_about_what_only_a_draft_says_finds_nothing(api: Any, secret: Secret, question: str) -> None:
    assert api(question)["results"] == []


def test_a_person_on_record_is_not_shown_with_what_a_draft_adds(api: Any, gazette: Gazette, secret: Secret) -> None:
    (known,) = api("officials/?name=张伟")["results"]
    assert [row["position_title"] for row in known["held"]] == ["主任"]
