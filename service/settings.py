"""Every setting, read from the environment and `tracuu.toml`; documented in `docs/settings.md`.

The order is: option of the command, environment, file, default. Only entry points call
`load_settings`; everything else is given what it needs.
"""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticUndefined
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from corpus.errors import FetchRefused
from corpus.fetching.addresses import normal
from service.errors import SettingsError

PREFIX = "TRACUU_"
CONFIG = "TRACUU_CONFIG"
DEFAULT_CONFIG = Path("tracuu.toml")
# Variables with the prefix that are not settings of the program: where the file is, traceback on
# unexpected errors, and those of the tests.
OTHER_VARIABLES = frozenset(
    {CONFIG, "TRACUU_DEBUG", "TRACUU_TEST_DATA", "TRACUU_SOAK", "TRACUU_NO_SKIP"}
)
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^/@:\s]*):([^/@\s]+)@")
_MILVUS = re.compile(r"milvus\+(https?://[^/]+(/\w+)?/?|file:///.+\.db)$")
_RAY = re.compile(r"local$|auto$|[^/:\s]+:\d{1,5}$")
MASK = "********"

Anonymous = Literal["auto", "read", "off"]
LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """The settings of one process, checked and frozen."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(Path("var"), description="Data directory: the store and the index.")
    store: str | None = Field(
        None, description="Articles: a path or postgresql+psycopg://…; default DATA/store.sqlite."
    )
    index: str | None = Field(
        None,
        description="Directory of the index, or milvus+http://HOST:19530; default DATA/index.",
    )
    ray: str | None = Field(
        None,
        description="Ray cluster for ingest and reindex: auto, HOST:PORT of its head, or local.",
    )
    encoder: str | None = Field(
        None, description="Embedding model by name or path; empty is the bundled model."
    )
    reranker: str | None = Field(
        None, description="Reranker by name or path; empty is the bundled one, off is none."
    )
    download: bool = Field(
        False, description="Allow models to be fetched from the Hugging Face hub."
    )
    chat_model: str | None = Field(
        None, description="Chat model as init_chat_model names it; empty is extractive."
    )
    chat_url: str | None = Field(None, description="Base URL of the chat model's server.")
    chat_key: SecretStr | None = Field(None, description="API key for the chat model's server.")
    chat_timeout: float = Field(60.0, gt=0, description="Seconds a chat answer may take in all.")
    chat_max_tokens: int = Field(1024, ge=16, description="Longest chat answer, in tokens.")
    chat_passages: int = Field(8, ge=1, le=50, description="Passages a chat model is given.")
    anonymous: Anonymous = Field(
        "auto",
        description="Reading without a key: auto (only on a loopback address), read, or off.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(1, ge=1, le=64, description="Server processes.")
    threads: int = Field(4, ge=1, le=256, description="Requests answered at once, per process.")
    queue: int = Field(
        128, ge=0, description="Requests that may wait for a thread before 429 is answered."
    )
    rate_limit: int | None = Field(
        None,
        ge=0,
        description="Requests a minute for each key or address; 0 is no limit. "
        "Unset: 3000, and none for this machine itself.",
    )
    max_body: int = Field(
        10_000_000, ge=1_000, description="Largest request body, in bytes; more is 413."
    )
    shutdown_timeout: int = Field(
        30, ge=0, description="Seconds running requests get to finish when the service stops."
    )
    log_level: LogLevel = Field("info", description="debug, info, warning or error.")
    user_agent: str = Field(
        "tracuu/0.1",
        pattern=r"^[A-Za-z][\w.-]*(/[\w.-]+)?( [\x20-\x7e]*)?$",
        description="What the program calls itself to the servers that it fetches from.",
    )
    fetch_delay: float = Field(
        1.0, ge=0, le=3_600, description="Seconds between two requests to one host."
    )

    follow_seconds: float = Field(
        10.0,
        ge=0,
        le=3_600,
        description="Seconds between two looks at a store on a server; 0 is never.",
    )
    watch: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="Folders that the service watches for articles."
    )
    feeds: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Feeds and sitemaps that the service reads on a schedule."
    )
    feed_minutes: float = Field(
        30.0, ge=1, le=10_080, description="Minutes between two looks at a feed."
    )

    @field_validator("watch", "feeds", mode="before")
    @classmethod
    def _listed(cls, value: Any, info: Any) -> Any:
        """Take a variable as a list: folders as PATH lists them, addresses between blanks."""
        if not isinstance(value, str):
            return value
        parts = value.split(os.pathsep) if info.field_name == "watch" else value.split()
        return tuple(part for part in parts if part.strip())

    @field_validator("feeds")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no address at the start rather than at every look."""
        try:
            return tuple(map(normal, value))
        except FetchRefused as error:
            raise ValueError(error.reason) from None

    @field_validator("index", mode="before")
    @classmethod
    def _index_kinds(cls, value: Any) -> Any:
        """Take a path as it is, and refuse an address that is none of a Milvus server."""
        value = str(value) if isinstance(value, Path) else value
        if isinstance(value, str) and "://" in value and not _MILVUS.match(value):
            raise ValueError(
                "an index is a directory, milvus+http://HOST:PORT or milvus+https://HOST:PORT, or "
                "milvus+file:///PATH/NAME.db"
            )
        return value

    @field_validator("ray")
    @classmethod
    def _clusters(cls, value: str | None) -> str | None:
        if value is not None and not _RAY.match(value):
            raise ValueError(
                "a cluster is auto, HOST:PORT of its head, or local; ray:// is none, because Ray "
                "Data does not work through it: run the command on a machine of the cluster"
            )
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_default(cls, value: Any, info: Any) -> Any:
        """Take an empty string as "not set", so that the environment can undo the file."""
        if value != "":
            return value
        default = cls.model_fields[info.field_name].default
        return None if default is PydanticUndefined else default

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read options, then the environment, then the file; no .env and no secrets folder."""
        toml = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, env_settings, toml

    @property
    def store_location(self) -> str:
        """Path or URL of the database."""
        return self.store or str(self.data / "store.sqlite")

    @property
    def index_directory(self) -> Path:
        """Directory of the index generations; beside an index elsewhere, that of its lock."""
        return Path(self.index) if self.index and not self.milvus else self.data / "index"

    @property
    def milvus(self) -> str | None:
        """Address of the Milvus server that holds the index, where one does."""
        return self.index if self.index and _MILVUS.match(self.index) else None

    @property
    def fusion_file(self) -> Path:
        """File of the fusion weights that were tuned."""
        return self.data / "fusion.json"

    @property
    def network(self) -> bool:
        """Whether models may be fetched: asked for, or a model is named that is not a path."""
        named = {self.encoder, self.reranker} - {None, "bundled", "off"}
        return self.download or any(name and not Path(name).exists() for name in named)

    def masked(self) -> dict[str, str | int | float | bool | None]:
        """Return every setting by its variable's name, secrets and passwords in URLs masked."""
        return {PREFIX + name.upper(): _masked(getattr(self, name)) for name in variables()}


