"""The description of the service as a page: plain HTML, no script, nothing from other hosts."""

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "code,pre{font:14px/1.4 ui-monospace,monospace}pre{overflow:auto;padding:.5rem;"
    "background:#8881}summary{cursor:pointer;padding:.3rem 0}b{display:inline-block;"
    "min-width:4.5rem}td,th{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}"
    ":root{color-scheme:light dark}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def docs_page(description: dict[str, Any]) -> HTMLResponse:
    """Return an OpenAPI description as a page."""
    info = description["info"]
    parts = [
        f"<p>{escape(info.get('description', ''))}</p>",
        '<p>The same as <a href="/openapi.json">OpenAPI</a>.</p>',
    ]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            parts.append("".join(_operation(method.upper(), path, operation)))
    parts.append("<h2>Schemas</h2>")
    for name, schema in description.get("components", {}).get("schemas", {}).items():
        parts.append(
            f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
            f"{_code(schema)}</details>"
        )
    return _page(f"{info['title']} {info['version']}", "\n".join(parts))


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    summary = escape(operation.get("summary", ""))
    yield f"<details><summary><b>{method}</b> <code>{escape(path)}</code> {summary}</summary>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    if operation.get("parameters"):
        yield "<table>"
        for parameter in operation["parameters"]:
            needed = "required" if parameter.get("required") else ""
            schema = escape(json.dumps(parameter.get("schema", {}), ensure_ascii=False))
            yield (
                f"<tr><td><code>{escape(parameter['name'])}</code><td>{parameter['in']}"
                f"<td>{needed}<td><code>{schema}</code>"
            )
        yield "</table>"
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<p>Body: <code>{escape(kind)}</code></p>{_code(content.get('schema', {}))}"
    for status, response in operation.get("responses", {}).items():
        yield f"<p>{escape(status)}: {escape(response.get('description', ''))}</p>"
        for kind, content in response.get("content", {}).items():
            yield f"<p><code>{escape(kind)}</code></p>{_code(content.get('schema', {}))}"
    yield "</details>"


def _code(schema: dict[str, Any]) -> str:
    if not schema:
        return ""
    return f"<pre>{escape(json.dumps(schema, ensure_ascii=False, indent=2))}</pre>"


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<h1>{escape(title)}</h1>\n{body}",
        headers={"Content-Security-Policy": _POLICY},
    )
