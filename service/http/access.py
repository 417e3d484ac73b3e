"""Who may do what: API keys with roles, and reading without a key where that is allowed."""

import ipaddress
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from service.errors import Forbidden
from service.http.problems import Problem
from service.http.state import State, state_of
from service.keys import Role, hashed, role_of
from service.settings import Settings


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def reads_anonymously(settings: Settings) -> bool:
    """Return whether reading needs no key."""
    if settings.anonymous == "auto":
        return is_loopback(settings.host)
    return settings.anonymous == "read"


def check_exposure(settings: Settings, has_keys: bool) -> None:
    """Raise Forbidden where an address that others reach would be served without any key."""
    if settings.anonymous == "auto" and not has_keys and not is_loopback(settings.host):
        raise Forbidden(
            f"{settings.host} can be reached from other machines and there is no API key; make "
            "one with `tracuu keys create NAME`, or allow reading without a key with "
            "TRACUU_ANONYMOUS=read"
        )


def presented_key(request: Request) -> str | None:
    """Return the key that a request carries."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials.strip():
        return credentials.strip()
    return request.headers.get("x-api-key")


async def _role(request: Request, state: Annotated[State, Depends(state_of)]) -> Role | None:
    key = presented_key(request)
    if key is None:
        return "read" if reads_anonymously(state.settings) else None
    role = await run_sync(role_of, state.service.store, key)
    if role is None:
        raise Problem(401, "The API key is unknown or revoked.", headers=_challenge())
    return role


async def may_read(role: Annotated[Role | None, Depends(_role)]) -> None:
    """Let pass whoever may read."""
    _check_reader(role)


def _check_reader(role: Role | None) -> None:
    if role is None:
        raise Problem(401, headers=_challenge())


async def may_read_with_any_key(
    request: Request, state: Annotated[State, Depends(state_of)]
) -> None:
    """Let pass whoever may read; where that needs no key, whatever key is sent with it.

    Clients of the OpenAI protocol cannot be told to send none, so they send one that is made up.
    """
    if not reads_anonymously(state.settings):
        _check_reader(await _role(request, state))


def caller(request: Request, state: State) -> str:
    """Return who sends a request that changes something: the key's number and name."""
    secret = presented_key(request)
    key = state.service.store.find_key(hashed(secret)) if secret is not None else None
    return f"key {key.key_id} ({key.name})" if key else "no key"


def check_admin(request: Request, role: Role | None) -> None:
    """Raise Problem unless a request carries a key with the admin role."""
    if presented_key(request) is None:
        raise Problem(401, headers=_challenge())
    if role != "admin":
        raise Problem(403)


async def may_change(request: Request, role: Annotated[Role | None, Depends(_role)]) -> None:
    """Let pass whoever presents a key with the admin role."""
    check_admin(request, role)


def _challenge() -> dict[str, str]:
    return {"WWW-Authenticate": "Bearer"}


Presented = Annotated[Role | None, Depends(_role)]
READ = [Depends(may_read)]
READ_ANY_KEY = [Depends(may_read_with_any_key)]
CHANGE = [Depends(may_change)]
