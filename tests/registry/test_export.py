"""manage.py export tenures."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from registry.shapes import csv_columns, fields_of
from registry.tenure_record import TenureRecord
from tests.register_file import write_register
from tests.registry.conftest import Gazette, Secret

CSV_COLUMNS = csv_columns(TenureRecord)

pytestmark = pytest.mark.django_db


def export(*options: str) -> Any:
    out = io.StringIO()
    call_command("export", "tenures", *options, stdout=out)
    return json.loads(out.getvalue())


def export_csv(*options: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("export", "tenures", "--format", "csv", *options, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def without_start(rows: list[dict[str, Any]]) -> int:
    return sum(not row["start_on_record"] for row in rows)


@pytest.mark.parametrize(
    ("options", "rows", "still_open", "unknown_start"),
    [
        ((), 75, 28, 45),
        (("--open",), 28, 28, 0),
        (("--known-on", "2021-10-23"), 0, 0, 0),
        (("--known-on", "2021-11-01"), 19, 8, 11),
        (("--known-on", "2021-11-17"), 64, 24, 39),
        (("--known-on", "2021-11-17", "--open"), 24, 24, 0),
        (("--on", "2021-09-25"), 24, 17, 7),
        (("--on", "2021-09-25", "--known-on", "2021-10-23"), 0, 0, 0),
    ],
)
def test_the_founding_register_counts_as_it_should(
    gazette: Gazette, options: tuple[str, ...], rows: int, still_open: int, unknown_start: int
) -> None:
    told = export(*options)
    assert len(told) == rows
    assert without_start(told) == unknown_start
    assert sum(row["until"] is None for row in told) == still_open


def test_what_is_open_equals_what_careful_readers_wrote_down(gazette: Gazette) -> None:
    told = {(row["official_name"], row["body_name"], row["position_title"], row["from"]) for row in export("--open")}
    assert told == {
        (row["person"], row["organization"], row["position"], row["since"]) for row in gazette.expected["open_posts"]
    }
    closed = [row for row in export() if not row["start_on_record"]]
    assert {(row["official_name"], row["body_name"], row["position_title"]) for row in closed} == {
        (row["person"], row["organization"], row["position"]) for row in gazette.expected["closings_without_start"]
    }


def test_who_was_in_office_depends_on_what_was_public(gazette: Gazette) -> None:
    def names(*options: str) -> set[str]:
        return {row["official_name"] for row in export(*options)} & {"张庭进", "彭恩强"}

    assert names("--on", "2021-11-01", "--known-on", "2021-11-01") == {"张庭进", "彭恩强"}
    assert names("--on", "2021-11-01") == set()
    assert names("--on", "2021-06-01") == names("--on", "2021-06-01", "--known-on", "2021-11-01")
    assert names("--on", "2021-06-01") == {"张庭进", "彭恩强"}


def test_between_two_sittings_the_two_clocks_differ_in_exactly_two_people(gazette: Gazette) -> None:
    def held(*options: str) -> set[tuple[str, str]]:
        return {(row["official_name"], row["post"]) for row in export("--on", "2021-09-25", *options)}

    assert held("--known-on", "2021-11-17") - held() == {("彭恩强", "北京市东城区城市管理指挥中心副主任")}
    assert held() - held("--known-on", "2021-11-17") == {("段勇", "北京市东城区体育局副局长")}
    assert held("--known-on", "2021-11-18") == held()


def test_csv_says_what_json_says(gazette: Gazette) -> None:
    for told, row in zip(export(), export_csv(), strict=True):
        assert list(row) == list(CSV_COLUMNS)
        for key in (
            "official_code",
            "official_name",
            "post",
            "body_code",
            "body_name",
            "position_code",
            "position_title",
            "from",
            "until",
            "known_from",
            "known_until",
        ):
            assert row[key] == (told[key] or "")
        assert row["start_on_record"] == str(told["start_on_record"]).lower()
        assert json.loads(row["qualifiers"] or "{}") == told["qualifiers"]
        for end in ("began_by", "ended_by"):
            proof = told[end] or {}
            for key in ("order_code", "document_number", "clause_number", "clause_text", "basis", "precision"):
                assert row[f"{end}_{key}"] == str(proof.get(key) or "")
        event = told["ended_by_reorganisation"] or {}
        for key in ("code", "kind", "effective_on", "document"):
            assert row[f"ended_by_reorganisation_{key}"] == (event.get(key) or "")


def test_a_csv_of_nothing_is_its_column_names() -> None:
    out = io.StringIO()
    call_command("export", "tenures", "--format", "csv", stdout=out)
    assert out.getvalue() == ",".join(CSV_COLUMNS) + "\r\n"


def test_a_byte_order_mark_stands_there_only_for_excel() -> None:
    out = io.StringIO()
    call_command("export", "tenures", "--format", "csv", "--excel", stdout=out)
    assert out.getvalue() == "\ufeff" + ",".join(CSV_COLUMNS) + "\r\n"


def test_nothing_on_record_is_an_empty_array() -> None:
    assert export() == []


def test_a_draft_is_not_exported(gazette: Gazette, secret: Secret) -> None:
    assert "机密" not in json.dumps(export(), ensure_ascii=False)
    assert len(export()) == 75


@pytest.mark.parametrize("option", ["--on", "--known-on"])
def test_a_day_that_is_none_is_refused_with_one_sentence(option: str) -> None:
    with pytest.raises(CommandError) as refusal:
        export(option, "2021-13-01")
    assert str(refusal.value) == f"{option}: 日期应当写成年-月-日，例如 2021-09-25。"


def test_the_documentation_names_every_column() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "export.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    assert set(CSV_COLUMNS) <= named
    assert {field.key for field in fields_of(TenureRecord)} <= named


@pytest.mark.parametrize("founded", [False, True], ids=["at the end", "while it writes"])
def test_a_reader_who_stops_reading_gets_no_complaint(
    request: pytest.FixtureRequest, tmp_path: Path, founded: bool
) -> None:
    """`export … | head`: what fits into memory is refused only at the end, more than that while the command writes."""
    if founded:
        request.getfixturevalue("gazette")
    database = write_register(tmp_path / "register.sqlite3")
    environment = {"DATABASE_URL": database, "SECRET_KEY": "for one test", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "export", "tenures"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.wait()
    process.stderr.close()
    assert said == ""