def variables() -> list[str]:
    """Return the names of all settings, in order, as `tracuu.toml` spells them."""
    return list(Settings.model_fields)


def config_file() -> Path | None:
    """Return the settings file: `TRACUU_CONFIG`, or `tracuu.toml` here if there is one."""
    named = os.environ.get(CONFIG)
    if not named:
        return DEFAULT_CONFIG if DEFAULT_CONFIG.is_file() else None
    if not Path(named).is_file():
        raise SettingsError(f"{CONFIG}: there is no file {named!r}", CONFIG)
    return Path(named)


def load_settings(**options: Any) -> Settings:
    """Read the settings; `options` that are not None come before everything else.

    Raises SettingsError on an unknown TRACUU_ variable, an unknown key or a bad value.
    """
    known = {PREFIX + name.upper() for name in variables()} | OTHER_VARIABLES
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"unknown setting {name}{_nearest(name.upper(), known)}", name)
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise _readable(error) from None
    except (ValueError, OSError) as error:  # a TOML file that cannot be read or parsed
        raise SettingsError(f"{config_file()}: {error}", str(config_file())) from None


def _readable(error: ValidationError) -> SettingsError:
    """Turn the first problem into one line; a secret's value is never repeated."""
    first = error.errors(include_url=False, include_context=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return SettingsError(f"{config_file()}: unknown setting {key!r}{_nearest(key)}", key)
    value = first.get("input")
    shown = "" if key.endswith("key") else f" {value!r}"
    return SettingsError(f"{PREFIX}{key.upper()}:{shown} is refused: {first['msg']}", key)


def _nearest(name: str, known: set[str] | None = None) -> str:
    found = get_close_matches(name, known or variables(), n=1, cutoff=0.5)
    return f"; the nearest known is {found[0]}" if found else "; `tracuu settings` lists them all"


def _masked(value: object) -> str | int | float | bool | None:
    if isinstance(value, SecretStr):
        return MASK
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return _masked(" ".join(map(str, value))) or None
    return _PASSWORD_IN_URL.sub(rf"\1:{MASK}@", str(value))
