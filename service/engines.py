"""Engines that may be on other machines, as the settings name them."""

from typing import TYPE_CHECKING

from index.local import LocalIndex
from index.protocol import Index
from service.errors import SettingsError
from service.settings import Settings

if TYPE_CHECKING:
    from index.cluster.joining import Cluster


def open_index(settings: Settings) -> Index:
    """Return where the index is published; raises SettingsError where what it takes is absent."""
    if not settings.milvus:
        return LocalIndex(settings.index_directory)
    try:
        # An index of files needs none of what this imports.
        from index.milvus.index import MilvusIndex  # noqa: PLC0415
        from index.milvus.link import Link  # noqa: PLC0415

        return MilvusIndex(Link(settings.milvus), settings.index_directory)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"TRACUU_INDEX names a Milvus server, for which {error.name} is needed; run: pip "
            'install "tracuu[milvus]"',
            "index",
        ) from None


def join_cluster(settings: Settings) -> "Cluster | None":
    """Join the Ray cluster that is named, if any; raises SettingsError or ClusterAway."""
    if not settings.ray:
        return None
    try:
        # Importing Ray takes more than a second.
        from index.cluster.joining import Cluster  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"TRACUU_RAY names a Ray cluster, for which {error.name} is needed; run: pip install "
            '"tracuu[ray]"',
            "ray",
        ) from None
    return Cluster(settings.ray)
