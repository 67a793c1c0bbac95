"""The one log of everything on its way to the public, append-only, and the register's own sequence."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orders.models.acts import Erratum
from orders.models.changes import PublicChange
from orders.models.orders import Order
from people.models import Reorganisation


class LogStep(models.TextChoices):
    """What may stand in the log. CONTENT says what is answered for, the others move it on or back."""

    ENTER = "enter", _("录入")
    FRAME = "frame", _("校正题头")
    DAY = "day", _("填写公开日期")
    READING = "reading", _("校正读法")
    REMAINDER = "remainder", _("处理未读文字")
    IDENTIFY = "identify", _("认定姓名")
    POST = "post", _("选定职务")
    PROPOSE = "propose", _("系统建议")
    TAKE_UP = "take_up", _("采用")
    PREPARE = "prepare", _("拟办")
    REVISE = "revise", _("修改")
    MASK = "mask", _("确认遮盖")
    RELEASE = "release", _("解除遮盖")
    SUBMIT = "submit", _("提交")
    APPROVE = "approve", _("审核通过")
    SEND_BACK = "send_back", _("退回")
    PUBLISH = "publish", pgettext_lazy("步骤", "公开")
    CONFIRM = "confirm", _("确认")
    WITHDRAW = "withdraw", _("撤回")
    DISCARD = "discard", _("作废")
    DECLINE = "decline", _("不采纳")


# Whoever took one of these steps made or changed the content, or answered for it as it was: not one of them is the
# second person who approves, confirms or publishes it. Releasing words is the second person's own: a clerk submits
# them afterwards, and answers for them too.
CONTENT_STEPS = (
    LogStep.ENTER,
    LogStep.FRAME,
    LogStep.DAY,
    LogStep.READING,
    LogStep.REMAINDER,
    LogStep.IDENTIFY,
    LogStep.POST,
    LogStep.MASK,
    LogStep.TAKE_UP,
    LogStep.PREPARE,
    LogStep.REVISE,
    LogStep.SUBMIT,
)

# What the log is about, and the column that says so.
SUBJECTS: dict[type[models.Model], str] = {
    Order: "order",
    Erratum: "erratum",
    Reorganisation: "reorganisation",
    PublicChange: "change",
}


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, subject: models.Model) -> Self:
        """The log of one order, erratum, reorganisation or public change, oldest first."""
        return self.filter(**{SUBJECTS[type(subject)]: subject}).order_by("at", "pk")

    def content_by(self, user: User) -> Self:
        """Those by which this person made, changed or answered for the content."""
        return self.content().filter(by=user)

    def content(self) -> Self:
        """Those entries by which the content was made, changed or answered for."""
        return self.filter(step__in=CONTENT_STEPS)


def _of_one_alone() -> Q:
    """Exactly one of the columns of SUBJECTS is filled."""
    columns = list(SUBJECTS.values())
    one_of: list[Q] = [Q(**{f"{name}__isnull": name != filled for name in columns}) for filled in columns]
    return reduce(or_, one_of)


class Review(models.Model):
    """审核记录: who moved or changed what, when, from which state to which, with what note, over which content."""

    order = models.ForeignKey(
        Order, verbose_name=_("任免通知"), null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    erratum = models.ForeignKey(
        Erratum, verbose_name=_("更正"), null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    reorganisation = models.ForeignKey(
        Reorganisation,
        verbose_name=_("机构变更"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    change = models.ForeignKey(
        PublicChange,
        verbose_name=_("公开事项变更"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    step = models.CharField(_("步骤"), max_length=12, choices=LogStep.choices)
    from_state = models.CharField(_("原状态"), max_length=10, blank=True)
    to_state = models.CharField(_("新状态"), max_length=10, blank=True)
    by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("经手人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("空白表示由系统根据通知提出。"),
    )
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    note = models.CharField(_("意见"), max_length=400, blank=True)
    # [[what, old, new], …] in words, as whoever looks the change up reads it; empty where a step changed no content.
    changes = models.JSONField(_("改动"), default=list, blank=True)
    content_hash = models.CharField(_("内容校验值"), max_length=64, blank=True)
    version = models.PositiveBigIntegerField(
        _("登记版本"), null=True, blank=True, unique=True, help_text=_("公开的步骤使登记版本加一；其他步骤空白。")
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("审核记录")
        verbose_name_plural = _("审核记录")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_of_one_subject",
                condition=_of_one_alone(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_step_display()}"

    @property
    def moved(self) -> str:
        """From which state to which, in words; empty where the step moved nothing."""
        if self.from_state == self.to_state or self.subject is None:
            return ""
        names = dict(self.subject._meta.get_field("state").flatchoices)
        states = [str(names.get(state, "")) for state in (self.from_state, self.to_state)]
        return " → ".join(filter(None, states))

    @property
    def subject(self) -> Order | Erratum | Reorganisation | PublicChange | None:
        """What the entry is about."""
        return self.order or self.erratum or self.reorganisation or self.change


class Register(models.Model):
    """The register's own sequence: one row, whose version every public step moves by one.

    `known_on` says what was public on a day; the version says what this register had.
    """

    version = models.PositiveBigIntegerField(_("登记版本"), default=0)

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        verbose_name = _("登记版本")
        verbose_name_plural = _("登记版本")

    def __str__(self) -> str:
        return str(self.version)
