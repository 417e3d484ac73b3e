"""The command line, `tracuu`; `main` is its entry point."""

from service.cli.program import main

__all__ = ["main"]
