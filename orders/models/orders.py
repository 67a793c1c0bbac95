"""Orders: the notices by which officials are appointed and removed, from draft to publication."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orders.models.sessions import Session
from orders.sources.source_text import Kind, Place, place_of
from people.codes import new_code
from people.models import Body


class SourceKind(models.TextChoices):
    """The kinds of file whose words are read; orders.sources knows how."""

    TEXT = Kind.TEXT.value, _("文本")
    DOCX = Kind.DOCX.value, _("Word 文档")
    PDF = Kind.PDF.value, _("PDF 文档")
    HTML = Kind.HTML.value, _("网页")


class Source(models.Model):
    """A file or a paste as it came in; its bytes are kept and never edited (电子签名法 art. 5)."""

    sha256 = models.CharField(_("校验值"), max_length=64, unique=True, editable=False)
    filename = models.CharField(_("文件名"), max_length=200, blank=True)
    kind = models.CharField(_("格式"), max_length=10, choices=SourceKind.choices, default=SourceKind.TEXT)
    # Of the characters of a text or a web page; empty for what has none.
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    original = models.BinaryField(_("原始字节"))
    text = models.TextField(_("文字"))
    # What was to be remarked when the words were had from the bytes: [[code, sentence], …].
    remarks = models.JSONField(_("读入时的提示"), default=list)
    # Where in the original the words stood, as orders.sources.Place tells it: [[start, end, kind, number, table], …].
    places = models.JSONField(_("在原件中的位置"), default=list)
    received_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    received_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("录入人"), on_delete=models.PROTECT, related_name="+"
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("来源文件")
        verbose_name_plural = _("来源文件")

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]

    @property
    def format(self) -> str:
        """The kind of file, with the encoding of its characters where it has one: PDF 文档; 网页 gb18030."""
        return f"{self.get_kind_display()} {self.encoding}".strip()

    def all_places(self) -> list[Place]:
        """Where in the original the words stood, in the order of the text; nothing for a text, which has no pages."""
        return [place_of(row) for row in self.places]


class Series(models.Model):
    """文号系列: an issuer and the letters of its document numbers, e.g. 北京市东城区人民政府 · 东政任."""

    issuer = models.ForeignKey(Body, verbose_name=_("发文机关"), on_delete=models.PROTECT, related_name="series")
    prefix = models.CharField(_("机关代字"), max_length=40)

    objects = models.Manager()

    class Meta:
        verbose_name = _("文号系列")
        verbose_name_plural = _("文号系列")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "prefix"], name="series_once", violation_error_message=_("这一文号系列已经登记。")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} · {self.prefix}"


class OrderState(models.TextChoices):
    """The life of an order; which step leads where stands in orders/steps/table.py."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    APPROVED = "approved", _("已审核")
    PUBLISHED = "published", _("已公开")
    WITHDRAWN = "withdrawn", _("已撤回")
    DISCARDED = "discarded", _("已作废")


# A withdrawn order was public and stays to be seen, marked as withdrawn.
PUBLIC_STATES = (OrderState.PUBLISHED, OrderState.WITHDRAWN)
# Orders that a second person has looked at, or is about to: what they rest on is not edited in place.
REVIEWED_STATES = (OrderState.SUBMITTED, OrderState.APPROVED, *PUBLIC_STATES)
# What was discarded or withdrawn says nothing of anybody any more, and may be entered again.
VOID_STATES = (OrderState.DISCARDED, OrderState.WITHDRAWN)


class OrderQuerySet(models.QuerySet["Order"]):
    def known(self, known_on: date | None) -> Self:
        """Orders that were public on `known_on`, inclusive, withdrawn ones too; None = as of today's knowledge."""
        rows = self.filter(state__in=PUBLIC_STATES)
        return rows if known_on is None else rows.filter(published_on__lte=known_on)

    def decided_by(self, day: date | None) -> Self:
        """Orders in effect by `day`, inclusive (None = all), each with `decided`."""
        rows = self.with_effective_day()
        return rows if day is None else rows.filter(decided__lte=day)

    def standing(self) -> Self:
        """Orders that hold their number: neither discarded nor withdrawn."""
        return self.exclude(state__in=VOID_STATES)

    def in_number_order(self) -> Self:
        return self.order_by("series", "year", "number", "pk")

    def in_time_order(self) -> Self:
        """By the day the acts take effect where a clause states no other, each with `decided`."""
        return self.with_effective_day().order_by("decided", "pk")

    def with_effective_day(self) -> Self:
        """Annotates `decided`, the day the order's acts take effect where a clause states no other."""
        return self.annotate(decided=Coalesce("session__decided_on", "signed_on"))


