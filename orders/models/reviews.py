"""Reviews: the append-only log of an order's way to publication."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.models.orders import Order, OrderState


class Review(models.Model):
    """审核记录: who moved an order from which state to which, when, with what note, over which content."""

    order = models.ForeignKey(Order, verbose_name=_("任免通知"), on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(_("步骤"), max_length=12)
    from_state = models.CharField(_("原状态"), max_length=10, choices=OrderState.choices)
    to_state = models.CharField(_("新状态"), max_length=10, choices=OrderState.choices)
    by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经手人"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    note = models.CharField(_("意见"), max_length=400, blank=True)
    content_hash = models.CharField(_("内容校验值"), max_length=64)

    objects = models.Manager()

    class Meta:
        verbose_name = _("审核记录")
        verbose_name_plural = _("审核记录")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.order} {self.step}"
