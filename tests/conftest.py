"""Under TRACUU_NO_SKIP=1 a skip is a failure unless it is on the short list with its reason."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# How long an example takes says something of the machine, not of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Node id prefix → why a skip is right there.
ALLOWED_SKIPS: dict[str, str] = {
    "tests/test_corpus_store_file.py::TestRefusing::test_a_read_only_directory": (
        "permissions do not bind the superuser"
    ),
}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("TRACUU_NO_SKIP") == "1"
        and not any(item.nodeid.startswith(prefix) for prefix in ALLOWED_SKIPS)
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped under TRACUU_NO_SKIP=1: {report.longrepr}"
    return report
