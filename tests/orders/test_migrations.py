"""What the migrations of data make of rows that were written before them."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from orders.models import Act, Clause, Order
from people.models import BodyName, Official, Position
from tests.factories import take
from tests.orders.entering.test_masking import TEXT

EDITOR = SimpleNamespace(connection=connection)


def test_notices_of_before_are_masked_as_those_taken_in_now(alice: User) -> None:
    take(TEXT, alice)
    masked = list(Order.everything.values_list("masked", flat=True))
    public = list(Clause.objects.order_by("pk").values_list("public_text", flat=True))
    act = Act.objects.get(printed_official="张三丰")
    kept = act.qualifiers
    Order.everything.update(masked=[])
    Clause.objects.update(public_text="")
    Act.objects.filter(pk=act.pk).update(
        qualifiers={"tail": "身份证号110101199003078515；男；1970年3月生；电话13800138000"}
    )

    import_module("orders.migrations.0012_personal_data").mask(apps, EDITOR)
    assert list(Order.everything.values_list("masked", flat=True)) == masked
    assert list(Clause.objects.order_by("pk").values_list("public_text", flat=True)) == public
    act.refresh_from_db()
    assert act.qualifiers == kept


def test_names_of_before_are_put_into_one_spelling(alice: User) -> None:
    take(TEXT, alice)
    written = str.maketrans("民", "⺠")
    columns = {Official: "name", BodyName: "name", Position: "title", Act: "printed_post"}
    managers = {model: model._base_manager for model in columns}
    before = {model: list(managers[model].order_by("pk").values_list(columns[model], flat=True)) for model in columns}
    with connection.cursor() as cursor:
        for model, column in columns.items():
            for key, words in managers[model].values_list("pk", column):
                cursor.execute(
                    f"update {model._meta.db_table} set {column} = %s where id = %s",  # noqa: S608
                    [words.translate(written), key],
                )
    import_module("people.migrations.0005_names_in_one_spelling").spell(apps, EDITOR)
    import_module("orders.migrations.0011_names_in_one_spelling").spell(apps, EDITOR)
    after = {model: list(managers[model].order_by("pk").values_list(columns[model], flat=True)) for model in columns}
    assert after == before
    assert "北京市东城区民政局" in after[BodyName]
