"""/sitemap.xml and robots.txt: what search engines are told to keep."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from registry.pages import sitemap
from tests.registry.conftest import double_the_record
from tests.registry.pages.conftest import LANGUAGES, Register
from tests.registry.walk import LOCATION, addresses, maps

pytestmark = pytest.mark.django_db

SPACE = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "html": "http://www.w3.org/1999/xhtml"}


def listed(client: Client) -> list[str]:
    """Every page on the map."""
    return [page for address in maps(client) for page in LOCATION.findall(client.get(address).content.decode())]


def test_the_map_has_every_public_page_once_and_no_other(client: Client, register: Register) -> None:
    pages = [page for language in LANGUAGES for page in addresses(language) if not page.endswith("/search/")]
    assert sorted(listed(client)) == sorted(pages)
    assert not any(register.merged.code in page for page in listed(client))


def test_each_page_on_the_map_names_itself_in_both_languages(client: Client, register: Register) -> None:
    root = ElementTree.fromstring(client.get("/sitemap-orders-en.xml").content)
    path = f"orders/{register.first.code}/"
    (url,) = [url for url in root.findall("map:url", SPACE) if path in str(url.findtext("map:loc", "", SPACE))]
    assert url.findtext("map:loc", "", SPACE) == f"http://testserver/en/{path}"
    assert {link.get("hreflang"): link.get("href") for link in url.findall("html:link", SPACE)} == {
        "zh-Hans": f"http://testserver/zh/{path}",
        "en": f"http://testserver/en/{path}",
    }


@pytest.mark.parametrize("reader", ["zh-CN", "en-GB"])
def test_the_map_is_the_same_whatever_language_its_reader_speaks(
    client: Client, register: Register, reader: str
) -> None:
    assert "/zh/" not in re.sub("<xhtml.*?>", "", client.get("/sitemap-bodies-en.xml").content.decode())
    spoken = client.get("/sitemap-bodies-zh.xml", headers={"Accept-Language": reader}).content
    assert spoken == client.get("/sitemap-bodies-zh.xml").content


def test_addresses_are_those_of_the_host_asked(client: Client, register: Register, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["register.example"]
    asked: dict[str, Any] = {"headers": {"Host": "register.example"}, "secure": True}
    for address in ("/sitemap.xml", "/sitemap-lists-zh.xml"):
        told = client.get(address, **asked).content.decode()
        assert set(re.findall(r"<loc>(.*?//.*?)/", told)) == {"https://register.example"}
    assert "\nSitemap: https://register.example/sitemap.xml\n" in client.get("/robots.txt", **asked).content.decode()


def test_a_long_list_is_divided(client: Client, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sorted(listed(client))
    monkeypatch.setattr(sitemap.PagesOfALanguage, "limit", 3)
    assert "/sitemap-bodies-zh.xml?p=2" in maps(client)
    assert sorted(listed(client)) == whole
    assert all(len(LOCATION.findall(client.get(address).content.decode())) <= 3 for address in maps(client))
    assert client.get("/sitemap-bodies-zh.xml?p=99").status_code == 404
    assert client.get("/sitemap-drafts-zh.xml").status_code == 404


def test_a_map_asks_as_often_of_twice_the_record(client: Client, register: Register, queries: Any) -> None:
    before = {address: queries(client.get, address) for address in ("/sitemap.xml", *maps(client))}
    double_the_record()
    assert {address: queries(client.get, address) for address in before} == before
    assert before.pop("/sitemap.xml") <= len(before)
    assert max(before.values()) == 2


def test_robots_may_keep_every_page_on_the_map_and_nothing_of_the_desk(client: Client, register: Register) -> None:
    rules = client.get("/robots.txt").content.decode()
    refused = re.findall(r"(?m)^Disallow: (.+)$", rules)
    patterns = [re.compile(re.escape(path).replace(r"\*", ".*")) for path in refused]

    def kept_out(address: str) -> bool:
        return any(pattern.match(address) for pattern in patterns)

    assert rules.startswith("User-agent: *\n")
    assert not any(kept_out(page) for page in listed(client))
    for address in ("/zh/admin/", "/en/admin/orders/order/", "/zh/search/?q=张", "/zh/bodies/?known_on=2021-11-20"):
        assert kept_out(address)
