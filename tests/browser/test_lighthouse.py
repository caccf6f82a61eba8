"""What Lighthouse says of pages on a phone: ``make audit`` (https://github.com/GoogleChrome/lighthouse)."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess

import pytest
from browsers import CHROMIUM, KINDS
from node_tools import tool

RUNS = 5
LARGEST_PAINT = 1_700  # ms
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
pytestmark = pytest.mark.alone


def report(address):
    """Return one report of Lighthouse, with its profile of a slow phone."""
    if CHROMIUM is None or shutil.which("node") is None:
        pytest.skip("needs Chromium and Node")
    done = subprocess.run(
        [
            "node",
            tool("lighthouse/cli/index.js"),
            address,
            "--output=json",
            "--quiet",
            "--no-enable-error-reporting",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def faults(found):
    """Return what took points in the categories in which all are wanted."""
    return [
        f"{category}: {audit['title']}: {json.dumps(audit.get('details', {}).get('items', []))[:400]}"
        for category in LEAST.keys() - {"performance"}
        for part in found["categories"][category]["auditRefs"]
        if part["weight"] and (audit := found["audits"][part["id"]])["score"] not in {None, 1}
    ]


@pytest.mark.parametrize("kind", ["front", "article-with-figures", "author", "archive"])
def test_pages_are_fast_on_a_phone_and_right(kind, online):
    """The median of five runs; what took points is named."""
    found = [report(online + KINDS[kind]) for _ in range(RUNS)]
    medians = {
        category: statistics.median(
            round(run["categories"][category]["score"] * 100) for run in found
        )
        for category in LEAST
    }
    print(kind, medians)  # noqa: T201  # shown by `make audit ARGS=-rP`

    assert found[0]["lighthouseVersion"].startswith("12.8.")
    assert [name for name, least in LEAST.items() if medians[name] < least] == [], (
        medians,
        faults(found[-1]),
    )
    assert max(run["audits"]["cumulative-layout-shift"]["numericValue"] for run in found) == 0


@pytest.mark.parametrize("kind", ["article", "article-with-figures", "article-chinese"])
def test_an_article_is_soon_there(kind, online):
    """The median of five runs has all points for speed, and the largest part of the first view within 1.7 s."""
    found = [report(online + KINDS[kind]) for _ in range(RUNS)]
    speed = statistics.median(run["categories"]["performance"]["score"] for run in found)
    painted = statistics.median(
        run["audits"]["largest-contentful-paint"]["numericValue"] for run in found
    )
    size = statistics.median(run["audits"]["total-byte-weight"]["numericValue"] for run in found)
    print(kind, speed, round(painted), round(size))  # noqa: T201  # as above

    assert speed == 1
    assert painted <= LARGEST_PAINT
