"""`tracuu doctor` and `tracuu settings`."""

import typer

from corpus.errors import CorpusError, StoreAway, StoreBusy
from corpus.store import Problem
from index.errors import IndexAway, IndexingError
from index.tuned import Fusions
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.settings import config_file, load_settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(doctor)
    app.command()(settings)


def doctor(data: o.Data = None, as_json: o.Json = False) -> int:
    """Check store, index, offsets and checksums, and say how to mend what is wrong."""
    with Service(load_settings(data=data)) as service:
        problems = [*_store(service), *_index(service), *_weights(service)]
    found = [{"what": problem.what, "remedy": problem.remedy} for problem in problems]
    if as_json:
        emit({"sound": not found, "problems": found})
    elif not found:
        say("store and index are sound")
    else:
        for problem in problems:
            say(f"{problem.what}\n    {problem.remedy}")
    return 1 if found else 0


def settings(data: o.Data = None, as_json: o.Json = False) -> int:
    """Show every setting with its value, secrets masked."""
    masked = load_settings(data=data).masked()
    file = config_file()
    if as_json:
        emit({"settings": masked, "file": str(file) if file else None})
    else:
        for name, value in masked.items():
            say(f"{name}={'' if value is None else value}")
        say(f"# file: {file or 'none'}")
    return 0


def _store(service: Service) -> list[Problem]:
    try:
        return list(service.store.check())
    except StoreAway as error:
        return [Problem(str(error), "start its server, or mend TRACUU_STORE; nothing is lost")]
    except StoreBusy as error:
        return [Problem(str(error), "run tracuu doctor again")]
    except CorpusError as error:
        return [Problem(str(error), "restore the store from a copy, or ingest the sources anew")]


def _index(service: Service) -> list[Problem]:
    """Return what is wrong with the index, among it passages that it lacks."""
    remedy = "run: tracuu reindex"
    try:
        lacking = service.index.lacking(service.store, service.encoder)
    except IndexAway as error:
        return [Problem(str(error), "start it, or mend TRACUU_INDEX")]
    except (StoreAway, StoreBusy):
        return []  # said of the store already
    except (IndexingError, CorpusError) as error:
        return [Problem(str(error), remedy)]
    # Passages that the store no longer has are in no result, whenever they leave the index.
    if lacking:
        return [Problem(f"the index lacks {lacking} passages of the store", remedy)]
    return []


def _weights(service: Service) -> list[Problem]:
    """Return what is wrong with the file of tuned weights, if there is one."""
    try:
        Fusions(service.settings.fusion_file).of(service.encoder.fingerprint)
    except IndexingError as error:
        return [Problem(str(error), f"delete {service.settings.fusion_file}")]
    return []
