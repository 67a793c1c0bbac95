"""What holds for every public page: it answers, its links lead somewhere, it is whole, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.chinese_text import stray_spaces
from tests.factories import make_draft, say
from tests.registry.conftest import CENTRE
from tests.registry.pages.conftest import CHINESE, DAYS, LANGUAGES, Page, Register, crawl
from tests.registry.walk import addresses

pytestmark = pytest.mark.django_db


def samples(register: Register, language: str = "zh", days: str = "") -> list[str]:
    """One page of each kind."""
    paths = [
        "",
        "search/",
        "search/?q=%E5%BC%A0",
        "search/?q=nobody",
        "bodies/",
        "orders/",
        "sessions/",
        "reorganisations/",
    ]
    paths += [
        f"officials/{register.official('张伟').code}/",
        f"officials/{register.official('李哲').code}/",
        f"positions/{register.position(CENTRE, '副主任').code}/",
        f"bodies/{register.body(CENTRE).code}/",
        f"bodies/{register.body('北京市东城区人民政府').code}/chart/",
        f"orders/{register.first.code}/",
        f"orders/{register.withdrawn.code}/",
        f"sessions/{register.first.session.code}/",  # type: ignore[union-attr]
        f"reorganisations/{register.event.code}/",
    ]
    return [f"/{language}/{path}{days.replace('?', '&') if '?' in path else days}" for path in paths]


@pytest.mark.parametrize(("language", "days"), [*[("zh", days) for days in DAYS], ("en", DAYS[1]), ("en", DAYS[2])])
def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(
    client: Client, register: Register, language: str, days: str
) -> None:
    pages = crawl(client, *addresses(language, days), language=language, days=days)
    assert len(pages) > 40
    for address, page in pages.items():
        for link in page.links:
            target, hash_, anchor = link.partition("#")
            target = target or address
            if hash_ and target in pages:
                assert anchor in pages[target].ids, f"{address} links {link}, where nothing has that id"


def test_every_page_is_reached_by_links_from_the_home_page(client: Client, register: Register) -> None:
    reached = set(crawl(client, "/zh/"))
    # The first order's own reading is linked; a session, body, post or person of any public order is, too.
    assert set(addresses()) <= reached


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_one_heading_a_language_a_title_and_unlike_ids(
    read: Any, register: Register, language: str
) -> None:
    for address in samples(register, language, "?on=2021-09-25"):
        page: Page = read(address)
        assert [tag for tag, _ in page.tags].count("h1") == 1, address
        assert len(page.ids) == len(set(page.ids)), address
        assert next(page.attributes_of("html"))["lang"] == {"zh": "zh-Hans", "en": "en"}[language]
        assert [attributes.get("href") for attributes in page.attributes_of("a")][0] == "#content"
        for table in page.attributes_of("table"):
            assert table["role"] == "table", address
        tags = [tag for tag, _ in page.tags]
        assert tags.count("table") == tags.count("caption"), address
        labelled = {attributes.get("for") for attributes in page.attributes_of("label")}
        fields = [attributes["id"] for attributes in page.attributes_of("input")]
        assert set(fields) == labelled, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_form_for_the_days_and_keeps_them_in_its_links(
    read: Any, register: Register, language: str
) -> None:
    days = "?on=2021-09-25&known_on=2021-11-20"
    for address in samples(register, language, days):
        page: Page = read(address)
        values = {attributes["id"]: attributes.get("value") for attributes in page.attributes_of("input")}
        assert values["on"] == "2021-09-25", address
        assert values["known_on"] == "2021-11-20", address
        leaving = [link for link in page.links if link.startswith(f"/{language}/") and "?" not in link]
        own = address.partition("?")[0]
        # Only the forms, whose fields bring the days, and the way back to today are without them.
        assert set(leaving) <= {own, f"/{language}/search/"}, address


def test_every_page_offers_itself_in_the_other_language_with_its_days(read: Any, register: Register) -> None:
    for address in samples(register, "zh", "?on=2021-09-25&known_on=2021-11-20"):
        assert address.replace("/zh/", "/en/") in read(address).links


def test_the_english_pages_are_english_but_for_the_words_of_the_record(read: Any, register: Register) -> None:
    for days in DAYS:
        for address in samples(register, "en", days):
            found = [words for words in read(address).foreign_words if CHINESE.search(words)]
            assert not found, f"{address}: {found}"


@pytest.mark.parametrize("days", DAYS[:3])
def test_no_line_break_tears_chinese_words_apart_and_no_space_stands_at_a_mark(
    client: Client, register: Register, days: str
) -> None:
    for address in samples(register, "zh", days):
        assert stray_spaces(client.get(address).content.decode()) == [], address


def test_nothing_on_a_page_comes_from_another_host_or_stands_inline(client: Client, register: Register) -> None:
    for address in samples(register):
        html = client.get(address).content.decode()
        page = Page(html)
        for tag, attributes in page.tags:
            assert "style" not in attributes, address
            assert tag not in {"script", "style", "iframe"}, address
            if tag in {"img", "link", "script"} and attributes.get("rel") not in {"canonical", "alternate"}:
                assert (attributes.get("href") or attributes.get("src") or "").startswith("/static/"), address


def test_search_engines_keep_today_s_pages_only(read: Any, register: Register) -> None:
    def robots(page: Page) -> list[str | None]:
        return [each.get("content") for each in page.attributes_of("meta") if each.get("name") == "robots"]

    def canonical(page: Page) -> list[str | None]:
        return [each.get("href") for each in page.attributes_of("link") if each.get("rel") == "canonical"]

    address = f"/zh/orders/{register.first.code}/"
    assert robots(read(address)) == []
    assert canonical(read(f"{address}?on=2021-09-25")) == [f"http://testserver{address}"]
    assert robots(read(f"{address}?known_on=2021-11-20")) == ["noindex"]
    assert canonical(read(f"{address}?known_on=2021-11-20")) == []
    assert robots(read("/zh/search/?q=张")) == ["noindex"]
    assert robots(read("/zh/nope/", 404)) == ["noindex"]


def test_every_record_knows_the_address_of_its_page(client: Client, register: Register) -> None:
    assert register.first.session is not None
    records = [
        register.first,
        register.first.session,
        register.event,
        register.official("张伟"),
        register.position(CENTRE, "主任"),
        register.body(CENTRE),
    ]
    for record in records:
        assert client.get(record.get_absolute_url()).status_code == 200
    clause = register.first.clauses.get(sequence=2)
    page, _, anchor = clause.get_absolute_url().partition("#")
    assert anchor in Page(client.get(page).content.decode()).ids


def test_the_desk_links_the_public_page_of_a_record_and_none_of_a_draft(
    client: Client, register: Register, alice: User
) -> None:
    draft = make_draft([[say("appoint", "欧阳密", CENTRE, "副主任")]], alice, number="东政任〔2021〕99号", session=999)
    client.force_login(alice)
    for record, linked in ((register.first, True), (draft, False), (register.official("张伟"), True)):
        desk = client.get(f"/zh/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")
        assert (record.get_absolute_url() in desk.content.decode()) is linked


def test_cutting_the_tail_of_an_address_still_answers(client: Client, register: Register) -> None:
    for address in samples(register):
        parts = address.partition("?")[0].strip("/").split("/")
        for length in range(1, len(parts)):
            assert client.get(f"/{'/'.join(parts[:length])}/", follow=True).status_code == 200
    assert client.get("/zh/officials/?on=2021-09-25").headers["Location"] == "/zh/search/?on=2021-09-25"


def test_every_page_leads_to_the_register_for_programs(client: Client, read: Any, register: Register) -> None:
    for language in LANGUAGES:
        for address in samples(register, language):
            assert "/api/v1/schema/page/" in read(address).links, address
    assert client.get("/api/v1/schema/page/").status_code == 200
