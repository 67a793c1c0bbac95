"""Two people on one page of the admin: for every page on which a record is changed, whichever these are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import translation

from orders.admin.shared import kept
from orders.admin.shared.kept import NeverDeleted, ReadOnly
from orders.admin.shared.seen import RecordForm
from orders.models import PublicChange, Series, Session
from orders.steps import changes, review
from people.models import Body, BodyName, Official, Position, ReorganisationPolicy
from tests.factories import make_body, make_draft, make_official, make_position, say
from tests.orders.admin.desk import SEEN, STALE, at_desk, words

CHANGED = [
    model
    for model, page in admin.site._registry.items()
    if isinstance(page, NeverDeleted) and not isinstance(page, ReadOnly) and model is not ReorganisationPolicy
]
# A rule is public from its first day, so its page prepares a change: see the last test.
# One record for each page, with a value in every field; a new page asks for a line here.
RECORDS: dict[type[models.Model], Any] = {
    Body: lambda: make_dated_body(),
    Position: lambda: make_position("某局", "局长", public_since=None),
    Official: lambda: make_official("李娜新", public_since=None, pinyin="linaxin"),
    Session: lambda: Session.everything.create(
        body=make_body("某市"), kind="常务会议", number=5, decided_on=date(2021, 5, 10), term=16
    ),
    Series: lambda: Series.objects.create(issuer=make_body("某市"), prefix="东政任"),
    ReorganisationPolicy: lambda: ReorganisationPolicy.objects.create(
        issuer=make_body("某市"), kind="merged", effect="carries_on", basis="某规定"
    ),
}


def make_dated_body() -> Body:
    body = make_body("某局", public_since=None, established_on=date(2001, 2, 3), abolished_on=date(2020, 1, 1))
    body.names.update(began_on=date(2001, 2, 3), ended_on=date(2020, 1, 1))
    return body


@pytest.fixture
def two(alice: User, dora: User, bob: User) -> dict[str, tuple[User, User]]:
    """Two who may change the records of clerks, and two who may change the rules of reviewers."""
    erin = User.objects.create_user("erin", is_staff=True)
    erin.groups.set(bob.groups.all())
    return {"clerks": (alice, dora), "reviewers": (bob, erin)}


def address_of(record: models.Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def shown_forms(page: Any) -> list[Any]:
    rows = [row.formset for row in page.context["inline_admin_formsets"] if row.has_change_permission]
    return [page.context["adminform"].form, *(form for formset in rows for form in formset.initial_forms)]


def typed(page: Any, **changes: str) -> dict[str, str]:
    """What the browser sends of a page: all that stands in it, with what the page showed, and these changes."""
    management = [row.formset.management_form for row in page.context["inline_admin_formsets"]]
    fields = [field for form in [*shown_forms(page), *management] for field in form]
    sent = {field.html_name: "" if field.value() is None else str(field.value()) for field in fields}
    shown = dict(SEEN.findall(page.content.decode()))
    assert {name for name in sent if name.endswith("seen")} == set(shown)
    return {**sent, **shown, **changes}


def editable(page: Any) -> dict[str, Any]:
    return {field.html_name: field for form in shown_forms(page) for field in form if not field.is_hidden}


def another(field: Any) -> str:
    """Something else than stands in the field, of its kind."""
    kind, value = field.field, field.value()
    match kind:
        case forms.ModelChoiceField():
            return str(kind.queryset.exclude(pk=value).first().pk)
        case forms.ChoiceField():
            return next(key for key, _label in kind.choices if key not in ("", value))
        case forms.IntegerField():
            return str(int(value or 0) + 1)
        case forms.DateField():
            return str((value or date(2010, 1, 1)) + timedelta(days=1))
    return f"{value}x"


def open_page(model: type[models.Model], two: dict[str, tuple[User, User]]) -> tuple[Any, Any, Any, str]:
    """Two browsers and a record that both may change."""
    make_body("另一机关")
    assert model in RECORDS, f"{model.__name__} has a page on which it is changed: say in RECORDS how to make one."
    record = RECORDS[model]()
    first, second = two["reviewers" if model is ReorganisationPolicy else "clerks"]
    return at_desk(first), at_desk(second), record, address_of(record)


@pytest.mark.parametrize("model", CHANGED)
def test_a_save_over_something_newer_is_refused_and_the_next_one_is_informed(model: Any, two: Any) -> None:
    mine, theirs, record, address = open_page(model, two)
    names = list(editable(mine.get(address)))
    assert names
    for name in names:
        page = mine.get(address)
        field = editable(page)[name]
        new, my_own = another(field), next((each for each in names if each != name), name)
        my_words = another(editable(page)[my_own]) if my_own != name else ""
        assert theirs.post(address, typed(page, **{name: new})).status_code == 302, (name, new)

        refused = mine.post(address, typed(page, **({my_own: my_words} if my_words else {})))
        said = words(refused)
        assert "这一页打开以后内容有改动，请核对后再保存。" in said, name
        by = re.search(r"(\w+)于\d\d:\d\d改动：(\S+)“([^”]*)”改为“([^”]*)”。", said)
        assert by, (name, said)
        assert by[1] == ("erin" if model is ReorganisationPolicy else "dora")
        assert by[2] == str(field.field.label or field.label), name
        now = editable(refused)
        assert str(now[name].value()) == new, "what was not touched is shown as it is now"
        if my_words:
            assert now[my_own].value() == my_words, "what was typed stays"
        again = editable(mine.get(address))
        assert str(again[my_own].value()) != my_words, "nothing was written"

        assert mine.post(address, typed(refused)).status_code == 302, name
        kept = editable(mine.get(address))
        assert str(kept[name].value()) == new
        if my_words:
            assert str(kept[my_own].value()) == my_words


@pytest.mark.parametrize("model", CHANGED)
def test_what_both_typed_into_one_field_stays_as_typed_and_is_saved_by_the_next_press(model: Any, two: Any) -> None:
    mine, theirs, record, address = open_page(model, two)
    page = mine.get(address)
    name, field = next((name, field) for name, field in editable(page).items() if not is_choice(field))
    new = another(field)
    theirs.post(address, typed(page, **{name: new}))
    mine_now = {name: f"{new[:-1]}{1 if new[-1] == '9' else 9}"}
    refused = mine.post(address, typed(page, **mine_now))
    assert editable(refused)[name].value() == mine_now[name]
    assert mine.post(address, typed(refused)).status_code == 302
    assert str(editable(mine.get(address))[name].value()) == mine_now[name]


def is_choice(field: Any) -> bool:
    return isinstance(field.field, forms.ChoiceField | forms.ModelChoiceField)


@pytest.mark.parametrize("model", CHANGED)
@pytest.mark.parametrize("seen", ["", "forged", "{}:abc"])
def test_a_save_that_does_not_say_what_was_seen_is_refused(model: Any, two: Any, seen: str) -> None:
    mine, _theirs, record, address = open_page(model, two)
    page = mine.get(address)
    sent = typed(page, **dict.fromkeys(dict(SEEN.findall(page.content.decode())), seen))
    name, field = next(iter(editable(page).items()))
    refused = mine.post(address, sent | {name: another(field)})
    assert STALE in words(refused)
    assert mine.post(address, typed(refused)).status_code == 302


def test_what_one_record_showed_says_nothing_of_another(alice: User) -> None:
    one, other = make_official("甲", pinyin="a"), make_official("乙", pinyin="a")
    sent = typed(at_desk(alice).get(address_of(one)), pinyin="b")
    assert STALE in words(at_desk(alice).post(address_of(other), sent))


@pytest.mark.parametrize("model", CHANGED)
def test_the_history_says_each_change_old_and_new_in_both_languages(model: Any, two: Any) -> None:
    mine, _theirs, record, address = open_page(model, two)
    for name in list(editable(mine.get(address))):
        page = mine.get(address)
        before = editable(page)[name]
        assert mine.post(address, typed(page, **{name: another(before)})).status_code == 302, name
        history = address.replace("/change/", "/history/")
        with translation.override("zh-hans"):
            said = words(mine.get(history))
        assert f"{before.field.label}“" in said, name
        assert "”改为“" in said
        english = words(mine.get(history.replace("/zh/", "/en/")))
        assert re.search(" from “.*” to “.*”", english), english
        assert not re.search("改为|时间|经手人", english)


def test_the_history_says_classes_days_and_bodies_in_words(alice: User, dora: User) -> None:
    position = make_position("甲局", "局长", public_since=None, position_class="head")
    body = make_body("乙局", public_since=None, established_on=date(2001, 2, 3))
    page = at_desk(alice).get(address_of(position))
    sent = typed(page, position_class="deputy", body=str(body.pk))
    assert at_desk(alice).post(address_of(position), sent).status_code == 302
    said = words(at_desk(alice).get(address_of(position).replace("/change/", "/history/")))
    assert "机构“甲局”改为“乙局”；类别“正职”改为“副职”。" in said
    page = at_desk(alice).get(address_of(body))
    at_desk(alice).post(address_of(body), typed(page, **{"established_on": "2002-03-04", "names-0-name": "丙局"}))
    said = words(at_desk(alice).get(address_of(body).replace("/change/", "/history/")))
    assert "设立之日“2001年2月3日”改为“2002年3月4日”；名称“乙局”改为“丙局”。" in said
    english = words(at_desk(alice).get(address_of(body).replace("/change/", "/history/").replace("/zh/", "/en/")))
    assert "from “Feb. 3, 2001” to “March 4, 2002”" in english


def test_a_history_written_without_values_is_said_as_django_says_it(alice: User) -> None:
    official = make_official("李娜新")
    kind = ContentType.objects.get_for_model(Official)
    for message in ('[{"changed": {"fields": ["拼音"]}}]', "一句话"):
        about = {"content_type": kind, "object_id": official.pk, "object_repr": "", "action_flag": CHANGE}
        LogEntry.objects.create(user=alice, change_message=message, **about)
    said = words(at_desk(alice).get(address_of(official).replace("/change/", "/history/")))
    assert "拼音" in said
    assert "一句话" in said


def test_a_name_added_to_a_body_is_on_its_history(alice: User) -> None:
    body = make_body("某局", public_since=None)
    page = at_desk(alice).get(address_of(body))
    more = {"names-TOTAL_FORMS": "2", "names-1-name": "某委员会", "names-1-began_on": "", "names-1-id": ""}
    assert at_desk(alice).post(address_of(body), typed(page, display_order="4", **more)).status_code == 302
    assert BodyName.objects.filter(body=body).count() == 2
    said = words(at_desk(alice).get(address_of(body).replace("/change/", "/history/")))
    assert "”改为“4”。" in said
    assert "某委员会" in said


def test_what_is_frozen_meanwhile_is_not_dropped_in_silence(alice: User, dora: User) -> None:
    draft = make_draft([[say("appoint", "冯磊", "某局", "局长")]], alice)
    position = Position.everything.get()
    page = at_desk(dora).get(address_of(position))
    review.submit(order=draft, by=alice)
    sent = typed(page, title="副局长", display_order="9")
    refused = at_desk(dora).post(address_of(position), sent)
    assert "“职务”已不能在这里修改，您填写的“副局长”没有保存。" in words(refused)
    assert at_desk(dora).post(address_of(position), typed(refused)).status_code == 302
    position.refresh_from_db()
    assert (position.title, position.display_order) == ("局长", 9)


def test_what_a_step_wrote_is_said_without_a_name(alice: User, dora: User) -> None:
    official = make_official("李娜新", public_since=None, pinyin="older")
    at_desk(dora).post(address_of(official), typed(at_desk(dora).get(address_of(official)), pinyin="old"))
    page = at_desk(alice).get(address_of(official))
    Official.everything.update(pinyin="newer")
    said = words(at_desk(alice).post(address_of(official), typed(page, pinyin="mine")))
    assert "请核对后再保存。拼音“old”改为“newer”。" in said


def test_what_is_written_while_a_save_waits_for_its_turn_is_not_overwritten(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = make_official("李娜新", public_since=None, pinyin="old")
    page = at_desk(alice).get(address_of(official))
    monkeypatch.setattr(kept, "take_turn_for", lambda *records: Official.everything.update(pinyin="newer"))
    said = words(at_desk(alice).post(address_of(official), typed(page, pinyin="mine")))
    assert "拼音“old”改为“newer”。" in said
    assert Official.everything.get().pinyin == "newer"


def test_every_row_changed_under_a_record_carries_what_was_seen(rf: Any, alice: User) -> None:
    request = rf.get("/")
    request.user = alice
    for model in CHANGED:
        page = admin.site._registry[model]
        for inline in page.get_inline_instances(request):
            if inline.has_change_permission(request):
                assert issubclass(inline.form, RecordForm), inline


def test_a_rule_changed_by_two_meanwhile_is_not_changed_unseen(two: Any, alice: User) -> None:
    bob, erin = two["reviewers"]
    rule = RECORDS[ReorganisationPolicy]()
    page = at_desk(bob).get(address_of(rule))
    assert at_desk(erin).post(address_of(rule), typed(page, effect="needs_order", reason="条例修订")).status_code == 302
    changes.confirm(change=PublicChange.objects.get(), by=bob)
    refused = at_desk(bob).post(address_of(rule), typed(page, basis="另一规定", reason="条例修订"))
    assert "这一页打开以后内容有改动，请核对后再保存。" in words(refused)
    assert "对任职者的影响“继续任职”改为“待另行发文”" in words(refused)
    assert at_desk(bob).post(address_of(rule), typed(refused)).status_code == 302
    rule.refresh_from_db()
    assert rule.basis == "某规定", "it waits for another person"
    changes.confirm(change=PublicChange.objects.get(state="prepared"), by=erin)
    rule.refresh_from_db()
    assert (rule.basis, rule.effect) == ("另一规定", "needs_order")
