"""The command line, `tracuu`; `main` is its entry point."""

from service.cli.main import main

__all__ = ["main"]
