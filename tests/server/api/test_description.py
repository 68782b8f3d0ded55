"""What the API says of itself is so: schemathesis asks every operation for what it describes, and for what it does not."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.schemas import BaseSchema

TRIES = 4
"""Examples of each operation, of each sort, signed in and not: bounded, and the same each time."""
PASSED_OVER = ("positive_data_acceptance", "max_response_time", "use_after_free", "ensure_resource_availability")
"""What a description cannot say: that an id or a day fits its pattern and is none all the same, how long an answer takes, what is deleted."""

bounded = settings(
    max_examples=TRIES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="session")
def schema(api_app: FastAPI) -> BaseSchema:
    load_all_checks()
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", api_app)


def pytest_generate_tests(metafunc: Any) -> None:
    from communique.server.api.service import make_api

    if "operation" in metafunc.fixturenames:
        paths = make_api(None).openapi()["paths"]  # type: ignore[arg-type]  # its description needs no ledger
        metafunc.parametrize("operation", [(path, method) for path, found in paths.items() for method in found], ids=" ".join)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("who", ["nobody", "a reviewer"])
def test_every_answer_is_described(operation: tuple[str, str], mode: GenerationMode, who: str, schema: BaseSchema, signed: dict[str, str]) -> None:
    path, method = operation
    headers = signed if who == "a reviewer" else {}
    checks = CHECKS.get_by_names([name for name in CHECKS.get_all_names() if name not in PASSED_OVER])

    @bounded
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def held(case: Case) -> None:
        case.call_and_validate(headers=headers, checks=list(checks))

    held()
