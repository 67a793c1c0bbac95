"""What was decided about personal data that a notice prints, append-only. What is found is computed, never stored."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orders.models.orders import Order
from orders.notices.personal_data import PersonalKind

KIND_CHOICES = [
    (PersonalKind.ID_NUMBER.value, _("身份证号")),
    (PersonalKind.PHONE.value, _("电话号码")),
    (PersonalKind.BIRTH.value, _("出生日期")),
    (PersonalKind.ADDRESS.value, _("住址")),
    (PersonalKind.EMAIL.value, _("电子邮箱")),
    (PersonalKind.CARD.value, _("银行账号")),
    (PersonalKind.HEALTH.value, _("健康状况")),
    (PersonalKind.FAMILY.value, _("亲属姓名")),
]


class PersonalDataDecision(models.Model):
    """个人信息处理: one place of the source, masked as shown (a clerk) or no personal data after all (a reviewer)."""

    order = models.ForeignKey(
        Order, verbose_name=_("任免通知"), on_delete=models.PROTECT, related_name="personal_data_decisions"
    )
    kind = models.CharField(_("种类"), max_length=10, choices=KIND_CHOICES)
    # Code points of order.source.text, from ≤ i < until.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    released = models.BooleanField(_("解除遮盖"))
    by: models.ForeignKey[User, User] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经手人"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("个人信息处理")
        verbose_name_plural = _("个人信息处理")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="personal_data_span_runs_forward", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="personal_data_released_with_reason", condition=Q(released=False) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.get_kind_display()}"
