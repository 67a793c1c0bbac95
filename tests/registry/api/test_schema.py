"""The OpenAPI document: complete, and true of every answer."""

from __future__ import annotations

import json
import re
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from tests.registry.api.conftest import addresses

pytestmark = pytest.mark.django_db


@cache
def document() -> dict[str, Any]:
    """The document as the command writes it, which fails on any warning."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return yaml.safe_load(out.getvalue())


def as_json_schema(schema: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema says `null`; nothing may come that is not described."""
    if isinstance(schema, list):
        return [as_json_schema(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    described = {key: as_json_schema(value) for key, value in schema.items() if key != "nullable"}
    if described.get("type") == "object" and "properties" in described:
        described["additionalProperties"] = False
    return {"anyOf": [described, {"type": "null"}]} if schema.get("nullable") else described


def template_of(address: str) -> str:
    return re.sub(r"^(/api/v1/\w+/)[0-9a-z]+/", r"\1{code}/", f"/api/v1/{address}")


def test_the_document_describes_every_endpoint_without_a_warning(codes: dict[str, str]) -> None:
    assert set(document()["paths"]) == {template_of(address) for address in addresses(codes)}


def test_every_endpoint_takes_both_days() -> None:
    for path, operations in document()["paths"].items():
        names = {parameter["name"] for parameter in operations["get"].get("parameters", [])}
        assert {"on", "known_on"} <= names, path


def test_every_list_is_filtered_by_the_promised_names() -> None:
    promised = {
        "officials": {"name", "body_code", "position_code", "order_code", "session_code", "open"},
        "bodies": {"name", "position_code", "order_code", "session_code", "open"},
        "positions": {"title", "body_code", "order_code", "session_code", "open"},
        "orders": {"official_name", "body_code", "position_code", "session_code", "open"},
        "sessions": {"official_name", "body_code", "position_code", "order_code", "open"},
        "tenures": {"official_name", "body_code", "position_code", "order_code", "session_code", "open"},
        "reorganisations": {"body_name", "body_code", "position_code", "order_code", "session_code"},
    }
    for name, filters in promised.items():
        parameters = document()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
        told = {parameter["name"]: parameter.get("description", "") for parameter in parameters}
        assert filters <= told.keys(), name
        assert all(told[each] for each in told), name


@pytest.mark.parametrize("days", ["", "?on=2021-05-09", "?on=2021-09-25&known_on=2021-11-17"])
def test_every_answer_is_as_the_document_says(api: Any, codes: dict[str, str], days: str, client: Client) -> None:
    components = {"components": as_json_schema(document()["components"])}
    for address in addresses(codes):
        response = client.get(f"/api/v1/{address}{days}")
        if response.status_code == 404:
            assert days.endswith("known_on=2021-11-17")
            continue
        content = document()["paths"][template_of(address)]["get"]["responses"]["200"]["content"]
        schema = {**as_json_schema(content["application/json"]["schema"]), **components}
        faults = [
            f"{address} {'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
            for fault in Draft202012Validator(schema).iter_errors(response.json())
        ]
        assert faults == []


def test_every_shape_says_in_a_sentence_what_it_is() -> None:
    """A dataclass without a docstring would be described by its signature."""
    shapes = {name: schema for name, schema in document()["components"]["schemas"].items() if "properties" in schema}
    told = {name: schema.get("description", "") for name, schema in shapes.items() if not name.startswith("Paginated")}
    assert {name for name, sentence in told.items() if not sentence.endswith(".") or "(*" in sentence} == set()
    codes = [field for schema in shapes.values() for key, field in schema["properties"].items() if "code" in key]
    assert codes
    assert all(field.get("description") for field in codes)


def test_the_document_is_served(client: Client) -> None:
    response = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert response.status_code == 200
    assert json.loads(response.content)["openapi"].startswith("3.")


@pytest.mark.parametrize("question", ["page=999", "lang=en", "version=9", "format=json&format=json"])
def test_the_document_refuses_a_parameter_it_does_not_know(client: Client, question: str) -> None:
    response = client.get(f"/api/v1/schema/?{question}", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert response.status_code == 400
    assert "Cache-Control" not in response
    (sentence,) = json.loads(response.content)[question.partition("=")[0]]
    assert f"“{question.partition('=')[0]}”" in sentence


@pytest.mark.parametrize("query", ["", "?lang=en", "?lang=nowhere", "?version=9"])
def test_the_page_that_shows_the_document_needs_nothing_within_it_and_nothing_from_elsewhere(
    client: Client, query: str
) -> None:
    page = client.get(f"/api/v1/schema/page/{query}").content.decode()
    assert "<style" not in page
    assert re.findall(r"<script[^>]*>[^<]", page) == []
    addresses_named = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert len(addresses_named) == 5
    assert all(re.match(r"/(static|api)/", address) for address in addresses_named)
    script = client.get(addresses_named[-1].replace("&amp;", "&"))
    assert script["Content-Type"] == "application/javascript"
    (document_named,) = set(re.findall(r'"(/api/v1/schema/[^"]*)"', script.content.decode()))
    assert client.get(document_named).status_code == 200


def test_the_documentation_names_every_endpoint_and_filter() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
    missing = set()
    for path, operations in document()["paths"].items():
        missing |= {path} - set(re.findall(r"/api/v1/[\w{}/]*", text))
        names = {parameter["name"] for parameter in operations["get"].get("parameters", [])}
        missing |= {name for name in names if f"`{name}`" not in text and name not in ("code", "format", "lang")}
    assert missing == set()
