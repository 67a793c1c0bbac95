"""Officials: one row is one human being; a name is not an identity."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people import search
from people.models.spelling import SpeltField
from people.publicity import Publicised, PublicityQuerySet, PublicManager


class OfficialQuerySet(PublicityQuerySet["Official"]):
    def standing(self) -> Self:
        """Officials that have not been merged into another."""
        return self.filter(merged_into__isnull=True)

    def namesakes(self, name: str) -> Self:
        """Every standing official with exactly this name."""
        return self.standing().filter(name=name)

    def search(self, words: str) -> Self:
        """Officials that the words may mean: by a part of the name, by pinyin in any form, or by the code.

        Best first, as `rank` says: 0 is best. None for words that are all white space.
        """
        wanted = search.cleaned(words)
        if not wanted:
            return self.none()
        choices = search.meanings(wanted)
        found = self.alias(letters=search.LETTERS).filter(search.any_of(choices))
        return found.annotate(rank=search.best(choices)).order_by("rank", "name", "pk")


class Official(Publicised):
    """One human being. No ID number, birth date, phone, photo or family is kept (个人信息保护法 art. 6)."""

    name = SpeltField(_("姓名"), max_length=60, db_index=True)
    pinyin = models.CharField(
        _("拼音"), max_length=200, blank=True, db_index=True, help_text=_("供查找和英文页面使用，可以改正。")
    )
    provisional = models.BooleanField(
        _("身份未定"), default=False, help_text=_("批量录入时姓名尚未认定是哪一位；认定后取消。")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("并入"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text=_("认定为同一人后并入的人员；原代码永久转到该人员。"),
    )

    # `everything` stands first: the admin and foreign-key validation use the first manager.
    everything = OfficialQuerySet.as_manager()
    public = PublicManager.from_queryset(OfficialQuerySet)()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ["pinyin", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="official_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                violation_error_message=_("人员不能并入自己。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_and_code(self) -> str:
        """For staff: a name is not an identity, so with the code of its address."""
        return f"{self.name}（{self.code}）"

    def survivor(self) -> Official:
        """The official this one means today: itself, or the one it was merged into, however often."""
        passed = {self.pk}
        official = self
        while official.merged_into and official.merged_into_id not in passed:
            official = official.merged_into
            passed.add(official.pk)
        return official

    def get_absolute_url(self) -> str:
        return reverse("official", args=[self.code])


class NotSame(models.Model):
    """非同一人: two namesakes settled to be two people, so that nobody is asked twice."""

    one = models.ForeignKey(Official, verbose_name=_("一人"), on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Official, verbose_name=_("另一人"), on_delete=models.PROTECT, related_name="+")
    by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("认定人"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("认定时间"), auto_now_add=True)
    note = models.CharField(_("依据"), max_length=400, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("非同一人")
        verbose_name_plural = _("非同一人")
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], name="not_same_once", violation_error_message=_("这两人已认定为非同一人。")
            ),
            # The lower key stands first, so that a pair has one row only.
            models.CheckConstraint(name="not_same_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
