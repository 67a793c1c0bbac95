"""The content a step is taken over, as one hash: what an order, an event or an erratum says, and whom it means.

A page of the desk sends with each step the hash of what it showed. What somebody has changed since then is refused,
so that nobody answers for content they never had before them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from people.models import BodyName
from people.refusal import Refused

_ACT_CONTENT = (
    "clause__sequence",
    "sequence",
    "verb",
    "printed_official",
    "printed_post",
    "printed_body",
    "printed_title",
    "body_implied",
    "effective_on",
    "effective_precision",
    "official__code",
    "official__name",
    "position__code",
    "position__title",
    "position__body__code",
    "post_not_on_record",
    "qualifiers",
)


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over plain values, days and lists of them, 64 hexadecimal digits; the order of keys does not count."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def said(acts: QuerySet[Any]) -> list[Any]:
    """What acts say, whom and which post they mean, by code and by name, in the order of their clauses."""
    rows = acts.order_by("clause__sequence", "sequence").values_list(*_ACT_CONTENT)
    return [[list(row[:-1]), dict(sorted(row[-1].items()))] for row in rows]


def names(bodies: Iterable[int | None]) -> list[Any]:
    """Every name of the bodies with these keys, with its days; None among them stands for no body.

    Until they are public, bodies, posts and people may be renamed at the desk: a code alone does not say enough.
    """
    rows = BodyName.objects.filter(body__in=set(bodies)).order_by("body__code", "name", "pk")
    return list(rows.values_list("body__code", "name", "began_on", "ended_on"))


def refuse_unseen(*, seen: str | None, now: str) -> None:
    """Refuses a step over content other than `seen`, the hash of what its page showed; None = not asked from a page.

    Call it with the turn taken, so that what `now` is the hash of stays as it is until the step is done.
    """
    if seen is not None and seen != now:
        raise Refused(_("这一页打开以后内容有改动，请核对现在的内容后再办理。"), code="unseen")
