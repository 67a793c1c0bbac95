"""Names that were kept before the register had one spelling for look-alike signs; what would come twice is left."""

from django.db import migrations

from people.characters import folded

COLUMNS = (("official", "name"), ("bodyname", "name"), ("position", "title"))


def spell(apps, schema_editor):
    for model, column in COLUMNS:
        rows = apps.get_model("people", model)._base_manager.using(schema_editor.connection.alias)
        for key, words in rows.values_list("pk", column).iterator():
            if (kept := folded(words)) != words and not _twice(rows, model, key, kept):
                rows.filter(pk=key).update(**{column: kept})


def _twice(rows, model, key, kept):
    """Whether another row has what this one would become."""
    if model == "official":
        return False
    row = rows.get(pk=key)
    same = {"name": kept, "began_on": row.began_on} if model == "bodyname" else {"title": kept}
    return rows.filter(body=row.body_id, **same).exclude(pk=key).exists()


class Migration(migrations.Migration):
    dependencies = [("people", "0004_withdrawn_names")]
    operations = [migrations.RunPython(spell, migrations.RunPython.noop)]
