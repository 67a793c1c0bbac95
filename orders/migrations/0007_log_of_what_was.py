"""What columns said of who did what goes onto the one log, and the public steps get their versions in order of time.

Some times were never recorded: of an erratum only the day it was published, of a reorganisation only the day it was
confirmed. Those entries say so in their note.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Q

OFFICE = ZoneInfo("Asia/Shanghai")
DAY_ONLY = "当时只记录了日期。"
NOT_RECORDED = "当时没有记录时间。"
NOBODY = "当时没有记录经手人和时间。"
REGISTER = 1
# What is written in one transaction is written within this time of each other.
AT_ONCE = timedelta(seconds=1)
# The kinds of identification by which a person may have said whom or which post an act means.
SETTLED_BY_A_PERSON = {"new": "identify", "picked": "identify", "post": "post"}


def say_how_far_errata_have_come(apps, schema_editor):
    errata = apps.get_model("orders", "Erratum").objects
    errata.filter(published_on__isnull=False).update(state="published")
    errata.filter(published_on__isnull=True, withdrawn_by__isnull=False).update(state="withdrawn")


def fill_the_log(apps, schema_editor):
    log = apps.get_model("orders", "Review").objects

    def note_down(step, by, at=None, note="", states=("", ""), **subject):
        """Append an entry; `at` None = now. The column takes the time of writing by itself, so it is set afterwards."""
        entry = log.create(step=step, by_id=by, note=note, from_state=states[0], to_state=states[1], **subject)
        if at is not None:
            log.filter(pk=entry.pk).update(at=at)

    for order in apps.get_model("orders", "Order")._base_manager.order_by("pk").iterator():
        note_down("enter", order.entered_by_id, order.entered_at, order=order)
    for rest in apps.get_model("orders", "Remainder").objects.filter(settled_by__isnull=False).select_related("order"):
        note_down("remainder", rest.settled_by_id, rest.order.entered_at, note=NOT_RECORDED, order=rest.order)
    decisions = apps.get_model("orders", "Identification").objects.filter(
        act__isnull=False, kind__in=SETTLED_BY_A_PERSON
    )
    for decision in decisions.select_related("act__clause__order", "act__erratum").order_by("pk"):
        act = decision.act
        subject = {"erratum": act.erratum} if act.erratum_id else {"order": act.clause.order}
        if by_hand(decision):
            note_down(SETTLED_BY_A_PERSON[decision.kind], decision.by_id, decision.at, **subject)
    for erratum in apps.get_model("orders", "Erratum").objects.select_related("order").order_by("pk"):
        at = midnight(erratum.published_on or erratum.order.published_on)
        note_down("prepare", erratum.prepared_by_id, at, note=NOT_RECORDED, states=("", "prepared"), erratum=erratum)
        if erratum.published_on:
            states = ("prepared", "published")
            note_down("publish", erratum.confirmed_by_id, at, note=DAY_ONLY, states=states, erratum=erratum)
        elif erratum.withdrawn_by_id:
            states = ("prepared", "withdrawn")
            note_down("withdraw", erratum.withdrawn_by_id, note=NOT_RECORDED, states=states, erratum=erratum)
    for event in apps.get_model("people", "Reorganisation").objects.order_by("pk"):
        at = midnight(event.confirmed_on) if event.confirmed_on else None
        first = "prepare" if event.prepared_by_id else "propose"
        note_down(first, event.prepared_by_id, at, note=NOT_RECORDED, states=("", "prepared"), reorganisation=event)
        if event.state == "confirmed":
            states = ("prepared", "confirmed")
            note_down("confirm", event.confirmed_by_id, at, note=DAY_ONLY, states=states, reorganisation=event)
        elif event.state == "declined":
            note_down("decline", None, note=NOBODY, states=("", "declined"), reorganisation=event)


def by_hand(decision):
    """Whether a person said so. Matching by itself made somebody new where nobody bore the name, and gave no reason.

    It did so in the name of whoever entered the notice or prepared the erratum, as the first that was said of the act.
    A person who says "somebody new" says so of a provisional official, or of whom a namesake is then known not to be.
    """
    if decision.kind != "new" or decision.note:
        return True
    act = decision.act
    author = act.erratum.prepared_by_id if act.erratum_id else act.clause.order.entered_by_id
    said = type(decision).objects
    return (
        decision.by_id != author
        or said.filter(act=act, pk__lt=decision.pk).exists()
        or said.filter(
            Q(official=decision.official_id) | Q(other=decision.official_id),
            kind="not_same",
            at__range=(decision.at, decision.at + AT_ONCE),
        ).exists()
    )


def count_versions(apps, schema_editor):
    log = apps.get_model("orders", "Review").objects
    public = (
        log.filter(order__isnull=False, step__in=["publish", "withdraw"])
        | log.filter(erratum__isnull=False, step="publish")
        | log.filter(reorganisation__isnull=False, step="confirm")
    )
    version = 0
    for version, entry in enumerate(public.order_by("at", "pk"), start=1):
        log.filter(pk=entry.pk).update(version=version)
    if version:  # a new register makes its row with its first public step
        apps.get_model("orders", "Register").objects.create(pk=REGISTER, version=version)


def midnight(day):
    return datetime.combine(day, time.min, tzinfo=OFFICE)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0006_one_log"),
    ]

    operations = [
        migrations.RunPython(say_how_far_errata_have_come, migrations.RunPython.noop),
        migrations.RunPython(fill_the_log, migrations.RunPython.noop),
        migrations.RunPython(count_versions, migrations.RunPython.noop),
    ]
