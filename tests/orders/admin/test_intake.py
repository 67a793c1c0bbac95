"""录入通知: text in, a preview of what was found, drafts out; nothing typed is lost on the way."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from orders.models import Order, OrderState, Source
from people.models import Body, Official
from tests.factories import make_body
from tests.orders.admin.desk import at_desk, order_address, press, seen_on, words
from tests.orders.sources.made import IMAGE, docx, p, packed, pdf

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


def test_a_file_that_cannot_be_read_is_refused_beside_its_field_and_the_paste_stays(alice):
    file = SimpleUploadedFile("20号.docx", b"PK")
    page = at_desk(alice).post(BOX, {"text": NOTICE, "file": file}).content.decode()
    assert "文件名以.docx结尾，内容却不是这种格式；可能没有下载完整，请核对以后再选择。" in page
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


def as_docx(text=NOTICE, **parts):
    return docx("".join(p(line) for line in text.splitlines()), **parts)


def upload(user, content, name="20号.docx"):
    return at_desk(user).post(BOX, {"text": "", "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_docx(), "20号.docx"),
        (pdf(NOTICE.splitlines()), "20号.pdf"),
        (("<html>" + "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())).encode("gb18030"), "20号.html"),
        (NOTICE.encode("utf-16-le"), "20号.txt"),
    ],
)
def test_a_file_of_any_kind_leads_to_the_same_preview_as_the_paste(alice, preview, content, name):
    found = upload(alice, content, name).headers["Location"]
    page, pasted = (words(at_desk(alice).get(address)) for address in (found, preview))
    for sentence in ("文件不是UTF-8编码，已按GB18030读取。 ", "文件以UTF-16编码，已按此读取。 "):
        page = page.replace(sentence, "")
    assert page == pasted


def test_the_original_is_kept_to_the_byte_and_its_words_beside_it(alice):
    content = as_docx()
    upload(alice, content)
    source = Source.objects.get()
    assert bytes(source.original) == content
    assert source.sha256 == sha256(content).hexdigest()
    assert (source.text, source.kind, source.encoding) == (NOTICE, "docx", "")


def test_what_of_a_file_was_not_read_is_said_before_anything_is_taken_in_and_on_the_page_of_the_draft(alice):
    preview = upload(alice, as_docx(header=p("东城区人民政府文件"))).headers["Location"]
    sentence = "有1处页眉、页脚的文字没有读入，如“东城区人民政府文件”。"
    assert sentence in words(at_desk(alice).get(preview))
    press(alice, preview, "notice-0")
    assert sentence in words(at_desk(alice).get(order_address(Order.everything.get())))


def test_what_of_a_file_was_not_read_is_said_where_no_notice_was_found(alice):
    page = words(upload(alice, docx(f"<w:p><w:del>{p(NOTICE)}</w:del></w:p>")))
    assert "没有找到任免通知。" in page
    assert "有1处修订中已删除的文字没有读入" in page


def test_a_mark_of_secrecy_that_stands_where_nothing_is_read_is_found(alice):
    page = words(upload(alice, as_docx(header=p("机密★3年"))))
    assert "文件标有密级“机密★3年”；涉密文件不得录入本系统。" in page
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99,
            "20号.doc",
            "请在 Word 或 WPS 中打开，另存为 .docx 以后再选择。",
        ),
        (pdf([], extra=IMAGE), "20号.pdf", "这份 PDF 没有文字层，大概是扫描件，文字不能读出。"),
        (packed(OFD_xml=b""), "20号.ofd", "OFD 版式文件暂不能读出文字。"),
        (b"\xff\xd8\xff\xe0", "20号.jpg", "这是图片，图片中的文字不能读出。"),
        (b"Rar!\x1a\x07\x01\x00", "20号.rar", "这是压缩包。请先解压，再逐个选择其中的文件。"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_not_kept(alice, content, name, sentence):
    assert sentence in words(upload(alice, content, name))
    assert not Source.objects.exists()


def test_a_refusal_of_a_file_is_said_in_english_too(alice):
    english = BOX.replace("/zh/", "/en/")
    file = SimpleUploadedFile("20.pdf", pdf(*[[]] * 2001))
    page = words(at_desk(alice).post(english, {"text": "", "file": file}))
    assert "The file has 2001 pages, more than 2000, and was not read." in page


@pytest.mark.parametrize(
    ("content", "name", "place"),
    [
        (as_docx(), "20号.docx", "第6段"),
        (pdf(NOTICE.splitlines()[:5], NOTICE.splitlines()[5:]), "20号.pdf", "第2页"),
    ],
)
def test_the_page_of_a_draft_says_where_in_the_original_a_clause_stands(alice, content, name, place):
    press(alice, upload(alice, content, name).headers["Location"], "notice-0")
    page = words(at_desk(alice).get(order_address(Order.everything.get())))
    assert f"任命冯磊为北京市东城区民政局副局长（试用期一年）； {place}" in page or f"（试用期一年） {place}" in page


def test_a_clause_over_two_pages_says_both(alice):
    lines = NOTICE.replace("任命冯磊为北京市东城区民政局", "任命冯磊为北京市\n东城区民政局").splitlines()
    content = pdf(lines[:6], lines[6:])
    press(alice, upload(alice, content, "20号.pdf").headers["Location"], "notice-0")
    assert "第1页至第2页" in words(at_desk(alice).get(order_address(Order.everything.get())))


def test_a_paste_has_no_place_in_an_original(alice, preview):
    press(alice, preview, "notice-0")
    assert 'class="place"' not in at_desk(alice).get(order_address(Order.everything.get())).content.decode()
