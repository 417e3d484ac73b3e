"""Copies among hits: of articles with the same body, the best one stands for all."""

from collections.abc import Mapping, Sequence


def first_of_each(ranked: Sequence[int], clusters: Mapping[int, tuple[int, int]]) -> list[int]:
    """Return the passages, best first, without those of articles whose copy comes before them.

    `clusters` names cluster and article of those passages whose article has copies.
    """
    shown: dict[int, int] = {}
    return [
        key
        for key in ranked
        if key not in clusters
        or shown.setdefault(clusters[key][0], clusters[key][1]) == clusters[key][1]
    ]
