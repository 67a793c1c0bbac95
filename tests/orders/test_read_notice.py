"""The command read_notice: JSON and table, files and standard input, without a database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from people.models import Body, BodyName
from tests.orders.sources.made import docx, p

ROOT = Path(__file__).parents[2]
GAZETTE = ROOT / "fixtures/founding/gazette.txt"


def read(*arguments: str) -> str:
    out = StringIO()
    call_command("read_notice", *arguments, stdout=out)
    return out.getvalue()


def read_json(*arguments: str) -> Any:
    return json.loads(read(*arguments, "--json"))


def test_json_is_an_array_with_one_element_per_file(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("今天多云。", encoding="utf-8")
    gazette, weather = read_json(str(GAZETTE), str(other))
    assert (gazette["file"], len(gazette["notices"])) == (str(GAZETTE), 5)
    said = weather.pop("findings")
    assert weather == {"file": str(other), "notices": [], "remainder": [], "other": [[0, 5]]}
    assert [finding["code"] for finding in said] == ["no_notice"]


def test_a_notice_in_json_has_the_agreed_keys() -> None:
    notice = read_json(str(GAZETTE))[0]["notices"][0]
    assert set(notice) == {
        "number", "title", "issuer", "headcount", "span", "session", "signed_on", "parts", "clauses", "remainder",
        "riders", "findings",
    }  # fmt: skip
    assert notice["session"] == {
        "body": "北京市东城区人民政府", "kind": "常务会议", "number": 121, "decided_on": "2021-05-10",
    }  # fmt: skip
    assert notice["clauses"][2] == {
        "sequence": 3,
        "text": "任命李娜新为北京市东城区民政局副局长，免去其北京市东城区人民政府前门街道办事处副主任职务",
        "span": notice["clauses"][2]["span"],
        "acts": [
            {
                "verb": "appoint", "official": "李娜新", "post": "北京市东城区民政局副局长", "body": "北京市东城区民政局",
                "position": "副局长", "qualifiers": {}, "effective_on": None,
            },
            {
                "verb": "remove", "official": "李娜新", "post": "北京市东城区人民政府前门街道办事处副主任",
                "body": "北京市东城区人民政府前门街道办事处", "position": "副主任", "qualifiers": {}, "effective_on": None,
            },
        ],
    }  # fmt: skip
    text = GAZETTE.read_bytes().decode()
    assert "".join(text[slice(*notice["clauses"][2]["span"])].split()) == notice["clauses"][2]["text"]


def test_the_table_has_a_line_for_every_act_and_for_what_was_not_read(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("任命张三为某局局长（兼）；推荐李四为某公司董事；免去王五的某局局长职务。", encoding="utf-8")
    table = read(str(file))
    assert "任命  张三  某局  局长  兼" in table
    assert "免去  王五  某局  局长" in table
    assert "未读出：推荐李四为某公司董事（“推荐”不是任命或者免去，须由人阅读。）" in table
    assert "注意：通知没有文号。" in table


def test_a_text_without_a_notice_says_so(tmp_path: Path) -> None:
    file = tmp_path / "weather.txt"
    file.write_bytes(b"\xff\x81\x00")
    assert "没有任免通知" in read(str(file))


def test_another_encoding_is_remarked(tmp_path: Path) -> None:
    file = tmp_path / "gazette.txt"
    file.write_bytes(GAZETTE.read_bytes().decode().encode("gb18030"))
    notices = read_json(str(file))[0]["notices"]
    assert [[finding["code"] for finding in notice["findings"]] for notice in notices] == [["encoding"]] * 5


def test_a_file_of_any_kind_is_read_and_says_which_text_its_spans_count(tmp_path: Path) -> None:
    file = tmp_path / "notice.docx"
    file.write_bytes(docx(p("任命张三为某局局长。") + p("密", run="<w:vanish/>")))
    [told] = read_json(str(file))
    assert (told["kind"], told["text"]) == ("docx", "任命张三为某局局长。\n\n")
    assert told["places"] == [{"span": [0, 10], "kind": "paragraph", "number": 1, "table": None}]
    assert [finding["code"] for finding in told["findings"]] == ["source_hidden"]
    [clause] = told["notices"][0]["clauses"]
    assert told["text"][slice(*clause["span"])] == clause["text"]
    assert "任命  张三  某局  局长" in read(str(file))
    assert "注意：有1处隐藏的文字没有读入，如“密”。" in read(str(file))


def test_a_file_that_cannot_be_read_is_named_and_refused_with_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "notice.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(CommandError, match="notice.png：这是图片，图片中的文字不能读出。"):
        read(str(file))


def test_a_missing_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="^没有文件.*。$"):
        read(str(GAZETTE), str(tmp_path / "none.txt"))
    with pytest.raises(CommandError, match="^不能读取.*。$"):
        read(str(tmp_path))


@pytest.mark.django_db
def test_bodies_on_record_help_to_split_a_post(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("任命张三为某管理委员会经济分析处处长。", encoding="utf-8")
    post = ("body", "position")
    [act] = read_json(str(file))[0]["notices"][0]["clauses"][0]["acts"]
    assert tuple(act[key] for key in post) == ("某管理委员会", "经济分析处处长")
    BodyName.objects.create(body=Body.everything.create(), name="某管理委员会经济分析处")
    [act] = read_json(str(file), "--bodies-on-record")[0]["notices"][0]["clauses"][0]["acts"]
    assert tuple(act[key] for key in post) == ("某管理委员会经济分析处", "处长")


def test_standard_input_is_read_without_any_database(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/none/db.sqlite3", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "manage.py", "read_notice", "-", "--json"],
        cwd=ROOT,
        env=environment,
        input="任命张三为某局局长。".encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)[0]["notices"][0]["clauses"][0]["acts"][0]["official"] == "张三"
