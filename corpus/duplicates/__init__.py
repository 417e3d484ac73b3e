"""Near-duplicates: articles whose body is the same but for boilerplate.

`bands` finds the few that may be, `same_body` decides on the texts themselves.
"""

from corpus.duplicates.bodies import Body, same_body
from corpus.duplicates.sketch import bands

__all__ = ["Body", "bands", "same_body"]
