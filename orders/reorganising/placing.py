"""The place of a body in the tree, which every tenure in it and under it carries a copy of."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import ChangeKind, PublicChange
from orders.office.access import Account, require_entry
from orders.office.turns import take_turn_for
from orders.office.two_people import refuse_alone
from orders.tenures.projection import pairs_in, sync
from people.models import Body, Position
from people.refusal import Refused


@transaction.atomic
def place_body(*, body: Body, parent: Body | None, by: Account, change: PublicChange | None = None) -> int:
    """Put a body, with all that stands under it, under `parent`; None = at the top.

    Gives the number of tenure rows that followed. Where the public can see the body or one under it, this is done in a
    confirmed change, and only under what the public can see too; else by a clerk. Refused where the body would come to
    stand under itself.
    """
    take_turn_for(*filter(None, [body, parent]))
    body.refresh_from_db()
    moved = set(Body.everything.under([body.pk]).values_list("pk", flat=True))
    if Body.public.filter(pk__in=moved).exists():
        refuse_alone(change, ChangeKind.PLACE)
        _refuse_hidden(parent)
    else:
        require_entry(by)
    if parent is not None and parent.pk in moved:
        raise Refused(_("%(body)s不能放在它自己或者它的下级机构之下。") % {"body": body})
    body.parent = parent
    body.save(update_fields=["parent"])
    return sync(pairs_in(Position.everything.filter(body__in=moved)))


def _refuse_hidden(parent: Body | None) -> None:
    if parent is not None and Body.everything.filter(pk=parent.pk, public_since__isnull=True).exists():
        raise Refused(_("已公开的机构不能放在尚未公开的%(body)s之下。") % {"body": parent})
