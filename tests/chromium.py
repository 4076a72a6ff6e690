"""Debian's Chromium, driven through its pipe: no other package is needed.

`with Browser() as b: b.open(url); b.click("a"); b.text("h1")`. Every page is looked at as a person would: clicks go to where an
element is seen. What the console says and every request are kept.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]


class Wrong(Exception):
    pass


class Browser:
    def __init__(self, width=1280, height=900, dark=False, language="en"):
        self.size, self.dark, self.language = (width, height), dark, language
        self.console, self.requests, self.failures = [], [], []

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        to_browser, self.out = os.pipe()
        self.into, from_browser = os.pipe()

        def wire():
            a, b = os.dup(to_browser), os.dup(from_browser)
            os.dup2(a, 3)
            os.dup2(b, 4)
        self.process = subprocess.Popen([PROGRAM, *FLAGS, f"--user-data-dir={self.folder}", f"--lang={self.language}", "about:blank"],
                                        preexec_fn=wire, pass_fds=(3, 4, to_browser, from_browser), close_fds=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.n, self.buffer, self.session = 0, b"", None
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(domain + ".enable")
        self.call("Emulation.setLocaleOverride", locale=self.language)
        self.call("Network.setUserAgentOverride", userAgent="Chromium of the tests", acceptLanguage=self.language)
        self.resize(*self.size)
        self.light(self.dark)
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.call("Browser.close", wait=5)
        except (Wrong, OSError):
            pass
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.out)
        os.close(self.into)
        shutil.rmtree(self.folder, ignore_errors=True)

    def message(self, wait):
        while b"\0" not in self.buffer:
            if not select.select([self.into], [], [], wait)[0]:
                raise Wrong("the browser does not answer")
            piece = os.read(self.into, 1 << 20)
            if not piece:
                raise Wrong("the browser has gone")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, wait=30, **params):
        self.n += 1
        number, request = self.n, {"id": self.n, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while True:
            m = self.message(wait)
            if m.get("id") == number:
                if "error" in m:
                    raise Wrong(f"{method}: {m['error']['message']}")
                return m["result"]
            self.event(m)

    def event(self, m):
        p = m.get("params", {})
        if m.get("method") == "Runtime.exceptionThrown":
            self.console.append(p["exceptionDetails"].get("exception", {}).get("description") or p["exceptionDetails"]["text"])
        elif m.get("method") == "Runtime.consoleAPICalled" and p["type"] in ("error", "warning"):
            self.console.append(" ".join(str(a.get("value", "")) for a in p["args"]))
        elif m.get("method") == "Log.entryAdded" and p["entry"]["level"] == "error":
            self.console.append(p["entry"]["text"] + " " + p["entry"].get("url", ""))
        elif m.get("method") == "Network.requestWillBeSent":
            self.requests.append(p["request"]["url"])

    # ---- looking

    def js(self, code):
        result = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise Wrong(f"{code[:80]}: {result['exceptionDetails'].get('exception', {}).get('description')}")
        return result["result"].get("value")

    def until(self, code, seconds=10):
        end = time.time() + seconds
        while time.time() < end:
            try:
                value = self.js(code)
                if value:
                    return value
            except Wrong:
                pass
            time.sleep(0.05)
        raise Wrong(f"never came true: {code[:160]}")

    def seen(self, selector, seconds=10):
        return self.until(f"Boolean(document.querySelector({json.dumps(selector)}))", seconds)

    def text(self, selector):
        self.seen(selector)
        return self.js(f"document.querySelector({json.dumps(selector)}).textContent")

    def texts(self, selector):
        return self.js(f"[...document.querySelectorAll({json.dumps(selector)})].map((n) => n.textContent)")

    def address(self):
        return self.js("location.pathname + location.search + location.hash")

    def screenshot(self, path, whole=True):
        height = self.js("Math.ceil(document.documentElement.getBoundingClientRect().height)") if whole else self.size[1]
        picture = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                            clip={"x": 0, "y": 0, "width": self.size[0], "height": min(height, 4000), "scale": 1})
        with open(path, "wb") as out:
            out.write(base64.b64decode(picture["data"]))

    # ---- doing

    def resize(self, width, height):
        self.size = (width, height)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def light(self, dark):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.ready()

    def ready(self):
        """The view is drawn and what it still asked for has come."""
        self.until("document.getElementById('main') && document.getElementById('main').dataset.ready && !document.querySelector('main.waiting')")
        time.sleep(0.15)

    def point(self, selector, nth=0):
        self.until(f"document.querySelectorAll({json.dumps(selector)}).length > {nth}")
        return self.js(f"""(() => {{ const n = document.querySelectorAll({json.dumps(selector)})[{nth}]; n.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const r = n.getClientRects()[0]; return [r.x + Math.min(r.width / 2, 200), r.y + r.height / 2]; }})()""")

    def mouse(self, kind, x, y):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=0 if kind == "mouseReleased" else 1, clickCount=1)

    def click(self, selector, nth=0):
        x, y = self.point(selector, nth)
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)
        time.sleep(0.1)
        self.ready()

    def drag(self, selector, start, end):
        """From one part of an element's width to another."""
        self.seen(selector)
        x, y, w, h = self.js(f"(() => {{ const n = document.querySelector({json.dumps(selector)}); n.scrollIntoView({{block: 'center', behavior: 'instant'}}); const r = n.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }})()")
        self.mouse("mousePressed", x + w * start, y + h / 3)
        for step in range(1, 6):
            self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x + w * (start + (end - start) * step / 5), y=y + h / 3, button="left", buttons=1)
        self.mouse("mouseReleased", x + w * end, y + h / 3)
        time.sleep(0.1)
        self.ready()

    def type(self, selector, text):
        self.js(f"(() => {{ const n = document.querySelector({json.dumps(selector)}); n.focus(); n.select(); }})()")
        self.call("Input.insertText", text=text)

    def key(self, key, code=None):
        codes = {"Enter": 13, "ArrowRight": 39, "ArrowLeft": 37, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9, "Escape": 27}
        extra = {"windowsVirtualKeyCode": codes[key]} if key in codes else {"text": key}
        if key == "Enter":
            extra["text"] = "\r"
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **extra)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, **({k: v for k, v in extra.items() if k != "text"}))
        time.sleep(0.1)
