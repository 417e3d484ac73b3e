"""Ministries, committees and offices of the state and the Party, before and since 2025.

`bodies.tsv` holds the ministries of Resolution 176/2025/QH15 of 18/02/2025 (in force from
1/3/2025) and those that were merged into them, the committees of the National Assembly
(Resolution 178/2025/QH15), and some offices of the Party and of the Ministry of Finance. A body
whose tasks went to several is listed under the one that took over the body itself.
"""

from functools import lru_cache

from corpus.renaming import Registry


@lru_cache(maxsize=1)
def bodies() -> Registry:
    """Return the bodies."""
    return Registry.read("bodies.tsv")
