"""What `deploy/` holds is right by its schemas, and agrees with the program that it runs."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from prometheus_client import CollectorRegistry

from service.http import asking, operations
from service.http.middleware import Metrics
from service.settings import OTHER_VARIABLES, Settings, variables

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
SETTINGS = {f"TRACUU_{name.upper()}" for name in variables()} | OTHER_VARIABLES
VERSION = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
# The oldest version of Kubernetes that is looked after, and the newest whose schemas are there.
KUBERNETES = ("1.33", kubernetes_validate.latest_version().rpartition(".")[0])


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


COMPOSE = _read(DEPLOY / "compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OBJECTS: list[dict[str, Any]] = [
    loaded for path in MANIFESTS for loaded in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]


def _of(kind: str) -> dict[str, Any]:
    (found,) = [each for each in OBJECTS if each["kind"] == kind]
    return found


def _pods() -> list[dict[str, Any]]:
    deployment, job = _of("Deployment"), _of("CronJob")
    return [
        deployment["spec"]["template"]["spec"],
        job["spec"]["jobTemplate"]["spec"]["template"]["spec"],
    ]


def _containers() -> list[dict[str, Any]]:
    return [each for pod in _pods() for each in pod["containers"]]


def _dockerfile(word: str) -> list[str]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    return re.findall(rf"^{word} (.+)$", text, re.MULTILINE)


class TestSchemas:
    def test_compose(self) -> None:
        schema = get_builtin_schema("vendor.compose-spec")
        jsonschema.Draft202012Validator(schema).validate(COMPOSE)

    def test_the_schema_of_compose_refuses_what_is_wrong(self) -> None:
        schema = get_builtin_schema("vendor.compose-spec")
        wrong = {"services": {"tracuu": {"imag": "tracuu"}}}
        with pytest.raises(jsonschema.ValidationError, match="imag"):
            jsonschema.Draft202012Validator(schema).validate(wrong)

    @pytest.mark.parametrize("version", KUBERNETES)
    @pytest.mark.parametrize("manifest", OBJECTS, ids=lambda each: each["kind"])
    def test_manifests(self, manifest: dict[str, Any], version: str) -> None:
        assert kubernetes_validate.validate(manifest, version, strict=True) == version

    def test_the_schemas_of_kubernetes_refuse_what_is_wrong(self) -> None:
        wrong = {**_of("Service"), "specs": {}}
        with pytest.raises(kubernetes_validate.ValidationError, match="specs"):
            kubernetes_validate.validate(wrong, KUBERNETES[0], strict=True)


class TestImages:
    def test_every_image_has_its_version(self) -> None:
        images = [each["image"] for each in (*SERVICES.values(), *_containers())]
        tags = [image.removesuffix("}").rpartition(":")[2] for image in images]
        assert len(tags) == len(SERVICES) + 2
        assert [tag for tag in tags if not re.search(r"\d+\.\d+|\d{4}-\d\d-\d\d", tag)] == []

    def test_ours_has_the_version_of_the_program(self) -> None:
        assert VERSION is not None
        ours = [SERVICES["tracuu"]["image"], SERVICES["ingest"]["image"]]
        ours += [each["image"] for each in _containers()]
        assert [image.removesuffix("}").rpartition(":")[2] for image in ours] == [VERSION[1]] * 4

    def test_ours_has_what_both_engines_need(self) -> None:
        (setup,) = [line for line in _dockerfile("RUN") if "setup.sh" in line]
        assert set(shlex.split(setup)[2].split(",")) >= {"postgres", "milvus"}


class TestSettings:
    def test_every_variable_is_one_of_the_program(self) -> None:
        given = set(_of("ConfigMap")["data"])
        for name in ("tracuu", "ingest"):
            given |= set(SERVICES[name]["environment"])
        unknown = {name for name in given if name.startswith("TRACUU_")} - SETTINGS
        assert unknown == set()
        assert given - SETTINGS == {"PGPASSWORD", "FORWARDED_ALLOW_IPS"}

    def test_their_values_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in SERVICES["tracuu"]["environment"].items():
            if name.startswith("TRACUU_"):
                monkeypatch.setenv(name, _by_default(value))
        assert Settings().milvus == "milvus+http://milvus:19530"
        assert Settings().store == "postgresql+psycopg://tracuu@postgres/tracuu"
        assert Settings().anonymous == "off"
        for name, value in _of("ConfigMap")["data"].items():
            assert isinstance(value, str)
            monkeypatch.setenv(name, value)
        assert Settings().follow_seconds == 0

    def test_the_names_of_services_become_no_variables(self) -> None:
        assert _of("Service")["metadata"]["name"] == "tracuu"
        assert [pod["enableServiceLinks"] for pod in _pods()] == [False, False]

    def test_no_secret_stands_there(self) -> None:
        for path in (DEPLOY / "compose.yaml", *MANIFESTS):
            text = path.read_text(encoding="utf-8")
            for name, value in re.findall(r"(\w*(?:PASSWORD|_KEY|SECRET_ACCESS_KEY)): (\S+)", text):
                assert re.match(r"\$\{\w+:(\?|-\})", value), name
        assert "Secret" not in {each["kind"] for each in OBJECTS}
        assert "/deploy/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


class TestCompose:
    def test_everything_comes_back_by_itself_and_says_how_it_is(self) -> None:
        for name, service in SERVICES.items():
            if name != "ingest":
                assert service["restart"] == "unless-stopped", name
            if name not in {"ingest", "proxy"}:
                assert service["healthcheck"]["test"][0] == "CMD", name

    def test_what_is_kept_has_a_volume_that_is_declared(self) -> None:
        mounted = {
            each.partition(":")[0]
            for service in SERVICES.values()
            for each in service.get("volumes", [])
            if not each.startswith((".", "$"))
        }
        assert mounted == set(COMPOSE["volumes"])

    def test_files_that_are_mounted_are_there(self) -> None:
        mounts = [m for s in SERVICES.values() for m in s.get("volumes", []) if m[0] == "."]
        assert len(mounts) == 3
        assert all((DEPLOY / mount.partition(":")[0]).is_file() for mount in mounts)

    def test_the_engines_are_reached_from_within_only(self) -> None:
        assert COMPOSE["networks"]["back"] == {"internal": True}
        for name in ("postgres", "milvus", "etcd", "minio"):
            assert SERVICES[name]["networks"] == ["back"]
            assert "ports" not in SERVICES[name]

    def test_replicas_do_not_fight_for_a_port(self) -> None:
        assert "ports" not in SERVICES["tracuu"]
        assert SERVICES["tracuu"]["expose"] == _dockerfile("EXPOSE") == ["8000"]
        assert "name tracuu\n\t\t\tport 8000" in (DEPLOY / "Caddyfile").read_text()

    def test_there_are_connections_enough(self) -> None:
        setting = SERVICES["postgres"]["command"][-1]
        replicas = int(_by_default(SERVICES["tracuu"]["deploy"]["replicas"]))
        assert int(setting.removeprefix("max_connections=")) > 16 * (replicas + 1)

    def test_memory_data_and_commands_are_where_the_image_has_them(self) -> None:
        (data,) = _dockerfile("VOLUME")
        assert f"data:{data}" in SERVICES["tracuu"]["volumes"]
        assert f"data:{data}" in SERVICES["ingest"]["volumes"]
        for container in _containers():
            assert {"name": "data", "mountPath": data} in container["volumeMounts"]


class TestKubernetes:
    def test_probes_ask_for_what_there_is(self) -> None:
        service, ingest = _containers()
        probes = {name: service[name] for name in service if name.endswith("Probe")}
        paths = {name: probe["httpGet"]["path"] for name, probe in probes.items()}
        assert paths == {
            "startupProbe": "/healthz",
            "readinessProbe": "/readyz",
            "livenessProbe": "/healthz",
        }
        assert set(paths.values()) <= _routes()
        assert service["ports"] == [{"name": "http", "containerPort": 8000}]
        assert not any(name.endswith("Probe") for name in ingest)

    def test_nobody_is_root_and_only_volumes_are_written(self) -> None:
        (user,) = re.findall(r"--uid (\d+)", (ROOT / "Dockerfile").read_text())
        for pod in _pods():
            assert pod["securityContext"]["runAsNonRoot"] is True
            assert pod["securityContext"]["runAsUser"] == int(user)
        for container in _containers():
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert {m["mountPath"] for m in container["volumeMounts"]} == {"/data", "/tmp"}  # noqa: S108 - in the container

    def test_selectors_find_the_pods_of_the_service(self) -> None:
        labels = _of("Deployment")["spec"]["template"]["metadata"]["labels"]
        assert _of("Service")["spec"]["selector"] == labels
        assert _of("Deployment")["spec"]["selector"]["matchLabels"] == labels
        assert _of("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
        assert _of("NetworkPolicy")["spec"]["podSelector"]["matchLabels"].items() <= labels.items()
        job = _of("CronJob")["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"]
        assert job != labels

    def test_running_requests_may_end(self) -> None:
        pod, _ = _pods()
        pause = int(pod["containers"][0]["lifecycle"]["preStop"]["exec"]["command"][1])
        assert pod["terminationGracePeriodSeconds"] > pause + Settings().shutdown_timeout


class TestPrometheus:
    def test_it_asks_each_replica_for_what_there_is(self) -> None:
        config = _read(DEPLOY / "prometheus.yaml")
        ours = next(each for each in config["scrape_configs"] if each["job_name"] == "tracuu")
        assert ours["metrics_path"] in _routes()
        assert ours["dns_sd_configs"][0]["port"] == 8000
        assert set(ours["dns_sd_configs"][0]["names"]) <= set(SERVICES)
        assert all((DEPLOY / name).is_file() for name in config["rule_files"])

    def test_alerts_speak_of_metrics_that_there_are(self) -> None:
        (group,) = _read(DEPLOY / "alerts.yaml")["groups"]
        text = " ".join(rule["expr"] for rule in group["rules"])
        named = set(re.findall(r"\btracuu_\w+", text))
        assert named
        assert named <= set(_series(Metrics().registry))
        assert {"/v1/ask", "/v1/search", "/readyz"} <= _routes()


def _by_default(value: str) -> str:
    """Return what compose makes of a value where nothing is set."""
    return re.sub(r"\$\{\w+:-(.*)\}$", r"\1", value)


def _routes() -> set[str]:
    routers = (operations.router, asking.router)
    return {getattr(route, "path", "") for router in routers for route in router.routes}


def _series(registry: CollectorRegistry) -> Iterator[str]:
    for family in registry.collect():
        name, kind = family.name, family.type
        yield from {
            "counter": [f"{name}_total"],
            "histogram": [f"{name}_bucket", f"{name}_sum", f"{name}_count"],
        }.get(kind, [name])


class TestPage:
    PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")

    def test_variables_and_files_that_it_names_are_there(self) -> None:
        given = {*re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))}
        told = set(re.findall(r"^\| (`.+?`(?:, `.+?`)*) \|", self.PAGE, re.MULTILINE))
        named = {name for cell in told for name in re.findall(r"`(\w+)", cell)}
        assert {n for n in given if not n.startswith("TRACUU_CHAT")} - {"IMAGE"} <= named
        for path in MANIFESTS:
            assert f"`{path.name}`" in self.PAGE
        for link in re.findall(r"\]\(([^)#]+)", self.PAGE):
            assert (ROOT / "docs" / link).exists(), link

    def test_its_sums_are_right(self) -> None:
        of_a_passage = 1.024 + 64 * 4 / 1_000 + 297 * 8 / 1_000 + 0.1
        assert round(of_a_passage, 1) == 3.8
        assert "**3.8 kB of memory**" in self.PAGE
        for size, gigabytes in ((10**7, "38 GB"), (10**8, "380 GB"), (10**9, "3.8 TB")):
            assert f"{round(size * 3.8e3 / 1e9):,} GB" in {gigabytes, "3,800 GB"}
            assert gigabytes in self.PAGE
        assert round(10**7 / 360 / 3_600) == 8
        assert round(10**8 / 360 / 86_400, 1) == 3.2
        assert round(10**9 / 360 / 86_400) == 32
        assert round(3.8e12 / (0.7 * 192e9)) == 28
