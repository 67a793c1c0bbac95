"""Positions: what a person is appointed to and removed from."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import walks
from people.models.bodies import Body
from people.models.spelling import SpeltField
from people.publicity import Publicised, PublicityQuerySet, PublicManager


class PositionClass(models.TextChoices):
    """The classes in which the number of holders is authorised (公务员法 art. 43: within 职数)."""

    HEAD = "head", _("正职")
    DEPUTY = "deputy", _("副职")
    INNER = "inner", _("内设")
    NONE = "none", _("不分类")


class PositionQuerySet(PublicityQuerySet["Position"]):
    def connected(self, position: int) -> Self:
        """The position of this key and all that confirmed events connect with it by succession, by whatever way."""
        return self.filter(pk__in=walks.connected(position))


class Position(Publicised):
    """A post in a body; its identity is the body and the title as printed, without bracketed qualifiers."""

    body = models.ForeignKey(Body, verbose_name=_("机构"), on_delete=models.PROTECT, related_name="positions")
    title = SpeltField(_("职务"), max_length=200, help_text=_("公文中印出的职务名称，不含括号内的说明。"))
    position_class = models.CharField(
        _("类别"), max_length=10, choices=PositionClass.choices, default=PositionClass.NONE
    )
    display_order = models.PositiveIntegerField(_("排列次序"), default=0, help_text=_("同一机构之内的先后，小者在前。"))

    # `everything` stands first: the admin and foreign-key validation use the first manager.
    everything = PositionQuerySet.as_manager()
    public = PublicManager.from_queryset(PositionQuerySet)()

    class Meta:
        verbose_name = _("职务")
        verbose_name_plural = _("职务")
        ordering = ["body__display_order", "body", "display_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title"],
                name="position_is_body_and_title",
                violation_error_message=_("这一机构已有同名职务。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("position", args=[self.code])
