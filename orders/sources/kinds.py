"""What kind of file it is, told from its bytes; the name decides only where bytes leave it open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from orders.notices.encodings import decoded
from orders.sources.refusal import Unreadable, gettext_noop
from orders.sources.source_text import Kind

_AS_DOCX = gettext_noop("这是旧格式的文档（.doc、.wps 等）。请在 Word 或 WPS 中打开，另存为 .docx 以后再选择。")
_IMAGE = gettext_noop("这是图片，图片中的文字不能读出。请粘贴通知的文字，或者选择有文字的文件（.docx、.pdf 等）。")
_PACKED = gettext_noop("这是压缩包。请先解压，再逐个选择其中的文件。")
_OFD = gettext_noop("OFD 版式文件暂不能读出文字。请在阅读软件中复制全文粘贴，或者另存为 .pdf、.docx 以后再选择。")
_SHEET = gettext_noop("这是电子表格或演示文稿，不是通知的文档。请另存为 .docx，或者复制文字粘贴。")
_MAIL = gettext_noop("这是网页归档文件（.mht）。请在浏览器中打开，另存为 .html，或者复制全文粘贴。")
_ENCRYPTED = gettext_noop("文件设有打开密码。请在原软件中取消密码，另存以后再选择。")
_UNKNOWN = gettext_noop("文件的格式不能识别，没有读出文字。可以选择的文件：.txt、.docx、.pdf、.html。")

_NOT_AS_NAMED = gettext_noop("文件名以%(suffix)s结尾，内容却不是这种格式；可能没有下载完整，请核对以后再选择。")

_NAMED_SO = {".docx", ".docm", ".pdf", ".doc", ".wps", ".ofd"}  # what is no text, whatever its bytes look like
_NAMED_PAGE = {".htm", ".html", ".shtml", ".xhtml"}
_LOOKED_AT = 2048  # bytes in which a page says that it is one
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]{0,10}[\s/>]", re.IGNORECASE)
_SAMPLED = 65536  # bytes; even, so that no sign of UTF-16 is cut
_SHORTEST = 64  # bytes that say anything
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")


class Sort(NamedTuple):
    """Files that begin with these bytes: how they are read, or in which words they are refused."""

    begins: tuple[bytes, ...]
    reading: Kind | None
    code: str = ""
    refusal: str = ""


# A .docx is a packed file like .ofd, .xlsx and .zip: which of them it is, is seen when it is opened (`packed`).
SORTS = (
    Sort((b"%PDF-",), Kind.PDF),
    Sort((b"PK\x03\x04", b"PK\x05\x06"), Kind.DOCX),
    Sort((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), None, "old_format", _AS_DOCX),
    Sort((b"{\\rtf",), None, "old_format", _AS_DOCX),
    Sort((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"), None, "image", _IMAGE),
    Sort((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ"), None, "packed", _PACKED),
    Sort((b"MIME-Version:",), None, "mail", _MAIL),
    Sort((b"MZ\x90\x00", b"\x7fELF", b"SQLite format 3\x00"), None, "unknown", _UNKNOWN),
)
# What a packed file holds that is no .docx.
PACKED = (
    ("OFD.xml", "ofd", _OFD),
    ("xl/", "sheet", _SHEET),
    ("ppt/", "sheet", _SHEET),
    ("content.xml", "old_format", _AS_DOCX),  # an OpenDocument
    ("", "packed", _PACKED),
)


def kind_of(content: bytes, name: str = "") -> Kind:
    """How these bytes are to be read; Unreadable where they are not."""
    head = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sort in SORTS:
        if head.startswith(sort.begins):
            if sort.reading is None:
                code, refusal = ("encrypted", _ENCRYPTED) if _is_locked(content) else (sort.code, sort.refusal)
                raise Unreadable(code, refusal)
            return sort.reading
    if _is_other_image(content):
        raise Unreadable("image", _IMAGE)
    letters = content[:_LOOKED_AT].replace(b"\x00", b"")
    if b"<?mso-application" in letters:
        raise Unreadable("old_format", _AS_DOCX)
    if _PAGE.match(letters):
        return Kind.HTML
    suffix = PurePath(name).suffix.lower()
    if suffix in _NAMED_SO:
        raise Unreadable("not_as_named", _NOT_AS_NAMED, suffix=suffix)
    if suffix in _NAMED_PAGE and _TAG.search(content.replace(b"\x00", b"")):
        return Kind.HTML
    if _is_binary(content):
        raise Unreadable("unknown", _UNKNOWN)
    return Kind.TEXT


def packed(names: set[str]) -> Unreadable:
    """The refusal of a packed file with these names, which is no .docx."""
    for sign, code, refusal in PACKED:
        if any(name.startswith(sign) for name in names) or not sign:
            return Unreadable(code, refusal)
    raise AssertionError("The last row holds for every file.")


def _is_locked(content: bytes) -> bool:
    """An encrypted .docx is a file of the old format around the new one."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _is_other_image(content: bytes) -> bool:
    bitmap = content.startswith(b"BM") and content[6:10] == b"\x00" * 4
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    heic = content[4:8] == b"ftyp"
    return bitmap or webp or heic


def _is_binary(content: bytes) -> bool:
    """Whether, read as a text, it holds more control characters and signs of no encoding than any text does."""
    head = content[:_SAMPLED]
    text = decoded(head).text
    return len(head) >= _SHORTEST and len(_NO_TEXT.findall(text)) * 20 > len(text)
