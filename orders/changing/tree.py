"""A body moved in the tree, with all that stands under it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count
from django.utils.translation import gettext as _

from orders.changing.kind import Values
from orders.models import PublicChange, Tenure
from orders.reorganising.placing import place_body
from people.models import Body


def title(change: PublicChange) -> str:
    under = _parent(change)
    words = {"body": _body(change), "parent": under}
    return _("把%(body)s放到%(parent)s之下") % words if under else _("把%(body)s放到顶层") % words


def is_public(change: PublicChange) -> bool:
    """Whether the public sees the body, or anything that moves with it."""
    return Body.public.under([_body(change).pk]).exists()


def live(change: PublicChange) -> Values:
    """Under which bodies it stands, nearest first, and under which it shall: a line that moves changes the forecast."""
    bodies = [key for key in (_body(change).pk, change.new.get("parent")) if key is not None]
    lines = Body.everything.lines_up(bodies)
    return {"parent": _body(change).parent_id, "lines": [lines[key] for key in bodies]}


def picture(change: PublicChange) -> dict[str, str]:
    """The line of bodies from the top down, and how many tenures count for which top body."""
    body = _body(change)
    line = Body.everything.lines_up([body.pk])[body.pk]
    names = {each.pk: str(each) for each in Body.everything.filter(pk__in=line).prefetch_related("names")}
    lines = {_("在机构图上的位置"): " › ".join(names[key] for key in reversed(line))}
    counted = (
        Tenure.objects.known().filter(body__in=Body.everything.under([body.pk])).order_by().values_list("jurisdiction")
    )
    for key, total in counted.annotate(total=Count("pk")):
        top = Body.everything.get(pk=key)
        lines[_("归在%(body)s的任职") % {"body": top}] = _("%(total)d项") % {"total": total}
    return lines


def place(change: PublicChange, by: User, day: date) -> int:
    return place_body(body=_body(change), parent=_parent(change), by=by, change=change)


def _body(change: PublicChange) -> Body:
    assert change.body is not None  # the kind is about a body
    return change.body


def _parent(change: PublicChange) -> Body | None:
    """Under which body it shall stand; None = at the top."""
    return Body.everything.filter(pk=change.new.get("parent")).first()
