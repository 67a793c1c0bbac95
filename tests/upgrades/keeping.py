"""Everything a register of a released version holds, and what it answers, kept in one file for the versions to come.

`keep` runs with the code of the version that is kept, so it leans on nothing of this project but its names.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.migrations.loader import MigrationLoader

Records = Callable[[Any], Iterable[Any]]  # from tenures to the records of the export


def keep(file: Path, made_on: date, records: Records) -> None:
    """Write the file: the last migrations, every row of every table, and the whole export, as told on `made_on`."""
    tenures = apps.get_model("orders", "Tenure").objects
    kept = {
        "made_on": made_on,
        "migrations": sorted(MigrationLoader(connection).graph.leaf_nodes()),
        "rows": {model._meta.label: _rows(model) for model in _stored_models()},
        # Of today's knowledge, and of all there ever was.
        "export": [record.as_json() for record in records(tenures.known().in_time_order())],
        "every_stretch": [record.as_json() for record in records(tenures.in_time_order())],
    }
    words = json.dumps(kept, cls=_Encoder, ensure_ascii=False, indent=0)
    file.write_bytes(gzip.compress(words.encode(), mtime=0))


def _stored_models() -> list[Any]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def _rows(model: Any) -> dict[str, Any]:
    columns = [field.attname for field in model._meta.concrete_fields]
    return {"columns": columns, "rows": [list(row) for row in model._base_manager.order_by("pk").values_list(*columns)]}


class _Encoder(DjangoJSONEncoder):
    """Bytes, which JSON does not know, as base64; Django itself rounds times to the millisecond."""

    def default(self, o: Any) -> Any:
        if isinstance(o, bytes | memoryview):
            return base64.b64encode(bytes(o)).decode()
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)
