"""Identifications: who settled whom a printed name means, append-only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.models.acts import Act
from people.models import Official


class Identification(models.Model):
    """认定: one decision about identity – whom an act concerns, a merge, a split, or that namesakes are two people."""

    class Kind(models.TextChoices):
        NEW = "new", _("新增人员")
        EVIDENCE = "evidence", _("任免相合")
        PICKED = "picked", _("人工选定")
        PROVISIONAL = "provisional", _("暂列，身份未定")
        POST = "post", _("选定职务")
        MERGED = "merged", _("合并")
        SPLIT = "split", _("拆分")
        NOT_SAME = "not_same", _("非同一人")
        SAME_AGAIN = "same_again", _("撤销非同一人")
        SETTLED = "settled", _("身份认定")

    kind = models.CharField(_("种类"), max_length=12, choices=Kind.choices)
    act = models.ForeignKey(
        Act, verbose_name=_("任免动作"), null=True, blank=True, on_delete=models.PROTECT, related_name="identifications"
    )
    official = models.ForeignKey(
        Official, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="identifications"
    )
    other = models.ForeignKey(
        Official, verbose_name=_("另一人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("认定人"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("认定时间"), auto_now_add=True)
    note = models.CharField(_("依据"), max_length=400, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("认定")
        verbose_name_plural = _("认定")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.official}"
