"""The OpenAPI description: what the code says, with an example of each operation and its keys.

`examples.json` holds by "METHOD path" the example's parameters, body and response, as the bundled
articles give them.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_ANY_KEY: list[dict[str, list[str]]] = [{"bearer": []}, {"header": []}]
_KEYED = (
    "POST /v1/articles",
    "DELETE /v1/articles/{article_id}",
    "POST /v1/articles/{article_id}/restore",
)
_OPEN = ("/healthz", "/readyz", "/metrics")


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Return the examples by "METHOD path"."""
    text = files("service.http").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


class Described(FastAPI):
    """An application whose description has examples and says which operations need a key."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            described["components"]["securitySchemes"] = _SCHEMES
            for path, operations in described["paths"].items():
                for method, operation in operations.items():
                    name = f"{method.upper()} {path}"
                    if not path.startswith(_OPEN):
                        # An empty alternative: whether reading needs a key is a setting.
                        free: list[dict[str, list[str]]] = [] if name in _KEYED else [{}]
                        operation["security"] = [*free, *_ANY_KEY]
                    _exemplify(operation, examples().get(name, {}))
        assert self.openapi_schema is not None  # noqa: S101 - FastAPI has just set it
        return self.openapi_schema


def _exemplify(operation: dict[str, Any], example: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    if "body" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    if "response" in example:
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                # The stream of an answer has a form of its own (docs/http.md).
                for kind, content in response.get("content", {}).items():
                    if kind != "text/event-stream":
                        content["example"] = example["response"]
