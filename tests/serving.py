"""A record of examples/, `warkat serve` over it, and asking it: what the suites of the server share."""
import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent


class Answer:
    def __init__(self, response):
        self.code, self.headers, self.body = response.status, dict(response.getheaders()), response.read()

    def json(self):
        return json.loads(self.body)


class Serving:
    """`with Serving(build) as s: s.get("/about")`; `s.db` is the record, `s.err` what went to standard error."""

    def __init__(self, build, db=None, options=(), env=None, pages=(ROOT / "examples",)):
        self.program = str(Path(build) / "warkat")
        self.folder = tempfile.TemporaryDirectory()
        self.db = db or str(Path(self.folder.name) / "test.db")
        self.options, self.env = list(options), dict(os.environ, **(env or {}))
        if not db:
            self.add(*pages)

    def add(self, *pages):
        subprocess.run([self.program, "add", "--db", self.db, *map(str, pages)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        self.errors = open(Path(self.folder.name) / "stderr", "w+b")
        self.process = subprocess.Popen([self.program, "serve", "--db", self.db, "--port", "0", *self.options],
                                        stdout=subprocess.PIPE, stderr=self.errors, env=self.env)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address:
            raise RuntimeError(f"serve did not start: {self.err}")
        self.host, self.port = self.address.split("/")[2].rsplit(":", 1)
        self.port = int(self.port)
        return self

    def __exit__(self, *_):
        self.end()
        self.folder.cleanup()

    def end(self, how=signal.SIGTERM):
        """Ends the server; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = "did not end"
        self.process.stdout.close()
        return code

    @property
    def err(self):
        self.errors.flush()
        return Path(self.errors.name).read_text(errors="replace")

    def request(self, method, path, body=None, headers=None):
        c = http.client.HTTPConnection(self.host.strip("[]"), self.port, timeout=30)
        try:
            c.request(method, path, body, headers or {})
            return Answer(c.getresponse())
        finally:
            c.close()

    def get(self, path, headers=None, **params):
        query = "?" + urlencode(params) if params else ""
        return self.request("GET", "/api/v1" + path + query, headers=headers)

    def memory_kb(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1])
        return 0


def until(seconds, ready):
    """Waits until ready() holds; whether it did."""
    end = time.time() + seconds
    while time.time() < end:
        if ready():
            return True
        time.sleep(0.05)
    return bool(ready())
