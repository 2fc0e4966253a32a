#!/usr/bin/env python3
"""A flame graph in a headless browser: no errors in its console, nothing fetched, boxes that a click and the Return key enlarge,
light and dark. Prints `ok NAME` or `FAIL NAME: why`; nothing without Chromium (apt-get install chromium).

    Tests/browser/flame_graph.py app.profile.svg [--screenshots DIR]
"""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import chromium

# The widest box that is not as wide as the whole.
CHOSEN = """boxes.filter(b => b.width < 99.5).sort((a, b) => b.width - a.width)[0].element"""
SHOWN = "parseFloat(chosen.getAttribute('width')) > 99.9 && boxes.some(b => b.element.classList.contains('hidden') || b.width > 99.5)"
AGAIN = "boxes.every(b => !b.element.classList.contains('hidden') && Math.abs(parseFloat(b.element.getAttribute('width')) - b.width) < 0.01)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    path = chromium.find()
    if not path:
        return 0
    browser = chromium.Browser(path)

    def say(name, fine, why=""):
        print(f"ok graph-{name}" if fine else f"FAIL graph-{name}: {why}", flush=True)

    try:
        for look in ("light", "dark"):
            browser.open(options.file, dark=look == "dark")
            say(f"{look}-console", not browser.problems(), "; ".join(browser.problems())[:300])
            others = [u for u in browser.requests() if u != "file://" + os.path.abspath(options.file)]
            say(f"{look}-requests", not others, ", ".join(others)[:300])
            paper = browser.evaluate("getComputedStyle(document.querySelector('.paper')).fill")
            level = sum(int(n) for n in paper.strip("rgb()").split(",")[:3]) / 3
            say(f"{look}-paper", (level < 80) == (look == "dark"), f"it is {paper}")
            if options.screenshots:
                browser.screenshot(os.path.join(options.screenshots, f"flame-{look}.png"))
        browser.evaluate(f"chosen = {CHOSEN}; chosen.dispatchEvent(new MouseEvent('click', {{bubbles: true}})); 0")
        say("click", browser.evaluate(SHOWN), "a click does not enlarge a box")
        browser.evaluate("boxes[0].element.focus()")
        browser.press("Enter")
        say("return", browser.evaluate(AGAIN), "Return on the lowest box does not show all again")
        say("words", browser.evaluate("told.textContent === boxes[0].element.querySelector('title').textContent"),
            "the box with the focus is not told")
    finally:
        browser.close()
    return 0


sys.exit(main())
