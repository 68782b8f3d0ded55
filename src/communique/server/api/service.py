"""The REST API of a ledger as an application of its own, mounted at `/api` of the web face."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from communique import __version__
from communique.server.api.answering import take_unchanged
from communique.server.api.changes import Story
from communique.server.api.parameters import MEDIA_TYPES, MOST, PAGE, VERSION, known_parameters
from communique.server.api.problems import MEDIA_TYPE, TYPES, take_errors
from communique.server.api.schemas import Problem
from communique.server.api.table import ROUTERS
from communique.server.holding import Holding

PATH = "/api"
"""Where it is mounted."""

_ABOUT = f"""\
What a ledger holds, for programs: the same that its pages show.

- **Lists** come {PAGE} items at a time (`limit`, at most {MOST}); `next` of an answer is the `cursor` of the one that follows, and the header `Link`
  its address. As CSV, JSON Lines or JSON-LD (`format`, or `Accept`) all of a list comes at once, as a stream.
- **`as_of`** looks from a day: what was known by its end.
- **Labels** are in the language of `lang` or `Accept-Language`; codes, dates (EDTF) and quotes are the same in all.
- **ETag** changes whenever the ledger may have: send it back in `If-None-Match`, and 304 tells that nothing did.
- **Errors** are problem details (RFC 9457), `application/problem+json`.
- **Reading needs no account.** Judgements and intake need a reviewer: `Authorization: Bearer …`, or the session of a browser.
"""


def make_api(holding: Holding) -> FastAPI:
    """The API that answers from a ledger."""
    api = FastAPI(
        title="Communique", version=__version__, docs_url=None, redoc_url=None, openapi_url=f"{VERSION}/openapi.json",
        root_path_in_servers=False,
        servers=[{"url": PATH}], redirect_slashes=False,
    )  # fmt: skip
    api.state.holding = holding
    take_errors(api)
    take_unchanged(api)
    for router in ROUTERS:
        api.include_router(router, prefix=VERSION, dependencies=[Depends(known_parameters)])
    api.openapi = _described(api)  # type: ignore[method-assign]
    return api


def _described(api: FastAPI) -> Callable[[], dict[str, Any]]:
    """What describes the API, made once: with the problems, headers and forms that all operations have in common."""

    def describe() -> dict[str, Any]:
        if api.openapi_schema is None:
            api.openapi_schema = _complete(
                get_openapi(title=api.title, version=api.version, description=_ABOUT, routes=api.routes, servers=api.servers)
            )
        return api.openapi_schema

    return describe


def _complete(made: dict[str, Any]) -> dict[str, Any]:
    components = made["components"]
    for name in ("HTTPValidationError", "ValidationError"):  # the framework's own, of which nothing is sent
        components["schemas"].pop(name, None)
    components["schemas"].update(_schemas(Problem) | _schemas(Story))
    components["schemas"]["Problem"]["properties"]["type"]["enum"] = [f"{PATH}#problem-{name}" for name in TYPES]
    components["headers"] = {
        "ETag": {"description": "The version of this answer.", "schema": {"type": "string"}},
        "Link": {"description": 'The address of the next page, `rel="next"`; none on the last.', "schema": {"type": "string"}},
    }
    refused = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for path in made["paths"].values():
        for method, operation in path.items():
            answers = operation["responses"]
            answers.pop("422", None)
            answers |= {"4XX": {"description": "What is wrong with the request.", **refused}, "5XX": {"description": "A fault here.", **refused}}
            if method == "get":
                answers["304"] = {"description": "Nothing changed since the ETag that was sent."}
                answers["200"]["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
                _add_forms(operation)
    return made


def _add_forms(operation: dict[str, Any]) -> None:
    """The other forms of a list beside JSON, as its parameter `format` has them."""
    forms = next((one["schema"] for one in operation.get("parameters", ()) if one["name"] == "format"), None)
    if forms is None:
        return
    answer = operation["responses"]["200"]
    answer["headers"]["Link"] = {"$ref": "#/components/headers/Link"}
    names = [name for one in forms.get("anyOf", [forms]) for name in one.get("enum", ())]
    for name in names:
        if name != "json":
            answer["content"][MEDIA_TYPES[name].partition(";")[0]] = {"schema": {"type": "object" if name == "jsonld" else "string"}}


def _schemas(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model that no answer or body is declared with, and those it rests on."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    below: dict[str, Any] = schema.pop("$defs", {})
    return {**below, model.__name__: schema}
