"""How the API is asked: days, filters, pages, and how it says no."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from registry.api.pagination import Keyset
from registry.api.views import TenureViewSet
from tests.registry.api.conftest import LISTS, addresses
from tests.registry.conftest import CENTRE, Gazette

pytestmark = pytest.mark.django_db

Codes = dict[str, str]
NOT_A_DAY = "日期应当写成年-月-日，例如 2021-09-25。"


# Days


@pytest.mark.parametrize("name", ["on", "known_on"])
def test_a_day_that_is_none_is_refused_everywhere_with_one_sentence(api: Any, codes: Codes, name: str) -> None:
    for address in addresses(codes):
        assert api(f"{address}?{name}=2021-02-30", status=400) == {name: [NOT_A_DAY]}


def test_every_endpoint_answers_both_days(api: Any, codes: Codes) -> None:
    for address in addresses(codes):
        api(f"{address}?on=2021-09-25&known_on=2021-11-20")


def test_before_anything_was_public_lists_are_empty_and_rows_are_not_there(api: Any, codes: Codes) -> None:
    for address in addresses(codes):
        if address.count("/") == 1:
            assert api(f"{address}?known_on=2021-10-23")["results"] == [], address
        else:
            api(f"{address}?known_on=2021-10-23", status=404)


# Filters


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("tenures/?official_name=彭恩强", 2),
        ("tenures/?official_code={official}", 2),
        ("tenures/?body_code={body}", 5),
        ("tenures/?position_code={position}", 4),
        ("tenures/?order_code={order}", 19),
        ("tenures/?session_code={session}", 19),
        ("tenures/?body_code={body}&open=true", 3),
        ("officials/?name=彭恩强", 1),
        ("officials/?name_contains=张", 7),
        ("officials/?body_code={body}", 5),
        ("officials/?body_code={body}&on=2021-09-25", 3),
        ("officials/?position_code={position}&on=2021-05-10", 3),
        ("officials/?order_code={order}", 13),
        ("officials/?session_code={session}", 13),
        ("officials/?open=true", 28),
        ("officials/?open=false", 28),
        (f"bodies/?name={CENTRE}", 1),
        ("bodies/?name_contains=街道办事处", 11),
        ("bodies/?parent_code={government}", 40),
        ("bodies/?position_code={position}", 1),
        ("bodies/?order_code={order}", 10),
        ("bodies/?session_code={session}", 10),
        ("bodies/?open=true", 22),
        ("bodies/?open=false", 19),
        ("positions/?title=局长", 1),
        ("positions/?title_contains=院长", 4),
        ("positions/?body_code={body}", 2),
        ("positions/?official_code={official}", 2),
        ("positions/?official_code={official}&on=2021-09-21", 1),
        ("positions/?order_code={order}", 12),
        ("positions/?session_code={session}", 12),
        ("positions/?open=true", 25),
        ("positions/?open=false", 25),
        ("orders/?document_number=东政任〔2021〕16号", 1),
        ("orders/?year=2021", 5),
        ("orders/?year=2020", 0),
        ("orders/?official_name=彭恩强", 2),
        ("orders/?official_code={official}", 2),
        ("orders/?body_code={body}", 3),
        ("orders/?position_code={position}", 3),
        ("orders/?session_code={session}", 1),
        ("orders/?open=true", 5),
        ("orders/?open=false", 0),
        ("sessions/?body_code={government}", 5),
        ("sessions/?body_code={body}", 0),
        ("sessions/?number=121", 1),
        ("sessions/?official_name=彭恩强", 2),
        ("sessions/?official_code={official}", 2),
        ("sessions/?position_code={position}", 3),
        ("sessions/?order_code={order}", 1),
        ("sessions/?open=true", 5),
        ("reorganisations/?kind=replaced", 2),
        ("reorganisations/?kind=merged", 0),
        (f"reorganisations/?body_name={CENTRE}", 1),
        ("reorganisations/?body_code={body}", 1),
        ("reorganisations/?position_code={position}", 1),
        ("reorganisations/?order_code={order}", 1),
        ("reorganisations/?session_code={session}", 1),
    ],
)
def test_a_filter_leaves_what_it_names(api: Any, codes: Codes, question: str, rows: int) -> None:
    assert len(api(question.format(**codes))["results"]) == rows


@pytest.mark.parametrize(
    ("question", "name", "sentence"),
    [
        ("tenures/?position_code=nope", "position_code", "登记中没有代码为“nope”的职务。"),
        ("tenures/?official_code=nope", "official_code", "登记中没有代码为“nope”的人员。"),
        ("tenures/?order_code=nope", "order_code", "登记中没有代码为“nope”的任免通知。"),
        ("bodies/?parent_code=nope", "parent_code", "登记中没有代码为“nope”的机构。"),
        ("tenures/?session_code=nope", "session_code", "登记中没有代码为“nope”的会议。"),
        ("tenures/?open=perhaps", "open", "应当写成 true 或 false。"),
        ("tenures/?start_on_record=1", "start_on_record", "应当写成 true 或 false。"),
        ("tenures/?page_size=0", "page_size", "page_size 应当是 1 至 500 之间的整数。"),
        ("tenures/?page_size=501", "page_size", "page_size 应当是 1 至 500 之间的整数。"),
        ("tenures/?page_size=many", "page_size", "page_size 应当是 1 至 500 之间的整数。"),
        ("tenures/?cursor=made-up", "cursor", "cursor 无效；请使用上一页答复中 next 给出的地址。"),
        ("tenures/?postion=nope", "postion", "这一地址没有名为“postion”的参数。"),
        ("officials/?kind=merged", "kind", "这一地址没有名为“kind”的参数。"),
        ("tenures/?on=2021-05-09&on=2021-09-25", "on", "参数“on”只能写一次。"),
        ("tenures/?official_name=张伟&official_name=李哲", "official_name", "参数“official_name”只能写一次。"),
        ("tenures/?official_name=%00", "official_name", "不能含有空字符（NUL）。"),
        ("tenures/?position_code=%00", "position_code", "不能含有空字符（NUL）。"),
        ("tenures/?cursor=%00", "cursor", "不能含有空字符（NUL）。"),
    ],
)
def test_what_is_not_understood_is_refused_with_one_sentence(api: Any, question: str, name: str, sentence: str) -> None:
    assert api(question, status=400) == {name: [sentence]}


def test_a_parameter_that_is_none_is_refused_everywhere(api: Any, codes: Codes) -> None:
    for address in addresses(codes):
        assert api(f"{address}?page=999", status=400) == {"page": ["这一地址没有名为“page”的参数。"]}
        assert api(f"{address}?format=json") == api(address)


@pytest.mark.parametrize("name", ["name", "page_size", "cursor", "open"])
def test_a_parameter_of_lists_is_refused_of_a_row(api: Any, codes: Codes, name: str) -> None:
    for address in addresses(codes):
        if address.count("/") > 1:
            assert set(api(f"{address}?{name}=1", status=400)) == {name}


def test_several_parameters_that_are_none_are_named_each(api: Any, gazette: Gazette) -> None:
    assert set(api("tenures/?postion=a&pge=2&official_name=张伟", status=400)) == {"postion", "pge"}


@pytest.mark.parametrize(
    "question", ["tenures/?official_name=%00", "reorganisations/?kind=x", "orders/?year=x", "sessions/?number=x"]
)
def test_what_no_column_can_hold_is_refused(api: Any, question: str) -> None:
    api(question, status=400)


def test_a_number_beyond_every_column_finds_nothing(api: Any, gazette: Gazette) -> None:
    assert api("orders/?year=99999999999999999999")["results"] == []


# Codes


@pytest.mark.parametrize("name", [name for name in LISTS if name != "tenures"])
def test_a_code_never_given_is_not_found(api: Any, name: str) -> None:
    assert "nope" in api(f"{name}/nope/", status=404)["detail"]


def test_an_address_that_answers_nothing_says_so_in_json(api: Any, gazette: Gazette) -> None:
    assert "detail" in api("nothing/", status=404)
    assert "detail" in api("tenures/1/", status=404)


def test_an_address_without_its_last_slash_is_sent_on(client: Client) -> None:
    response = client.get("/api/v1/tenures?open=true")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/tenures/?open=true")


# Pages


@pytest.mark.parametrize("name", LISTS)
def test_pages_together_are_the_whole_list_in_its_order(api: Any, gazette: Gazette, name: str) -> None:
    whole = api(f"{name}/?on=2021-09-25&page_size=500")["results"]
    rows, address, pages = [], f"{name}/?on=2021-09-25&page_size=3", 0
    while address:
        answer = api(address)
        rows += answer["results"]
        pages += 1
        address = answer["next"] and answer["next"].partition("/api/v1/")[2]
    assert rows == whole
    assert pages == max(1, -(-len(whole) // 3))


def test_a_page_keeps_the_question(api: Any, gazette: Gazette) -> None:
    following = api("tenures/?open=true&known_on=2021-11-17&page_size=20")["next"]
    assert "open=true" in urlsplit(following).query
    answer = api(following.partition("/api/v1/")[2])
    assert (len(answer["results"]), answer["next"]) == (4, None)


def test_a_cursor_of_another_list_is_refused(api: Any, gazette: Gazette) -> None:
    cursor = urlsplit(api("officials/?page_size=1")["next"]).query.partition("cursor=")[2]
    api(f"tenures/?cursor={cursor}", status=400)


def test_a_page_is_neither_counted_nor_skipped_to(gazette: Gazette, api: Any, django_assert_num_queries: Any) -> None:
    following = api("tenures/?page_size=10")["next"].partition("/api/v1/")[2]
    with django_assert_num_queries(4) as captured:
        api(following)
    statements = " ".join(query["sql"].upper() for query in captured.captured_queries)
    assert "COUNT(" not in statements
    assert "OFFSET" not in statements


def test_every_list_has_its_order_and_no_other(gazette: Gazette) -> None:
    assert TenureViewSet.pagination_class is Keyset
    assert TenureViewSet.keyset == ("lower", "position_id", "official_id", "id")


# What comes with every answer


def test_any_other_site_may_read_it_and_an_unchanged_answer_is_not_sent_again(client: Client, codes: Codes) -> None:
    for address in addresses(codes):
        response = client.get(f"/api/v1/{address}")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=60"
        again = client.get(f"/api/v1/{address}", headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/officials/nope/")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, codes: Codes, verb: str) -> None:
    for address in addresses(codes):
        assert getattr(client, verb)(f"/api/v1/{address}").status_code == 405


def test_sentences_follow_the_readers_language(client: Client) -> None:
    response = client.get("/api/v1/tenures/?on=x", headers={"Accept-Language": "en"})
    assert response.json() == {"on": ["Please write the day as year-month-day, for example 2021-09-25."]}
    assert "Accept-Language" in response["Vary"]
