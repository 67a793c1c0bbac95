"""The register as the first `make run` leaves it, in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.system.conftest import DESKTOP, Site, watched_page


def log_in(page: Page, site: Site, username: str) -> None:
    page.goto("/zh/admin/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(site.passwords[username])
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize("username", ["demo-clerk", "demo-reviewer"])
def test_a_demo_account_logs_in_with_the_password_that_was_printed(page: Page, site: Site, username: str) -> None:
    log_in(page, site, username)
    expect(page.locator("#user-tools")).to_contain_text(username)


def test_the_english_desk_speaks_english(page: Page) -> None:
    page.goto("/en/admin/")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_the_front_page_opens_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    assert phone.url.endswith("/zh/")
    expect(phone.get_by_role("searchbox").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_that_asks_another_host_or_throws_an_error_fails_its_test(browser: Browser, site: Site) -> None:
    pages = watched_page(browser, site, DESKTOP)
    page = next(pages)
    page.goto("/zh/admin/login/")
    page.evaluate("fetch('http://192.0.2.1/').catch(() => {})")
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.wait_for_timeout(200)
    with pytest.raises(AssertionError) as complaint:
        next(pages, None)
    assert "http://192.0.2.1/" in str(complaint.value)
    assert "planted" in str(complaint.value)
