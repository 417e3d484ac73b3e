"""Directives: the tasks that a text sets, with who sets them, to whom, and by when."""

from corpus.directives.directive import KINDS, Directive
from corpus.directives.find import find_directives

__all__ = ["KINDS", "Directive", "find_directives"]
