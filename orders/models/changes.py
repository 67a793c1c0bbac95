"""Changes of what the public already sees, each prepared by one person and confirmed by another."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orders.models.acts import Act
from orders.models.orders import Order
from orders.models.sessions import Session
from people.models import Body, Official, Position, Reorganisation, ReorganisationPolicy


class ChangeKind(models.TextChoices):
    """What is changed; what each kind does stands in orders/changing/table.py."""

    WITHDRAWAL = "withdrawal", _("撤回通知")
    EVENT = "event", _("撤回机构变更")
    MERGE = "merge", _("合并人员")
    SPLIT = "split", _("拆分人员")
    SETTLE = "settle", _("认定身份")
    NOT_SAME = "not_same", _("认定为非同一人")
    SAME_AGAIN = "same_again", _("撤销“非同一人”")
    POST = "post", _("选定职务")
    PLACE = "place", _("调整上级机构")
    EDIT = "edit", _("修改登记")
    POLICY = "policy", _("新增机构变更规则")


class ChangeState(models.TextChoices):
    PREPARED = "prepared", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DECLINED = "declined", _("不采纳")


LONGEST_REASON = 400

# The column that holds a record a change is about; somebody may also be the other one of two.
ABOUT: dict[type[models.Model], str] = {
    Order: "order",
    Act: "act",
    Official: "official",
    Body: "body",
    Position: "position",
    Session: "session",
    ReorganisationPolicy: "policy",
    Reorganisation: "reorganisation",
}


class ChangeQuerySet(models.QuerySet["PublicChange"]):
    def waiting(self) -> Self:
        """Those that somebody prepared and nobody has answered yet."""
        return self.filter(state=ChangeState.PREPARED)

    def concerning(self, record: models.Model) -> Self:
        """Those about one record, an official also as the other of two, an order also by its acts."""
        about = Q(**{ABOUT[type(record)]: record})
        if isinstance(record, Official):
            about |= Q(other=record)
        if isinstance(record, Order):
            about |= Q(act__clause__order=record)
        return self.filter(about)


class PublicChange(models.Model):
    """公开事项变更: one change of what is public. It changes nothing before another person confirms it."""

    kind = models.CharField(_("种类"), max_length=12, choices=ChangeKind.choices, editable=False)
    title = models.CharField(_("事项"), max_length=500, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=ChangeState.choices, default=ChangeState.PREPARED, editable=False
    )
    order = models.ForeignKey(
        Order, verbose_name=_("任免通知"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    act = models.ForeignKey(
        Act, verbose_name=_("任免动作"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    official = models.ForeignKey(
        Official, verbose_name=_("人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    other = models.ForeignKey(
        Official, verbose_name=_("另一人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("机构"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    position = models.ForeignKey(
        Position, verbose_name=_("职务"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    session = models.ForeignKey(
        Session, verbose_name=_("会议"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    policy = models.ForeignKey(
        ReorganisationPolicy,
        verbose_name=_("机构变更规则"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    reorganisation = models.ForeignKey(
        Reorganisation,
        verbose_name=_("机构变更"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    # Values by name: what stood there when it was prepared, and what shall stand there.
    old = models.JSONField(_("原值"), default=dict, editable=False)
    new = models.JSONField(_("新值"), default=dict, editable=False)
    # [[what, before, after], …] in words: what the public would see changed.
    forecast = models.JSONField(_("将有的变化"), default=list, editable=False)
    reason = models.CharField(_("理由"), max_length=LONGEST_REASON, editable=False)
    prepared_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("拟办人"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    prepared_at = models.DateTimeField(_("拟办时间"), auto_now_add=True)
    confirmed_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("确认人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    confirmed_on = models.DateField(_("确认之日"), null=True, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开事项变更")
        verbose_name_plural = _("公开事项变更")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("prepared_by")),
                violation_error_message=_("拟办的人不能确认自己所拟的变更。"),
            ),
            models.CheckConstraint(
                name="change_confirmed_is_dated",
                condition=Q(state="confirmed", confirmed_by__isnull=False, confirmed_on__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_by__isnull=True, confirmed_on__isnull=True)),
            ),
            models.CheckConstraint(name="change_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == ChangeState.PREPARED

    @property
    def is_confirmed(self) -> bool:
        return self.state == ChangeState.CONFIRMED
