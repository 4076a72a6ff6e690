#!/usr/bin/env python3
"""Pictures of what a browser shows of examples/, for README.md. Needs Chromium.

usage: browser.py BUILD OUT.png [PATH]      PATH: a view's address, "/article/EVENT" for the article of the event most widely told
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from chromium import Browser  # noqa: E402
from serving import Serving  # noqa: E402


def main():
    build, out, path = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "/"
    with Serving(build) as s, Browser(width=1200, height=760) as b:
        if "EVENT" in path:
            events = s.get("/events", limit=200).json()["items"]
            event = max(events, key=lambda e: (len(e["sources"]), len(e["reports"]), e["id"]))
            path = path.replace("EVENT", event["reports"][0])
        b.open(s.address.rstrip("/") + path)
        b.screenshot(out, whole=False)


if __name__ == "__main__":
    main()
