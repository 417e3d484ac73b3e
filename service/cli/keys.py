"""`tracuu keys create`, `list` and `revoke`."""

from typing import Annotated

import typer

from service.cli import options as o
from service.cli.output import emit, note, say
from service.compose import Service
from service.keys import create_key
from service.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.command()(create)
    group.command("list")(list_keys)
    group.command()(revoke)
    app.add_typer(group, name="keys", help="API keys of the service.")


def create(
    name: Annotated[str, typer.Argument(help="Whose key it is.")],
    role: Annotated[str, typer.Option("--role", help="read, or admin to change things.")] = "read",
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Make a key. It is shown this one time and kept only as a hash."""
    with Service(load_settings(data=data), create=True) as service:
        secret, kept = create_key(service.store, name, role)
    if as_json:
        emit({"key_id": kept.key_id, "name": kept.name, "role": kept.role, "key": secret})
    else:
        note(f"key {kept.key_id} for {kept.name} ({kept.role}); it is not shown again:")
        say(secret)
    return 0


def list_keys(data: o.Data = None, as_json: o.Json = False) -> int:
    """List the keys, without their secrets."""
    with Service(load_settings(data=data)) as service:
        keys = service.store.list_keys()
    fields = ("key_id", "name", "role", "created_at", "revoked_at")
    if as_json:
        emit({"keys": [{name: getattr(key, name) for name in fields} for key in keys]})
    for key in () if as_json else keys:
        state = f"revoked {key.revoked_at}" if key.revoked_at else "valid"
        say(f"{key.key_id}  {key.name}  {key.role}  {state}")
    return 0


def revoke(
    key_id: Annotated[int, typer.Argument(help="Number, as `tracuu keys list` shows it.")],
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Revoke a key, at once."""
    with Service(load_settings(data=data)) as service:
        service.store.revoke_key(key_id)
    if as_json:
        emit({"key_id": key_id, "state": "revoked"})
    else:
        say(f"revoked {key_id}")
    return 0
