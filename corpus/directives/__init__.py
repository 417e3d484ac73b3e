"""Directives: the tasks that a text sets, with who sets them, to whom, and by when.

`corpus.directives.find` finds them; its patterns take a fifth of a cold start to compile, so that
those who only hold directives do not import it.
"""

from corpus.directives.directive import KINDS, Directive

__all__ = ["KINDS", "Directive"]
