"""Addresses in two languages: registry/languages.py and the middleware that reads them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "address"), [("zh-hans", "/zh/admin/login/"), ("en", "/en/admin/login/")])
def test_an_address_carries_the_language_in_force(language: str, address: str) -> None:
    with override(language):
        assert reverse("admin:login") == address


def test_the_admin_speaks_chinese_under_zh_and_english_under_en(client: Client) -> None:
    assert "密码" in client.get("/zh/admin/login/").text
    assert "Password" in client.get("/en/admin/login/").text


@pytest.mark.parametrize(
    ("accepts", "target"),
    [
        ("", "/zh/admin/login/?next=/zh/"),
        ("zh-CN,zh;q=0.9", "/zh/admin/login/?next=/zh/"),
        ("en-GB,en;q=0.9", "/en/admin/login/?next=/zh/"),
        ("fr", "/zh/admin/login/?next=/zh/"),
    ],
)
def test_an_address_without_language_leads_to_the_reader_s(client: Client, accepts: str, target: str) -> None:
    response = client.get("/admin/login/?next=/zh/", headers={"accept-language": accepts})
    assert response.status_code == 302
    assert response.headers["Location"] == target
    assert "Accept-Language" in response.headers["Vary"]


def test_a_missing_slash_is_put_there_on_the_way(client: Client) -> None:
    assert client.get("/admin").headers["Location"] == "/zh/admin/"


def test_django_s_own_code_for_chinese_is_no_address(client: Client) -> None:
    assert client.get("/zh-hans/admin/login/").status_code == 404


def test_an_address_in_no_language_is_not_found(client: Client) -> None:
    assert client.get("/nowhere/").status_code == 404


def test_a_page_says_in_which_language_it_is(client: Client) -> None:
    assert client.get("/zh/admin/login/").headers["Content-Language"] == "zh-hans"
    assert client.get("/en/admin/login/").headers["Content-Language"] == "en"
