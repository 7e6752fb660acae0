"""How soon a person sees something, in a real Chromium: Enter to the first statement, and what a page weighs.

    python benchmarks/page.py INDEX ../shared/eval/financebench/questions.jsonl [--questions 40]

A server of its own is started over INDEX in another process, as `assistant serve` does it. Each question is asked in a
conversation of its own; the time is taken in the page, from the key to the first statement or silence in the document.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"
WATCH = """() => {
  window.shown = new Promise((done) => {
    const box = document.querySelector('#ask textarea');
    let asked = 0;
    box.addEventListener('keydown', (event) => { if (event.key === 'Enter') asked = performance.now(); }, true);
    new MutationObserver((_, self) => {
      if (!asked || !document.querySelector('#conversation .turn :is(.statement, .silence)')) return;
      self.disconnect();
      done(performance.now() - asked);
    }).observe(document.querySelector('#conversation'), { childList: true, subtree: true });
  });
}"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions_file", type=Path)
    arguments.add_argument("--questions", type=int, default=40)
    chosen = arguments.parse_args()
    lines = chosen.questions_file.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()][: chosen.questions]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "assistant", "serve", "--index", str(chosen.index), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until_served(address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for path in ("/", "/commitments", "/search", "/reports", "/overview"):
                weigh(browser.new_page(), address + path)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(address)
            page.wait_for_selector(".start")
            times = [asked(page, question) for question in (*questions[:3], *questions)][3:]
            print(
                f"Enter to the first statement, {len(times)} questions: p50 {statistics.median(times):.0f} ms, "
                f"p95 {statistics.quantiles(times, n=20)[-1]:.0f} ms"
            )
            browser.close()
    finally:
        server.terminate()
        server.wait()


def asked(page: Page, question: str) -> float:
    """Milliseconds from Enter to the first statement, in a new conversation."""
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_selector(".turn", state="detached")
    page.evaluate(WATCH)
    page.locator("#ask textarea").fill(question)
    page.locator("#ask textarea").press("Enter")
    shown = float(page.evaluate("window.shown"))
    page.wait_for_selector("#turn-1 .searched")
    return shown


def weigh(page: Page, address: str) -> None:
    """Print how many requests a first visit makes and how many bytes they bring."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    brought: list[float] = []
    session.on("Network.loadingFinished", lambda event: brought.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_timeout(4000)
    print(f"{address.rsplit('/', 1)[-1] or 'chat':12} {len(brought):3} requests, {sum(brought) / 1024:,.0f} KB")
    page.close()


def until_served(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The server did not start. Try: assistant serve")


if __name__ == "__main__":
    main()
