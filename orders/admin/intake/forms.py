"""The forms of 录入通知: a text pasted or a file chosen, and each notice found in it taken in as a draft."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Unpack

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.admin.shared.arguments import Data, FormArguments
from orders.admin.shared.writing import DayInput, SeenForm, WriteForm
from orders.entering import taking_in
from orders.models import Order, Series, Source
from orders.notices.notice import Notice
from orders.notices.personal_data import PersonalData
from orders.office.content import digest
from people.models import Body
from people.refusal import Refused

# What the browser offers first; what a file is, its bytes say.
ACCEPTED = ".txt,.docx,.docm,.pdf,.html,.htm"
LARGEST = 10 * 1024 * 1024  # bytes: several years of a gazette


class IntakeForm(WriteForm):
    """Text pasted, or a file of any kind whose words can be had; exactly one of them."""

    text = forms.CharField(
        label=gettext_lazy("粘贴通知全文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "notice-text", "autofocus": True, "spellcheck": "false"}),
        help_text=gettext_lazy("可以是一份通知，也可以是整期公报；不是任免通知的文字会原样留出，不会丢失。"),
    )
    file = forms.FileField(
        label=gettext_lazy("或者选择文件"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "文本（.txt）、Word 文档（.docx）、有文字层的 PDF 或网页（.html），不超过 10 MB。原件原样保存。"
        ),
    )

    personal = forms.BooleanField(
        label=gettext_lazy("我知道其中有上列个人信息，仍要录入；公开时逐字遮盖"), required=False
    )
    found: tuple[PersonalData, ...] = ()  # personal data for which the person is asked before anything is stored

    def clean_file(self) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None or file.name is None or file.size is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("文件超过 10 MB，请分成几份录入。"))
        self.content = file.read()
        self.words = taking_in.words_of(self.content, filename=file.name)
        return file

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        pasted, file = str(cleaned["text"]).strip(), cleaned["file"]
        if pasted and file:
            raise ValidationError(_("请只用一种方式：粘贴文字，或者选择文件。"))
        if not pasted and not file:
            raise ValidationError(_("请粘贴通知全文，或者选择一个文件。"))
        return cleaned

    def write(self, by: User) -> Source:
        file = self.cleaned_data["file"]
        if file:
            content, words = self.content, self.words
        else:
            # A browser sends every line end of a paste as CR LF; a paste has none of its own to keep.
            content = self.cleaned_data["text"].replace("\r\n", "\n").encode()
            words = taking_in.words_of(content)
        notices = taking_in.notices_in(words.text)
        if not notices:
            self.data = {**self.data, "text": words.text}
            said = _("没有找到任免通知。文字没有保存，仍在框里；请核对是否粘贴完整。")
            raise Refused("".join([said, *(finding.message for finding in words.findings)]))
        self.found = tuple(taking_in.personal_in(words.text, notices))
        if self.found and not self.cleaned_data["personal"]:
            self.data = self.data if file else {**self.data, "text": words.text}
            raise Refused(_("通知中有个人信息，文字还没有保存；请看下面列出的各处，确认后再录入一次。"))
        return taking_in.keep(words, data=content, filename=file.name if file else "", by=by)


class TakeInForm(SeenForm):
    """One notice of a source, to become a draft as the page showed it read.

    The bodies on record decide how posts are split, so what a page names by its place may be read otherwise by now.
    One answer may take in several notices; it then brings the hash of each.
    """

    button = gettext_lazy("录入为草稿")
    done = gettext_lazy("已录入为草稿。")
    weight = "default"
    short = True

    published_on = forms.DateField(
        label=gettext_lazy("公开日期"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("这份通知向社会公开的日期；暂时不知道可以空着，以后再填。"),
    )

    issuer = forms.ModelChoiceField(
        Body.everything.prefetch_related("names"),
        label=gettext_lazy("发文机关"),
        required=False,
        widget=AutocompleteSelect(Series._meta.get_field("issuer"), admin.site),
        help_text=gettext_lazy("通知没有写明发文机关，请选择；不知道可以空着。"),
    )

    def __init__(
        self, data: Data | None = None, *, source: Source, notice: Notice, **asked: Unpack[FormArguments]
    ) -> None:
        super().__init__(data, shown_hash=digest(asdict(notice)), **asked)
        self.source = source
        self.notice = notice
        if notice.issuer:
            del self.fields["issuer"]

    def write(self, by: User) -> Order:
        data: Any = self.data  # of a request
        if self.shown_hash not in data.getlist("seen"):
            raise Refused(_("这一页打开以后登记中的机构有变动，这份通知的读法随之不同；请核对现在的读法，再录入一次。"))
        return taking_in.take_in(
            source=self.source,
            notice=self.notice,
            by=by,
            supplied=taking_in.Supplied(self.cleaned_data["published_on"], self.cleaned_data.get("issuer")),
        )
