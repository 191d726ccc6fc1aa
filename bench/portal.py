"""How soon the portal can be used on a slow telephone: `python -m bench.portal http://127.0.0.1:8000`, on a running platform.

Chromium loads the first page on a processor slowed down four times, with nothing in its cache, and writes down what it did. The page
can be used when its content is painted and the last task that kept it busy for more than 50 ms is over (time to interactive).
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import Browser, sync_playwright

SLOWER = 4
TIMES = 5
LONG_TASK = 50_000
"""Microseconds of a task that keeps a page from answering."""

PROMISED = 2.0
"""Seconds until the page can be used."""

CATEGORIES = (
    "loading",
    "blink.user_timing",
    "toplevel",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
)

Event = Mapping[str, Any]


def interactive(events: Iterable[Event]) -> float:
    """Seconds from the navigation until the page can be used, out of a trace of Chromium."""
    known = [event for event in events if "ts" in event]
    painted = next(event for event in known if event["name"] == "firstContentfulPaint")
    begun = next(event["ts"] for event in known if event["name"] == "navigationStart" and _opens(event))
    thread = (painted["pid"], painted["tid"])
    busy = (
        event["ts"] + event["dur"]
        for event in known
        if event["name"] == "RunTask"
        and event.get("dur", 0) > LONG_TASK
        and (event["pid"], event["tid"]) == thread
    )
    end: float = max([painted["ts"], *busy])
    return float(end - begun) / 1e6


def _opens(event: Event) -> bool:
    """Whether this is the beginning of the page itself, not of a frame or a worker in it."""
    return str(event["args"].get("data", {}).get("documentLoaderURL", "")).endswith("/portal/")


def measured(browser: Browser, address: str) -> float:
    """One loading of the first page, with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    page.goto(f"{address}/portal/")
    page.locator(".door").first.wait_for()
    page.wait_for_timeout(1000)
    trace = json.loads(browser.stop_tracing())
    context.close()
    return interactive(trace["traceEvents"])


def main(address: str) -> int:
    """Measure some times; 1 where the middle one is later than promised."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        found = [measured(browser, address) for _ in range(TIMES)]
        browser.close()
    middle = statistics.median(found)
    sys.stdout.write(
        f"usable after {middle:.2f} s (of {TIMES}: {min(found):.2f} to {max(found):.2f}), promised {PROMISED:.0f} s\n"
    )
    return int(middle > PROMISED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
