"""What the templates of the public pages need to say days, names and addresses in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from orders.models import Order
from orders.models.qualifiers import in_words
from orders.notices.notice import Precision
from registry.holdings import BodyRef, OfficialRef, PositionRef
from registry.pages.clauses import ActReading
from registry.pages.words import day, held_and_missing, romanised, zh

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: str, anchor: str = "") -> str:
    """The address of another page for the same days: {% to 'order' order.code anchor='clause-3' %}."""
    address = f"{reverse(name, args=args)}{context['days'].query()}"
    return f"{address}#{anchor}" if anchor else address


@register.simple_tag(takes_context=True)
def at_page(context: Context, number: int) -> str:
    """This list at another page, for the same days."""
    return f"{context['frame'].path}{context['days'].query(page=number if number > 1 else None)}"


register.filter(day)
register.filter(zh)
register.filter(romanised)
register.filter(held_and_missing)


@register.filter
def dated(value: date | None, precision: str = Precision.DAY.value) -> str | SafeString:
    """A day in words that programs can read too; its words say no more than the `precision` with which it is known."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day(value, precision))


@register.filter
def notice_number(printed: str) -> str | SafeString:
    """How a notice is called: by its number as printed, if it has one."""
    return zh(printed) if printed else _("无文号通知")


@register.filter
def qualifiers(value: Mapping[str, object] | None) -> list[str | SafeString]:
    """What the brackets of an act add, each in a few words; a level and a tail are words of the record."""
    printed = {str((value or {}).get(name)) for name in ("level", "tail")}
    return [zh(word) if word in printed else word for word in in_words(value or {})]


@register.filter
def withdrawn_by(order: Order, known_on: date | None) -> bool:
    """Whether an order is to be marked as withdrawn: {% if order|withdrawn_by:days.known_on %}."""
    return order.withdrawn_by(known_on)


def clause_anchor(sequence: int) -> str:
    """Where on its order's page a clause stands."""
    return f"clause-{sequence}"


@register.simple_tag(takes_context=True)
def person(context: Context, code: str, name: str, pinyin: str, provisional: bool = False) -> SafeString:
    """A link to an official by name; on English pages with pinyin; marked where the identity is not settled."""
    link = format_html('<a href="{}">{}</a>', to(context, "official", code), zh(name))
    roman = format_html(' <span class="roman">{}</span>', romanised(pinyin)) if romanised(pinyin) else ""
    mark = format_html(' <span class="mark">{}</span>', _("身份未定")) if provisional else ""
    return format_html("{}{}{}", link, roman, mark)


@register.simple_tag(takes_context=True)
def official(context: Context, ref: OfficialRef) -> SafeString:
    """A link to an official, as `person` makes it."""
    return person(context, ref.code, ref.name, ref.pinyin, ref.provisional)


@register.simple_tag(takes_context=True)
def post(context: Context, position: PositionRef, *, within: bool = False) -> SafeString:
    """A link to a position, by its full name on the day asked, or by its title alone `within` its own body's page."""
    words = position.title if within else position.post
    link = format_html('<a href="{}">{}</a>', to(context, "position", position.code), zh(words))
    return link if within else format_html("{}{}", link, present_name(position.body))


@register.simple_tag(takes_context=True)
def body(context: Context, ref: BodyRef) -> SafeString:
    """A link to a body under its name on the day asked, with its present name where that differs."""
    return format_html('<a href="{}">{}</a>{}', to(context, "body", ref.code), zh(ref.name), present_name(ref))


@register.simple_tag(takes_context=True)
def bodies(context: Context, refs: Iterable[BodyRef]) -> SafeString:
    """Links to several bodies in a row."""
    return format_html_join(_("、"), "{}", ((body(context, ref),) for ref in refs))


@register.simple_tag(takes_context=True)
def posts(context: Context, positions: Iterable[PositionRef]) -> SafeString:
    """Links to several positions in a row."""
    return format_html_join(_("、"), "{}", ((post(context, position),) for position in positions))


@register.filter
def names(refs: Iterable[BodyRef]) -> SafeString:
    """Several bodies in a row, by their names on the day asked, without links."""
    return format_html_join(_("、"), "{}", ((zh(ref.name),) for ref in refs))


@register.simple_tag(takes_context=True)
def act_official(context: Context, act: ActReading) -> str | SafeString:
    """Whom an act concerns: linked where the public may see who that is, else the name as printed."""
    return official(context, act.official) if act.official else zh(act.printed_official)


@register.simple_tag(takes_context=True)
def act_post(context: Context, act: ActReading) -> str | SafeString:
    """Which post an act concerns: linked where the public may see it, else in the words printed, if any."""
    return post(context, act.position) if act.position else zh(act.printed_post)


def present_name(ref: BodyRef) -> str | SafeString:
    if not ref.renamed_since:
        return ""
    return format_html(' <span class="quiet">{}{}{}</span>', _("（今名："), zh(ref.name_now), _("）"))


@register.simple_tag(takes_context=True)
def clause(context: Context, order_code: str, order_number: str, sequence: int) -> SafeString:
    """A link to the clause that proves something."""
    address = to(context, "order", order_code, anchor=clause_anchor(sequence))
    number = notice_number(order_number)
    return format_html('<a href="{}">{} {}</a>', address, number, _("第%(number)s项") % {"number": sequence})
