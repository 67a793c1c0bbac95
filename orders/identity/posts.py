"""Which post an act means that names none (原任职务自然免除)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from orders.identity.record import Kind, note_down, on_the_log, propose_anew, refuse_unless_open
from orders.models import Act, ChangeKind, LogStep, OrderState, PublicChange
from orders.notices.vocabulary import GRADES
from orders.office.turns import take_turn_for
from orders.office.two_people import refuse_alone
from orders.tenures.projection import sync
from people.models import Body, Official, Position
from people.refusal import Refused


def posts_on_record(act: Act) -> list[Position]:
    """The posts an act that names none may mean: those its official has on record, save what its own clause gives.

    On record is what public notices say, and for an act that is not public what its own order says. What another draft
    says would be told with this act, and nobody but its own reviewers may make that public. Posts held on the act's day
    come first.
    """
    if not act.official_id:
        return []
    of_official = Act.objects.filter(official=act.official, position__isnull=False)
    given = of_official.filter(clause=act.clause, erratum=act.erratum).values("position")
    on_record = Q(clause__order__state=OrderState.PUBLISHED)
    if not act.is_public:
        on_record |= Q(clause__order=act.clause.order)
    of_official = of_official.read().filter(on_record).exclude(position__in=given)
    positions = Position.everything.filter(pk__in=of_official.values("position"))
    day = act.takes_effect_on
    held = set()
    if day and act.official:
        # Until its day is over a removal finds its post still held, so the day itself counts.
        held = set(
            act.official.tenures.known().filter(lower__lte=day, upper__gte=day).values_list("position", flat=True)
        )
    return sorted(positions.select_related("body"), key=lambda position: (position.pk not in held, position.pk))


@transaction.atomic
def choose_post(
    *, act: Act, position: Position, by: User, seen: str | None = None, change: PublicChange | None = None
) -> None:
    """Settle which post an act means that names none (原任职务自然免除); one of `posts_on_record`."""
    take_turn_for(act)
    act.refresh_from_db()
    official = _official_without_post(act, by, change)
    if position not in posts_on_record(act):
        raise Refused(_("登记中没有%(name)s任%(position)s的记录。") % {"name": act.official, "position": position})
    with on_the_log(act, step=LogStep.POST, by=by, seen=seen):
        act.position = position
        act.post_not_on_record = False
        act.save(update_fields=["position", "post_not_on_record"])
    note_down(Kind.POST, official, by=by, note=str(position), act=act)
    if act.is_public:
        # A post of which a public act speaks is public from that act's day on, with its body and all above.
        position.become_public(_public_since(act))
        Body.everything.above([position.body_id]).become_public(_public_since(act))
        sync({(official.pk, position.pk)})
        propose_anew(Act.objects.read().filter(pk=act.pk))


@transaction.atomic
def declare_post_not_on_record(
    *, act: Act, by: User, seen: str | None = None, change: PublicChange | None = None
) -> None:
    """Settle that an act names no post and none is on record: it closes nothing and stands on the page.

    When an older notice later brings the post, `choose_post` may still choose it.
    """
    take_turn_for(act)
    act.refresh_from_db()
    official = _official_without_post(act, by, change)
    if act.post_not_on_record:
        raise Refused(_("已经标明职务无记录。"))
    with on_the_log(act, step=LogStep.POST, by=by, seen=seen):
        act.post_not_on_record = True
        act.save(update_fields=["post_not_on_record"])
    note_down(Kind.POST, official, by=by, note=_("职务无记录"), act=act)


def _public_since(act: Act) -> date:
    """The day from which the public knows of a public act."""
    day = act.erratum.published_on if act.erratum else act.clause.order.published_on
    assert day is not None  # a public order has its day, a public erratum too
    return day


def _official_without_post(act: Act, by: User, change: PublicChange | None) -> Official:
    """The official of an act whose post may be chosen; refused where there is nothing to choose or it is too late."""
    if act.is_public:
        refuse_alone(change, ChangeKind.POST)
    else:
        refuse_unless_open(act, by)
    if act.printed_post:
        raise Refused(_("通知写明了职务，不需要选定。"))
    if act.verb in GRADES:
        raise Refused(_("职级不对应职务，不需要选定。"))
    if act.position_id and act.is_public:
        raise Refused(_("职务已经选定并公开；选错的，请用更正改正。"))
    if act.official is None:
        raise Refused(_("请先认定%(name)s是哪一位，再选定职务。") % {"name": act.printed_official})
    return act.official
