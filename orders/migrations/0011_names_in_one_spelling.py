"""What acts printed before the register had one spelling for look-alike signs; the clauses keep the print."""

from django.db import migrations

from people.characters import folded

COLUMNS = ("printed_official", "printed_post", "printed_body", "printed_title")


def spell(apps, schema_editor):
    rows = apps.get_model("orders", "act")._base_manager.using(schema_editor.connection.alias)
    for key, *printed in rows.values_list("pk", *COLUMNS).iterator():
        kept = {column: folded(words) for column, words in zip(COLUMNS, printed, strict=True)}
        if list(kept.values()) != printed:
            rows.filter(pk=key).update(**kept)


class Migration(migrations.Migration):
    dependencies = [("orders", "0010_events_withdrawn"), ("people", "0005_names_in_one_spelling")]
    operations = [migrations.RunPython(spell, migrations.RunPython.noop)]
