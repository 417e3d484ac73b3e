"""From a source's bytes to a clean article: `clean`."""

from corpus.cleaning.clean import MIN_CHARACTERS, clean

__all__ = ["MIN_CHARACTERS", "clean"]
