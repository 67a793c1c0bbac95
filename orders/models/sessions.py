"""Sessions: the sittings at which a deciding body decided."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Body
from people.publicity import Publicised, PublicityQuerySet, PublicManager


class SessionQuerySet(PublicityQuerySet["Session"]):
    def decided_by(self, day: date | None) -> Self:
        """Sessions held by `day`, inclusive; None = all."""
        return self if day is None else self.filter(decided_on__lte=day)


class Session(Publicised):
    """One sitting of a deciding body; its day is the day its decisions take effect (任职时间自决定之日起计算)."""

    body = models.ForeignKey(Body, verbose_name=_("会议机关"), on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("会议种类"), max_length=60, blank=True, help_text=_("如：常务会议。空白表示未载明。"))
    number = models.PositiveIntegerField(_("次"), null=True, blank=True, help_text=_("第几次会议；空白表示未载明。"))
    decided_on = models.DateField(_("决定日期"))
    # Numbers begin anew with each term; few notices print the term, so it takes part in no constraint.
    term = models.PositiveIntegerField(_("届"), null=True, blank=True, help_text=_("第几届；由人填写。"))

    # Not by hand = read in a notice: on record only as long as an order that stands names it.
    by_hand = models.BooleanField(_("手工登记"), default=True, editable=False)

    # `everything` stands first: the admin and foreign-key validation use the first manager.
    everything = SessionQuerySet.as_manager()
    public = PublicManager.from_queryset(SessionQuerySet)()

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        ordering = ["-decided_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "number", "decided_on"],
                name="session_once",
                violation_error_message=_("这次会议已经登记。"),
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "decided_on"],
                condition=Q(number__isnull=True),
                name="session_without_number_once_a_day",
                violation_error_message=_("这一天的会议已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        number = _("第%(number)s次") % {"number": self.number} if self.number else ""
        return f"{self.body}{number}{self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.code])
