"""Whom a name in a draft, or in a correction not yet public, means: picked by a person."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from orders.identity.namesakes import remember_not_same, settled_namesakes
from orders.identity.record import Kind, note_down, on_the_log, refuse_merged, refuse_unless_open
from orders.models import Act, LogStep
from orders.office.turns import take_turn_for, take_turn_of_names, take_turn_of_people
from people.models import NotSame, Official
from people.pinyin import romanised
from people.refusal import Refused


@transaction.atomic
def pick(*, act: Act, official: Official, by: User, note: str = "", seen: str | None = None) -> None:
    """Settle that an act of a draft concerns this official. A name other than the printed one needs a note why."""
    take_turn_for(act, official)
    act.refresh_from_db()
    refuse_unless_open(act, by)
    refuse_merged(official)
    if official.name != act.printed_official and not note.strip():
        raise Refused(
            _("通知印出的姓名是%(printed)s，不是%(name)s；确为同一人的，请写明依据。")
            % {"printed": act.printed_official, "name": official.name}
        )
    with on_the_log(act, step=LogStep.IDENTIFY, by=by, seen=seen):
        _give(act, official)
    note_down(Kind.PICKED, official, by=by, note=note, act=act)


@transaction.atomic
def pick_new(*, act: Act, by: User, note: str = "", seen: str | None = None) -> Official:
    """Settle that an act of a draft concerns someone new; that it is none of the settled namesakes is remembered."""
    take_turn_for(act)
    take_turn_of_people(Official.everything.filter(name=act.printed_official))
    take_turn_of_names()
    act.refresh_from_db()
    refuse_unless_open(act, by)
    with on_the_log(act, step=LogStep.IDENTIFY, by=by, seen=seen):
        official = _someone_new(act)
    note_down(Kind.NEW, official, by=by, note=note, act=act)
    for namesake in settled_namesakes(official):
        remember_not_same(official, namesake, by=by, note=note)
    return official


def _someone_new(act: Act) -> Official:
    """The official made for this act alone, settled; or one made now."""
    official = act.official
    if official is None or not _made_for(act, official):
        official = Official.everything.create(name=act.printed_official, pinyin=romanised(act.printed_official))
        _give(act, official)
    elif official.provisional:
        official.provisional = False
        official.save(update_fields=["provisional"])
    return official


def _made_for(act: Act, official: Official) -> bool:
    """Whether the official is on record because of this act alone, under the name it prints."""
    return official.name == act.printed_official and not official.public_since and official.acts.count() == 1


def _give(act: Act, official: Official) -> None:
    """Let the act concern this official; what was remembered of one whom no act concerns any more is about nobody."""
    before = act.official
    act.official = official
    act.save(update_fields=["official"])
    if before and before != official and not before.public_since and not before.acts.exists():
        NotSame.objects.filter(Q(one=before) | Q(other=before)).delete()
