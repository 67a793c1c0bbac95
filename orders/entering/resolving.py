"""From printed names to the bodies, positions, series and sessions they mean: found on record, or made for a draft.

What is made here has `public_since` null, so that nobody but the desk sees it until its order is published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, Max, Model, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import Order, Series, Session
from orders.models.sessions import SessionQuerySet
from orders.notices.notice import DecidedBy
from orders.office.turns import take_turn_of_names
from people.models import Body, BodyName, Position
from people.periods import holds, shifted
from people.refusal import Refused
from people.titles import class_of, place_of

# A body's sessions are numbered anew with each term of five years (地方组织法 art. 72); the same number that far apart
# is another session, closer it is the same session with a wrong day.
ANOTHER_TERM = timedelta(days=3 * 365)
NUMBER = re.compile(r"(?P<prefix>.+)〔(?P<year>\d{4})〕(?P<number>\d{1,9})号")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """东政任〔2021〕16号 taken apart: the key by which an order is one of a kind."""

    prefix: str
    year: int
    number: int


def document_number(printed: str | None) -> DocumentNumber | None:
    """The parts of a normalised document number; None where there is none or it is in no known shape."""
    found = NUMBER.fullmatch(printed or "")
    return DocumentNumber(found["prefix"], int(found["year"]), int(found["number"])) if found else None


def bodies(names: Iterable[str | None], *, parent: Body | None, on: date | None) -> dict[str, Body]:
    """The bodies of these exact names; those nobody has on record are made, under `parent`.

    Of several bodies that bore one name the one that bore it on `on` is meant, else the eldest on record.
    """
    wanted = list(dict.fromkeys(name for name in names if name))
    found = _bodies_on_record(wanted, on)
    if len(found) < len(wanted):
        take_turn_of_names()
        found = _bodies_on_record(wanted, on)
    missing = [name for name in wanted if name not in found]
    if missing:
        last = Body.everything.filter(parent=parent).aggregate(last=Max("display_order"))["last"] or 0
        made = [Body(parent=parent, display_order=last + step) for step, _name in enumerate(missing, start=1)]
        for name in missing:
            fits(BodyName, "name", name)
        Body.everything.bulk_create(made)
        BodyName.objects.bulk_create(BodyName(body=body, name=name) for body, name in zip(made, missing, strict=True))
        found.update(zip(missing, made, strict=True))
    return found


def body_on_record(name: str | None, *, on: date | None) -> Body | None:
    """The body of this exact name, as `bodies` finds it; None where nobody has it on record, or no name is given."""
    return _bodies_on_record([name], on).get(name) if name else None


def on_record(names: Iterable[str | None], *, on: date | None) -> dict[str, Body]:
    """Of these exact names the bodies that are on record, as `bodies` finds them."""
    return _bodies_on_record([name for name in names if name], on)


def _bodies_on_record(names: list[str], on: date | None) -> dict[str, Body]:
    found: dict[str, Body] = {}
    bearing = list(BodyName.objects.filter(name__in=names).select_related("body").order_by("body_id", "pk"))
    borne_then = [row for row in bearing if on is None or holds(row.began_on, row.ended_on, on)]
    for row in (*borne_then, *bearing):
        found.setdefault(row.name, row.body)
    return found


def positions(posts: Iterable[tuple[Body, str]]) -> dict[tuple[int, str], Position]:
    """The positions of these bodies and titles, by (body key, title); those not on record are made."""
    wanted = list(dict.fromkeys((body.pk, title) for body, title in posts))
    of_bodies = Position.everything.filter(body__in={body for body, _title in wanted})
    found = _positions_on_record(wanted)
    if len(found) < len(wanted):
        take_turn_of_names()
        found = _positions_on_record(wanted)
    missing = [key for key in wanted if key not in found]
    if missing:
        so_far = Counter(of_bodies.values_list("body_id", flat=True))
        made = []
        for body, title in missing:
            fits(Position, "title", title)
            so_far[body] += 1
            made.append(
                Position(
                    body_id=body,
                    title=title,
                    position_class=class_of(title),
                    display_order=place_of(title) + so_far[body],
                )
            )
        Position.everything.bulk_create(made)
        found.update(zip(missing, made, strict=True))
    return found


def _positions_on_record(wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], Position]:
    posts = Position.everything.filter(
        body__in={body for body, _t in wanted}, title__in={title for _b, title in wanted}
    )
    found = {(post.body_id, post.title): post for post in posts}
    return {key: post for key, post in found.items() if key in wanted}


def series(number: DocumentNumber | None, issuer: Body | None) -> Series | None:
    """The series of a number; without an issuer in print, the only issuer on record that uses its letters."""
    if number is None:
        return None
    fits(Series, "prefix", number.prefix)
    if issuer is None:
        return series_on_record(number, None)
    return Series.objects.get_or_create(issuer=issuer, prefix=number.prefix)[0]


def series_on_record(number: DocumentNumber | None, issuer: Body | None) -> Series | None:
    """As `series`, but none is made."""
    if number is None:
        return None
    of_letters = Series.objects.filter(prefix=number.prefix).select_related("issuer")
    known = list(of_letters.filter(issuer=issuer) if issuer else of_letters[:2])
    return known[0] if len(known) == 1 else None


def session(decided: DecidedBy | None, issuer: Body | None, *, besides: Order | None = None) -> Session | None:
    """The session a notice names, made where it is not on record; None where the notice states no day of decision.

    A session without a body in print is the issuer's. Refused when the session is on record under another day; what
    the order `besides` alone names is not on record.
    """
    if decided is None or decided.decided_on is None:
        return None
    body = issuer
    if decided.body:
        # A deciding body stands on its own: a party committee is not below the government that issues its decision.
        body = bodies([decided.body], parent=None, on=decided.decided_on)[decided.body]
    refuse_nobodys(decided, body)
    assert body is not None  # refuse_nobodys has seen to it
    fits(Session, "kind", decided.kind or "")
    refuse_another_day(decided, body, besides=besides)
    sitting, _created = Session.everything.get_or_create(
        **_sitting(decided, body), decided_on=decided.decided_on, defaults={"by_hand": False}
    )
    return sitting


def standing_sessions(*, besides: Order | None = None) -> SessionQuerySet:
    """Sessions on record: entered by hand, or named by an order neither discarded nor withdrawn, nor `besides`."""
    orders = Order.everything.standing().filter(session=OuterRef("pk"))
    if besides is not None:
        orders = orders.exclude(pk=besides.pk)
    return Session.everything.filter(Q(by_hand=True) | Exists(orders))


def forget_misread(sitting: Session) -> None:
    """Delete a session that was only ever read in a draft which now reads otherwise; any other is kept."""
    named = Order.everything.filter(session=OuterRef("pk"))
    Session.everything.filter(~Exists(named), pk=sitting.pk, by_hand=False, public_since=None).delete()


def _sitting(decided: DecidedBy, body: Body) -> dict[str, object]:
    """Which session is meant, but for its day."""
    return {"body": body, "kind": decided.kind or "", "number": decided.number}


def refuse_nobodys(decided: DecidedBy, issuer: Body | str | None) -> None:
    """Refuses a session of which nobody says whose it is. `issuer`: the issuing body, or its name in print."""
    if not decided.body and issuer is None:
        raise Refused(_("通知没有写明会议机关，也没有写明发文机关，无法登记作出决定的会议；请先补上发文机关。"))


def refuse_another_day(decided: DecidedBy, body: Body, *, besides: Order | None = None) -> None:
    """Refuses a session of `body` that is on record under another day: one session sits on one day. Only looks.

    The very same session on record, day included, contradicts nothing; without a number nothing tells it from others.
    """
    alike, day = _sitting(decided, body), decided.decided_on
    if decided.number is None or day is None or Session.everything.filter(**alike, decided_on=day).exists():
        return
    near = standing_sessions(besides=besides).filter(**alike, **within_term("decided_on", day))
    if on_record := near.order_by("pk").first():
        raise Refused(
            _("%(session)s在登记中是%(recorded)s召开的，而通知写的是%(stated)s；同一次会议只有一个日期，请先核对。")
            % {"session": on_record, "recorded": date_format(on_record.decided_on), "stated": date_format(day)}
        )


def within_term(column: str, day: date) -> dict[str, date]:
    """The condition that `column` lies in the same term as `day`, as far as days can tell."""
    return {f"{column}__gt": shifted(day, -ANOTHER_TERM), f"{column}__lt": shifted(day, ANOTHER_TERM)}


def signed_before_decided(signed_on: date | None, decided_on: date | None) -> str | None:
    """What contradicts itself in these two days of one notice, a sentence; None = nothing, as far as both are known."""
    if signed_on is None or decided_on is None or signed_on >= decided_on:
        return None
    return _("成文日期%(signed)s早于决定日期%(decided)s；通知不会先于决定成文，请核对原文。") % {
        "signed": date_format(signed_on),
        "decided": date_format(decided_on),
    }


def fits(model: type[Model], field: str, text: str) -> None:
    """Refuses words that are longer than the register keeps; they are a misreading, not a name."""
    kept = model._meta.get_field(field)
    if isinstance(kept, CharField) and kept.max_length and len(text) > kept.max_length:
        raise Refused(
            _("“%(start)s…”有%(length)d个字，不会是%(field)s；请核对原文。")
            % {"start": text[:20], "length": len(text), "field": kept.verbose_name}
        )
