"""What the public may see of the ground floor: rows made for a draft stay unseen until it is published."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.codes import new_code

# Each model of the ground floor with a public day, in its queryset and its manager.
Row = TypeVar("Row", bound=models.Model)


class PublicityQuerySet(models.QuerySet[Row]):
    """Rows with `public_since`; null = known only from drafts."""

    def known(self, known_on: date | None) -> Self:
        """Rows that were public on `known_on`, inclusive; None = public today."""
        rows = self.filter(public_since__isnull=False)
        return rows if known_on is None else rows.filter(public_since__lte=known_on)

    def become_public(self, day: date) -> None:
        """Make the rows public from `day` on; earlier days already on record stay. Rows in memory do not change."""
        self.filter(Q(public_since__isnull=True) | Q(public_since__gt=day)).update(public_since=day)


class PublicManager(models.Manager[Row]):
    """The door for pages, API, suggestions, feeds and counts: no row that only a draft knows."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(public_since__isnull=False)


class Publicised(models.Model):
    """A row with an opaque code for its address and a day since which the public may see it."""

    code = models.CharField(_("代码"), max_length=16, unique=True, default=new_code, editable=False)
    public_since = models.DateField(
        _("公开之日"), null=True, blank=True, help_text=_("公众自这一天起可以看到；空白表示只出现在草稿中。")
    )

    class Meta:
        abstract = True

    def become_public(self, day: date) -> None:
        """Make the row public from `day` on; an earlier day already on record stays."""
        if self.public_since is None or day < self.public_since:
            self.public_since = day
            self.save(update_fields=["public_since"])
