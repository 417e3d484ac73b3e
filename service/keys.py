"""API keys: made here, shown once, kept only as a hash."""

import hashlib
import secrets
from typing import Literal, get_args

from corpus.store import ApiKey, Store
from service.errors import BadInput

Role = Literal["read", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
_PREFIX = "tracuu_"


def hashed(secret: str) -> str:
    """Return what is kept of a key. A key has 256 random bits, so one SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def create_key(store: Store, name: str, role: str) -> tuple[str, ApiKey]:
    """Make a key; return it, this one time, with what is kept. Raises BadInput."""
    if role not in ROLES:
        raise BadInput(f"role {role!r} is unknown; {' or '.join(ROLES)} is expected", "role")
    if not 1 <= len(name.strip()) <= 100:
        raise BadInput("a key's name has 1 to 100 characters", "name")
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, store.add_key(name.strip(), hashed(secret), role)


def role_of(store: Store, secret: str) -> Role | None:
    """Return the role of a key that is presented, None if it is unknown or revoked."""
    found = store.find_key(hashed(secret))
    return next((role for role in ROLES if found and found.role == role), None)
