"""The desk in a real browser: a notice from the paste to the public page, by two people."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.system.conftest import ROOT, Site, free_port, passwords_in
from tests.system.test_served_register import log_in

GAZETTE = (ROOT / "fixtures/founding/gazette.txt").read_text(encoding="utf-8")
# 20号 as a clerk would copy it out of the gazette, page number and all.
NOTICE_20 = GAZETTE[GAZETTE.index("关于冯磊等四名同志任免职的通知") : GAZETTE.index("- 75 -") + len("- 75 -")]


@pytest.fixture(scope="module")
def prepared(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """An office that has entered nothing yet: the two accounts and no notice."""
    database = tmp_path_factory.mktemp("empty") / "register.sqlite3"

    def manage(*command: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**environment, "DATABASE_URL": f"sqlite:///{database}"},
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ).stdout

    manage("migrate", "--verbosity", "0")
    accounts = manage("demo_accounts")
    manage("prepare", "--port", str(free_port()))  # messages and static files; with accounts there is no founding
    return database, passwords_in(accounts)


def paste(page: Page, text: str) -> None:
    page.get_by_role("link", name="录入通知").click()
    page.get_by_label("粘贴通知全文").fill(text)
    page.get_by_role("button", name="读出通知").click()


def test_notice_20_goes_from_the_paste_to_the_public_page(page: Page, second_page: Page, site: Site) -> None:
    log_in(page, site, "demo-clerk")
    paste(page, NOTICE_20)
    expect(page.get_by_text("找到 1 份任免通知。")).to_be_visible()
    page.get_by_role("button", name="录入为草稿").click()

    first = page.locator("#clause-1")
    expect(first.locator(".printed")).to_contain_text("任命冯磊为北京市东城区民政局副局长（试用期一年）")
    expect(first.locator(".read")).to_contain_text("试用期一年")
    expect(page.locator(".pair.remainder")).to_have_count(0)
    change = page.locator("#changes tr", has_text="北京市东城区民政局副局长")
    expect(change).to_contain_text("无任职记录")
    expect(change).to_contain_text("冯磊")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".state")).to_have_text("待审核")

    log_in(second_page, site, "demo-reviewer")
    second_page.get_by_role("link", name="1 待我审核").click()
    second_page.get_by_role("link", name="东政任〔2021〕20号").click()
    second_page.get_by_role("button", name="审核通过").click()
    expect(second_page.locator(".state")).to_have_text("已审核")
    second_page.get_by_role("button", name="公开", exact=True).click()
    expect(second_page.locator(".state")).to_have_text("已公开")

    second_page.get_by_role("link", name="看公开页面").click()
    second_page.get_by_role("link", name="北京市东城区民政局副局长").first.click()
    expect(second_page.get_by_role("main")).to_contain_text("冯磊")
    expect(second_page.get_by_role("main")).to_contain_text("试用期一年")


def test_a_draft_is_nowhere_on_the_public_pages(page: Page, second_page: Page, site: Site) -> None:
    log_in(page, site, "demo-clerk")
    paste(page, NOTICE_20)
    page.get_by_role("button", name="录入为草稿").click()
    second_page.goto("/zh/search/?q=冯磊")
    expect(second_page.get_by_role("main")).not_to_contain_text("民政局")


def test_text_without_a_notice_stays_in_the_box(page: Page, site: Site) -> None:
    log_in(page, site, "demo-clerk")
    paste(page, "今天天气很好。")
    expect(page.get_by_text("没有找到任免通知。")).to_be_visible()
    expect(page.get_by_label("粘贴通知全文")).to_have_value("今天天气很好。")


def test_bodies_of_an_event_are_found_by_typing(page: Page, site: Site) -> None:
    log_in(page, site, "demo-clerk")
    paste(page, NOTICE_20)
    page.get_by_role("button", name="录入为草稿").click()
    page.goto("/zh/admin/people/reorganisation/add/")
    page.get_by_label("类型").select_option("abolished")
    page.get_by_label("生效之日").fill("2021-12-01")
    page.locator(".select2-search__field").first.press_sequentially("商务局")
    page.get_by_role("option", name="北京市东城区商务局").click()
    page.get_by_role("button", name="下一步：核对职务").click()
    page.get_by_role("button", name="拟好，待确认").click()
    expect(page.locator("h1")).to_contain_text("撤销：北京市东城区商务局")
    expect(page.locator(".state")).to_have_text("待确认")


def test_a_row_for_another_act_is_added_on_the_page(page: Page, site: Site) -> None:
    log_in(page, site, "demo-clerk")
    paste(page, NOTICE_20)
    page.get_by_role("button", name="录入为草稿").click()
    page.get_by_role("link", name="校正读法").first.click()
    page.get_by_role("button", name="再加一个动作").click()
    row = page.locator(".act-row").last
    row.get_by_label("动作").select_option("remove")
    row.get_by_label("姓名").fill("冯磊")
    row.get_by_label("机构", exact=True).fill("北京市东城区某局")
    row.get_by_label("职务").fill("科长")
    page.get_by_role("button", name="保存读法").click()
    expect(page.locator("#clause-1 .read")).to_contain_text("免去 冯磊 北京市东城区某局 科长")


def test_the_order_fits_a_phone(phone: Page, site: Site) -> None:
    log_in(phone, site, "demo-clerk")
    paste(phone, NOTICE_20)
    phone.get_by_role("button", name="录入为草稿").click()
    expect(phone.locator("#clause-4")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
