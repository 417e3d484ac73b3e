"""The OpenAPI description against the service: examples, generated requests, curls of the docs.

A few hundred generated requests by default, over 2,000 with `make soak`.
"""

import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from corpus.errors import FetchRefused
from corpus.fetching.addresses import normal
from service.compose import Service
from service.http import articles as articles_routes
from service.http.app import create_app
from service.http.description import Described, examples
from service.keys import create_key
from tests.fakes_service import make_service

ROOT = Path(__file__).parents[1]
EACH = 170 if os.environ.get("TRACUU_SOAK") else 8  # generated requests for each operation
SEED = 20261122
# What the service refuses beyond its schema (a question of blanks alone, a number of no document,
# a day that no calendar has) is right to be refused: the other checks still hold for it.
BEYOND_THE_SCHEMA = [positive_data_acceptance]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("data")
    return make_service(folder, anonymous="off", rate_limit=0, max_body=200_000)


@pytest.fixture(scope="module")
def app(service: Service) -> Described:
    return create_app(service.settings, service)


@pytest.fixture(scope="module")
def operations(app: Described) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_has_examples(operations: dict[str, dict[str, Any]]) -> None:
    for name, operation in operations.items():
        for parameter in operation.get("parameters", ()):
            assert "example" in parameter or not parameter["required"], (name, parameter["name"])
        body = operation.get("requestBody", {}).get("content", {})
        assert all("example" in body[kind] for kind in body if kind == "application/json"), name
        good = [one for status, one in operation["responses"].items() if status < "3"]
        contents = [one.get("content", {}) for one in good if one]
        for content in contents:
            for kind in content:
                assert "example" in content[kind] or kind == "text/event-stream", (name, kind)


def test_examples_are_what_the_schemas_say(
    app: Described, operations: dict[str, dict[str, Any]]
) -> None:
    parts = {"components": app.openapi()["components"]}
    checked = 0
    for operation in operations.values():
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [one.get("content", {}) for one in operation["responses"].values()]
        for content in contents:
            for one in content.values():
                if "example" in one and "schema" in one:
                    Draft202012Validator({**one["schema"], **parts}).validate(one["example"])
                    checked += 1
    assert checked >= 15


def no_network(_fetcher: object, address: str) -> None:
    raise FetchRefused("private", f"{normal(address)} is not on the public internet")


@pytest.fixture(scope="module")
def schema(app: Described) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_no_generated_request_finds_a_failure(
    schema: Any, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles_routes, "fetch_page", no_network)
    secret, _ = create_key(service.store, "schema", "admin")
    # In both places, so that no generated one stands beside it.
    known = {"X-API-Key": secret, "Authorization": f"Bearer {secret}"}
    sent = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @seed(SEED)
        @settings(
            max_examples=EACH,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal sent
            sent += 1
            case.call_and_validate(headers=known, excluded_checks=BEYOND_THE_SCHEMA, timeout=120)

        ask()
    assert sent >= EACH * 10
    assert sent >= 2_000 or not os.environ.get("TRACUU_SOAK")


def test_every_operation_has_an_example_of_its_own(operations: dict[str, dict[str, Any]]) -> None:
    assert operations.keys() == examples().keys()
