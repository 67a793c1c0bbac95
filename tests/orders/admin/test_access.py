"""The desk is for its two groups; a log-in alone opens nothing, and nobody deletes or adds by hand."""

import pytest
from django.contrib import admin
from django.urls import reverse

from orders.models import Act, Erratum, Identification, Order, Review, Tenure
from people.models import NotSame, Official, Reorganisation
from tests.built_once import built_once
from tests.chinese_text import stray_spaces
from tests.factories import make_draft, say
from tests.orders.admin.desk import at_desk, order_address

OWN_PAGES = ["admin:orders_order_intake", "admin:people_reorganisation_add"]
LISTS = [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    for model in admin.site._registry
    if model._meta.app_label in ("people", "orders")
]


@pytest.fixture
@built_once
def draft(alice):
    return make_draft([[say("appoint", "草稿中人", "北京市东城区民政局", "副局长")]], alice, remainder=["某某。"])


def addresses(draft) -> list[str]:
    clause = draft.clauses.get()
    act = clause.acts.get()
    return [
        *map(reverse, OWN_PAGES),
        *map(reverse, LISTS),
        order_address(draft),
        reverse("admin:orders_order_preview", args=[draft.source_id]),
        reverse("admin:orders_clause_reading", args=[clause.pk]),
        reverse("admin:orders_remainder_clause", args=[draft.remainder.get().pk]),
        reverse("admin:orders_act_official", args=[act.pk]),
        reverse("admin:people_official_identity", args=[act.official_id]),
        reverse("admin:people_official_change", args=[act.official_id]),
    ]


def test_a_visitor_is_sent_to_log_in_from_every_page(draft):
    for address in addresses(draft):
        response = at_desk(None).get(address)
        assert response.status_code == 302, address
        assert response.headers["Location"].startswith(reverse("admin:login")), address


def test_charlie_who_may_log_in_sees_nothing(draft, charlie):
    for address in addresses(draft):
        assert at_desk(charlie).get(address).status_code == 403, address
    index = at_desk(charlie).get(reverse("admin:index")).content.decode()
    assert "草稿" not in index
    assert "待办" not in index


def test_charlie_changes_nothing(draft, charlie):
    response = at_desk(charlie).post(order_address(draft), {"action": "step-submit", "step-submit-note": ""})
    assert response.status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_superuser_without_a_group_has_no_page_of_the_desk(draft, django_user_model):
    root = django_user_model.objects.create_superuser("root", password="长密码一个")
    assert at_desk(root).get(reverse("admin:orders_order_intake")).status_code == 403
    assert at_desk(root).get(order_address(draft)).status_code == 403


def test_a_reviewer_enters_no_notice(bob, db):
    assert at_desk(bob).get(reverse("admin:orders_order_intake")).status_code == 403


def test_every_page_opens_for_the_clerk(draft, alice):
    for address in addresses(draft):
        assert at_desk(alice).get(address).status_code == 200, address


def test_no_line_break_tears_chinese_words_apart_on_the_pages_of_the_desk(draft, alice):
    pages = {address: at_desk(alice).get(address).content.decode() for address in addresses(draft)}
    of_the_desk = {address: page for address, page in pages.items() if "orders/desk.css" in page}
    assert len(of_the_desk) >= 8
    for address, page in of_the_desk.items():
        _frame_of_the_admin, content, of_the_page = page.partition('id="content"')
        assert content, address
        assert stray_spaces(of_the_page) == [], address


@pytest.mark.parametrize("model", list(admin.site._registry))
def test_nothing_of_the_register_has_a_delete_button(model, rf, alice, bob):
    if model._meta.app_label not in ("people", "orders"):
        return
    for user in (alice, bob):
        request = rf.get("/")
        request.user = user
        model_admin = admin.site._registry[model]
        assert not model_admin.has_delete_permission(request)
        assert "delete_selected" not in model_admin.get_actions(request)


@pytest.mark.parametrize("model", [Order, Act, Review, Tenure, Identification, Erratum, NotSame, Official])
def test_what_functions_write_is_not_added_by_hand(model, alice):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
    assert at_desk(alice).get(reverse(name)).status_code == 403


def test_the_admin_itself_never_saves_an_order_or_an_event(rf, alice):
    request = rf.get("/")
    request.user = alice
    for model in (Order, Reorganisation, Erratum, Tenure, Review):
        assert not admin.site._registry[model].has_change_permission(request)


@pytest.mark.parametrize("kind", ["orders/order", "orders/erratum", "people/reorganisation"])
@pytest.mark.parametrize("record", ["abc", "0", "99999999999999999999999"])
def test_an_address_without_a_record_is_not_found(alice, kind, record):
    assert at_desk(alice).get(f"{reverse('admin:index')}{kind}/{record}/change/").status_code == 404


def test_a_superuser_outside_the_groups_edits_nothing_of_the_register(draft, rf, django_user_model):
    request = rf.get("/")
    request.user = django_user_model.objects.create_superuser("root", password="长密码一个")
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in ("people", "orders"):
            assert not model_admin.has_add_permission(request), model
            assert not model_admin.has_change_permission(request), model
    position = draft.clauses.get().acts.get().position
    address = reverse("admin:people_position_change", args=[position.pk])
    sent = {"body": position.body_id, "title": "局长", "position_class": "head", "display_order": 1}
    assert at_desk(request.user).post(address, sent).status_code == 403


def test_a_superuser_in_a_group_does_what_the_group_does(alice, rf):
    alice.is_superuser = True
    alice.save()
    request = rf.get("/")
    request.user = alice
    by_name = {model._meta.model_name: model_admin for model, model_admin in admin.site._registry.items()}
    assert by_name["position"].has_change_permission(request)
    assert by_name["series"].has_add_permission(request)
    assert not by_name["reorganisationpolicy"].has_change_permission(request)
