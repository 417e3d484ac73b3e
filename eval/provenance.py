"""What a result was made with: program, models, data and machine, so that it can be repeated."""

import hashlib
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import corpus
import embeddings
import index
import service
from service.compose import Service

# Files that decide what is found and answered without being code.
_LEARNED = ("*.safetensors", "tokenizer.json", "*.tsv")


def provenance(command: str, data: Path, service: Service) -> dict[str, Any]:
    """Return what stands at the head of every result.

    `encoder` is the fingerprint that covers tokenizer and weights, `fusion` how its leg weighs;
    `models` are the digests of every learned file that ships with the program.
    """
    return {
        "command": command,
        "dataset": data.name,
        "program": version("tracuu"),
        "encoder": service.encoder.fingerprint,
        "fusion": asdict(service.engine.fusion),
        "reader": service.settings.chat_model or "extractive",
        "models": models(),
        "machine": machine(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def models() -> dict[str, str]:
    """Return the first 16 hex digits of the SHA-256 of each learned file, by its path."""
    found: dict[str, str] = {}
    for package in (corpus, embeddings, index, service):
        folder = Path(next(iter(package.__path__)))
        for pattern in _LEARNED:
            for path in folder.rglob(pattern):
                name = path.relative_to(folder.parent).as_posix()
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return dict(sorted(found.items()))


def machine() -> dict[str, Any]:
    """Return processor, cores that this process may use, and memory in GB."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        cores = len(os.sched_getaffinity(0))
    except (OSError, AttributeError, ValueError):  # not Linux
        names, pages, cores = [], 0, os.cpu_count() or 1
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": cores,
        "memory_gb": round(pages / 1e9, 1) or None,
        "python": platform.python_version(),
    }
