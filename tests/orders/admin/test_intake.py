"""录入通知: text in, a preview of what was found, drafts out; nothing typed is lost on the way."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from orders.models import Order, OrderState, Source
from people.models import Body, Official
from tests.factories import make_body
from tests.orders.admin.desk import at_desk, order_address, press, seen_on, words

BOX = reverse("admin:orders_order_intake")
NOTICE = """北京市东城区人民政府
关于冯磊等二名同志任免职的通知
东政任〔2021〕20号
各街道办事处，区政府各委、办、局，各区属机构：
经2021年10月22日北京市东城区人民政府第133次常务会议研究决定，现将冯磊等二名同志任免职事项通知如下：
任命冯磊为北京市东城区民政局副局长（试用期一年）；
任命于倩为北京市东城区商务局副局长（试用期一年）。
北京市东城区人民政府
2021年11月18日
"""


def paste(user, text):
    return at_desk(user).post(BOX, {"text": text})


@pytest.fixture
def preview(alice):
    """The address of the preview of a pasted notice."""
    return paste(alice, NOTICE).headers["Location"]


def test_a_pasted_notice_leads_to_its_preview(alice, preview):
    page = words(at_desk(alice).get(preview))
    assert "找到 1 份任免通知。" in page
    assert "东政任〔2021〕20号" in page
    assert "2 项，2 个动作" in page
    assert "任命冯磊为北京市东城区民政局副局长（试用期一年）" in page
    assert not Order.everything.exists()
    assert not Official.everything.exists()


def test_text_without_a_notice_is_said_so_and_stays_in_the_box(alice):
    response = paste(alice, "今天天气很好。\n请各单位注意防寒。")
    page = response.content.decode()
    assert "没有找到任免通知。" in page
    assert "今天天气很好。\n请各单位注意防寒。</textarea>" in page
    assert not Source.objects.exists()


def test_a_file_without_a_notice_is_said_so_and_its_words_are_put_into_the_box(alice):
    file = SimpleUploadedFile("通告.txt", "今天天气很好。\n请各单位注意防寒。".encode("gb18030"))
    page = at_desk(alice).post(BOX, {"text": "", "file": file}).content.decode()
    assert "没有找到任免通知。" in page
    assert "今天天气很好。\n请各单位注意防寒。</textarea>" in page
    assert not Source.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n　"])
def test_nothing_pasted_is_answered_with_a_sentence(alice, text):
    assert "请粘贴通知全文，或者选择一个文件。" in words(paste(alice, text))


def test_a_null_character_and_half_a_pair_do_no_harm(alice):
    for text in ("\x00", "\ud83d", f"{NOTICE}\x00"):
        assert paste(alice, text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).status_code in (200, 302)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_its_encoding(alice, encoding):
    file = SimpleUploadedFile("20号.txt", NOTICE.encode(encoding))
    response = at_desk(alice).post(BOX, {"text": "", "file": file})
    assert response.status_code == 302
    assert "任命冯磊为北京市东城区民政局副局长" in words(at_desk(alice).get(response.headers["Location"]))


def test_a_file_that_is_no_text_is_refused_beside_its_field_and_the_paste_stays(alice):
    file = SimpleUploadedFile("20号.docx", b"PK")
    page = at_desk(alice).post(BOX, {"text": NOTICE, "file": file}).content.decode()
    assert "只能读入纯文本文件" in page
    assert "任命冯磊为北京市东城区民政局副局长" in page


def test_paste_and_file_together_are_refused(alice):
    file = SimpleUploadedFile("20号.txt", NOTICE.encode())
    page = at_desk(alice).post(BOX, {"text": NOTICE, "file": file})
    assert "请只用一种方式：粘贴文字，或者选择文件。" in words(page)


def test_a_secret_document_is_refused_and_not_kept(alice):
    page = words(paste(alice, f"机密★3年\n{NOTICE}"))
    assert "涉密文件不得录入本系统" in page
    assert not Source.objects.exists()


def test_a_notice_becomes_a_draft_with_its_day(alice, preview):
    response = press(alice, preview, "notice-0", published_on="2021-11-20")
    order = Order.everything.get()
    assert response.headers["Location"] == order_address(order)
    assert (order.state, order.published_on.isoformat()) == (OrderState.DRAFT, "2021-11-20")
    assert order.entered_by == alice


def test_what_was_taken_in_is_linked_and_not_offered_again(alice, preview):
    press(alice, preview, "notice-0")
    page = words(at_desk(alice).get(preview))
    assert "这份通知已经录入： 东政任〔2021〕20号 · 草稿" in page
    assert "录入为草稿" not in page


def test_a_number_already_held_is_said_on_the_preview_and_refused_with_the_day_kept(alice, preview):
    press(alice, preview, "notice-0")
    again = paste(alice, f"{NOTICE}\n\n").headers["Location"]
    sentence = "东政任〔2021〕20号已经登记，同一文号不能登记两次。"
    assert sentence in words(at_desk(alice).get(again))
    assert Order.everything.count() == 1
    page = press(alice, again, "notice-0", published_on="2021-11-20").content.decode()
    assert sentence in page
    assert 'value="2021-11-20"' in page
    assert Order.everything.count() == 1


def test_a_preview_writes_nothing(alice, preview):
    bodies = Body.everything.count()
    at_desk(alice).get(preview)
    assert (Order.everything.count(), Body.everything.count(), Official.everything.count()) == (0, bodies, 0)


def test_a_notice_without_an_issuer_is_taken_in_with_the_one_chosen(alice):
    text = NOTICE.replace("北京市东城区人民政府\n", "").replace("北京市东城区人民政府第", "第")
    issuer = make_body("北京市东城区人民政府")
    preview = paste(alice, text).headers["Location"]
    page = words(at_desk(alice).get(preview))
    assert "通知没有写明发文机关，请选择" in page
    assert press(alice, preview, "notice-0", issuer=issuer.pk).status_code == 302
    assert Order.everything.get().issuer == issuer


def test_a_whole_gazette_is_taken_in_at_once(alice):
    gazette = Path("fixtures/founding/gazette.txt").read_text(encoding="utf-8")
    preview = paste(alice, gazette).headers["Location"]
    page = words(at_desk(alice).get(preview))
    assert "找到 5 份任免通知。" in page
    assert "个字不是任免通知，没有录入。" in page
    assert press(alice, preview, "all").status_code == 302
    assert Order.everything.filter(state=OrderState.DRAFT).count() == 5


def test_a_notice_that_is_read_otherwise_by_now_is_not_taken_in_unseen(alice):
    text = NOTICE.replace("任命冯磊为北京市东城区民政局副局长", "任命冯磊为北京市东城区民政局办公室主任")
    preview = paste(alice, text).headers["Location"]
    shown = at_desk(alice).get(preview)
    make_body("北京市东城区民政局办公室")
    refused = press(alice, preview, "notice-0", page=shown, published_on="2021-11-20")
    sentence = "这一页打开以后登记中的机构有变动，这份通知的读法随之不同；请核对现在的读法，再录入一次。"
    assert sentence in words(refused)
    assert 'value="2021-11-20"' in refused.content.decode()
    assert not Order.everything.exists()
    assert press(alice, preview, "notice-0", page=refused).status_code == 302
    assert Order.everything.count() == 1


def test_what_is_read_as_it_was_shown_is_taken_in_whatever_else_came_on_record(alice, preview):
    shown = at_desk(alice).get(preview)
    make_body("毫不相干的机构")
    assert press(alice, preview, "notice-0", page=shown).status_code == 302


def test_of_a_whole_gazette_only_what_is_read_otherwise_by_now_waits(alice):
    gazette = Path("fixtures/founding/gazette.txt").read_text(encoding="utf-8")
    preview = paste(alice, gazette).headers["Location"]
    shown = at_desk(alice).get(preview)
    seen = seen_on(shown, "all")["seen"]
    assert len(set(seen)) == 5
    page = at_desk(alice).post(preview, {"action": "all", "seen": [*seen[:2], "0" * 64, *seen[3:]]})
    assert words(page).count("这份通知的读法随之不同") == 1
    assert Order.everything.count() == 4
    assert press(alice, preview, "all", page=page).status_code == 302
    assert Order.everything.count() == 5