class PublishedOrders(models.Manager["Order"]):
    """The door for pages, API, feeds and counts: orders that are, or were, public."""

    def get_queryset(self) -> models.QuerySet[Order]:
        return super().get_queryset().filter(state__in=PUBLIC_STATES)


class Order(models.Model):
    """任免通知: one notice."""

    code = models.CharField(_("代码"), max_length=16, unique=True, default=new_code, editable=False)
    issuer = models.ForeignKey(
        Body,
        verbose_name=_("发文机关"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
        help_text=_("公文标题或落款中的机关。"),
    )
    series = models.ForeignKey(
        Series, verbose_name=_("文号系列"), null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    year = models.PositiveIntegerField(_("年份"), null=True, blank=True)
    number = models.PositiveIntegerField(_("顺序号"), null=True, blank=True)
    printed_number = models.CharField(_("发文字号"), max_length=60, blank=True, help_text=_("没有发文字号则空白。"))
    title = models.CharField(_("标题"), max_length=300, blank=True)
    headcount = models.PositiveIntegerField(_("标题所称人数"), null=True, blank=True)
    addressees = models.CharField(_("主送机关"), max_length=500, blank=True)
    session = models.ForeignKey(
        Session,
        verbose_name=_("决定会议"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
        help_text=_("通知未载明决定日期时空白，任免自成文日期起算。"),
    )
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_on = models.DateField(_("公开日期"), null=True, blank=True, help_text=_("空白按成文日期处理，并予注明。"))
    published_assumed = models.BooleanField(_("公开日期为推定"), default=False)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(_("撤回原因"), max_length=400, blank=True, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=OrderState.choices, default=OrderState.DRAFT, editable=False
    )
    source = models.ForeignKey(
        Source, verbose_name=_("来源文件"), on_delete=models.PROTECT, related_name="orders", editable=False
    )
    # Code points of source.text, from ≤ i < until.
    source_start = models.PositiveIntegerField(editable=False)
    source_end = models.PositiveIntegerField(editable=False)
    # The parts that tile the notice: [[kind, start, end], …], for showing the source with its reading beside it.
    parts = models.JSONField(default=list, editable=False)
    # The spans of source.text that the public does not read: [[start, end], …]; written by orders/entering/masking.py.
    masked = models.JSONField(default=list, editable=False)
    entered_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("录入人"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    # No `objects`: whoever reads orders says which. `everything` stands first for the admin and foreign-key validation.
    everything = OrderQuerySet.as_manager()
    published = PublishedOrders.from_queryset(OrderQuerySet)()

    class Meta:
        verbose_name = _("任免通知")
        verbose_name_plural = _("任免通知")
        ordering = ["-signed_on", "-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                condition=~Q(state__in=["discarded", "withdrawn"]),
                name="order_number_once",
                violation_error_message=_("这一文号已经登记。"),
            ),
            models.CheckConstraint(
                name="order_public_is_dated",
                condition=~Q(state__in=["published", "withdrawn"]) | Q(published_on__isnull=False),
                violation_error_message=_("公开的通知应当有公开日期。"),
            ),
            models.CheckConstraint(
                name="order_withdrawn_is_dated",
                condition=~Q(state="withdrawn") | Q(withdrawn_on__isnull=False),
            ),
            models.CheckConstraint(name="order_span_runs_forward", condition=Q(source_start__lte=F("source_end"))),
        ]

    def __str__(self) -> str:
        return self.printed_number or self.title or str(_("无文号通知"))

    def get_absolute_url(self) -> str:
        return reverse("order", args=[self.code])

    @staticmethod
    def number_is_held(conflict: IntegrityError) -> bool:
        """Whether what the database refused is a number that another order holds.

        PostgreSQL names the constraint, SQLite its columns.
        """
        return any(name in str(conflict) for name in ("order_number_once", "orders_order.series_id"))

    @property
    def decided_on(self) -> date | None:
        """The day its acts take effect where a clause states no other: the session's, else the day of signing."""
        return self.session.decided_on if self.session else self.signed_on

    @property
    def decision_day_stated(self) -> bool:
        """Whether the notice says when it was decided; otherwise the signed day stands in and pages say so."""
        return self.session is not None

    def withdrawn_by(self, known_on: date | None) -> bool:
        """Whether it was withdrawn for all the public knew on `known_on`, inclusive; None = today's knowledge."""
        return self.withdrawn_on is not None and (known_on is None or self.withdrawn_on <= known_on)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES
