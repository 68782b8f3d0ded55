"""The page at `/api` that tells what the API has: made from its own description, on the server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, FastAPI, Response

from communique.server.api.problems import TYPES
from communique.server.asking import Asking, asking
from communique.server.rendering import render

Schema = Mapping[str, Any]


class Parameter(NamedTuple):
    """What an address takes."""

    name: str
    place: str
    sort: str
    required: bool
    about: str


class Operation(NamedTuple):
    """What can be done at an address."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    closed: bool
    parameters: tuple[Parameter, ...]
    body: str
    answers: tuple[tuple[str, str, str], ...]
    """status, sort and media types"""
    example: str


def make_reference(api: FastAPI) -> APIRouter:
    """The page that tells what an API has."""
    router = APIRouter()

    @router.get("/api")
    def reference(asked: Annotated[Asking, Depends(asking)]) -> Response:
        described = api.openapi()
        schemas = {name: _fields(schema) for name, schema in sorted(described["components"]["schemas"].items())}
        base = str(described["servers"][0]["url"])
        operations: dict[str, list[Operation]] = {}
        for one in _operations(described, base):
            operations.setdefault(one.path.split("/")[3] if one.path.count("/") > 2 else "", []).append(one)
        return render("api.html", asked, {"about": described["info"], "operations": operations, "schemas": schemas, "problems": TYPES})

    return router


def _operations(described: Schema, base: str) -> Iterator[Operation]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            body = one.get("requestBody", {}).get("content", {})
            yield Operation(
                one["operationId"], method.upper(), base + path, one["summary"], one.get("description", ""), "security" in one,
                tuple(_parameters(one)), ", ".join(f"{sort}: {_sort(told['schema'])}" for sort, told in body.items()), tuple(_answers(one)),
                _example(base + path, one) if method == "get" else "",
            )  # fmt: skip


def _parameters(operation: Schema) -> Iterator[Parameter]:
    for one in operation.get("parameters", ()):
        yield Parameter(one["name"], one["in"], _sort(one["schema"]), one["required"], one.get("description", ""))


def _answers(operation: Schema) -> Iterator[tuple[str, str, str]]:
    for status, one in operation["responses"].items():
        content = one.get("content", {})
        sort = next((_sort(told["schema"]) for told in content.values() if "$ref" in told["schema"]), "")
        yield status, sort, ", ".join(content)


def _example(path: str, operation: Schema) -> str:
    """An address that can be tried, where its parts have examples."""
    for one in operation.get("parameters", ()):
        if one["in"] == "path":
            told = _examples(one)
            if not told:
                return ""
            path = path.replace("{" + one["name"] + "}", str(told[0]))
        elif one["required"] and _examples(one):
            path += f"?{one['name']}={_examples(one)[0]}"
    return path


def _examples(parameter: Schema) -> list[object]:
    found: list[object] = parameter["schema"].get("examples", [])
    return found


def _sort(schema: Schema) -> str:
    """What a schema is, in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_sort(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema.get("type") == "array":
        return f"[{_sort(schema.get('items', {}))}]"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{{… {_sort(schema['additionalProperties'])}}}"
    return str(schema.get("type", "any"))


def _fields(schema: Schema) -> tuple[str, list[tuple[str, str, str]]]:
    fields = [(name, _sort(one), str(one.get("description", ""))) for name, one in schema.get("properties", {}).items()]
    return str(schema.get("description", "")), fields
