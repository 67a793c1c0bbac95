"""Organisations, their dated names and their place in the whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.periods import covers_nullable_q
from people.publicity import Publicised, PublicityQuerySet, PublicManager


class BodyQuerySet(PublicityQuerySet):
    def named(self, name: str) -> Self:
        """Bodies that bear or ever bore this name, to the character."""
        return self.filter(names__name=name).distinct()

    def in_being(self, on: date) -> Self:
        """Bodies that existed on `on`, as far as the record says: established ≤ on < abolished."""
        return self.filter(covers_nullable_q(on, "established_on", "abolished_on"))


class Body(Publicised):
    """An organisation: one identity through all its names, with a parent, a display order and a life."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("上级机构"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("在机构图上位于其下的机构；没有则为顶层。"),
    )
    display_order = models.PositiveIntegerField(
        _("排列次序"), default=0, help_text=_("同一上级之下的先后，小者在前；排序由人决定，不按笔画。")
    )
    established_on = models.DateField(_("设立之日"), null=True, blank=True, help_text=_("空白表示未登记。"))
    abolished_on = models.DateField(
        _("终止之日"), null=True, blank=True, help_text=_("自这一天起机构不再存在；空白表示未登记终止。")
    )

    # `everything` stands first: the admin and foreign-key validation use the first manager.
    everything = BodyQuerySet.as_manager()
    public = PublicManager.from_queryset(BodyQuerySet)()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["display_order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_ends_after_it_begins",
                condition=Q(established_on__isnull=True)
                | Q(abolished_on__isnull=True)
                | Q(established_on__lte=F("abolished_on")),
                violation_error_message=_("终止之日不能早于设立之日。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name_on(None)

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.code])

    def name_on(self, on: date | None) -> str:
        """The name borne on `on`; before the first dated name, the first; None = the latest. Uses prefetched names."""
        return name_on(self.names.all(), on)


def name_on(names: Iterable[BodyName], on: date | None) -> str:
    """Of the names of one body the one borne on `on` (from ≤ day < until); None = the latest; '' when it has none."""
    dated = sorted(names, key=lambda name: (name.began_on or date.min, name.pk))
    borne = [name for name in dated if on is None or name.began_on is None or name.began_on <= on]
    chosen = borne[-1:] or dated[:1]
    return chosen[0].name if chosen else ""


class BodyName(models.Model):
    """A name of a body, borne from ≤ day < until."""

    body = models.ForeignKey(Body, verbose_name=_("机构"), on_delete=models.PROTECT, related_name="names")
    name = models.CharField(_("名称"), max_length=200, db_index=True, help_text=_("公文中印出的全称。"))
    began_on = models.DateField(_("启用之日"), null=True, blank=True, help_text=_("空白表示未登记。"))
    ended_on = models.DateField(
        _("停用之日"), null=True, blank=True, help_text=_("自这一天起不再使用；空白表示仍在使用。")
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("机构名称")
        verbose_name_plural = _("机构名称")
        ordering = ["body", "began_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name", "began_on"],
                name="body_name_once_per_day",
                violation_error_message=_("这一名称已经登记。"),
            ),
            models.CheckConstraint(
                name="body_name_ends_after_it_begins",
                condition=Q(began_on__isnull=True) | Q(ended_on__isnull=True) | Q(began_on__lt=F("ended_on")),
                violation_error_message=_("停用之日应当晚于启用之日。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
