"""Running the program under test: arguments in; exit code, output, messages, peak memory and time out."""
import json
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BUILD = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build").resolve()
PROGRAM = BUILD / "warkat"
SANITIZED = "-fsanitize=" in (BUILD / "build.ninja").read_text()
SLOW = 8 if SANITIZED else 1  # how much longer a sanitized build may take


class Done:
    def __init__(self, code, out, err, peak, seconds):
        self.code, self.raw, self.peak, self.seconds = code, out, peak, seconds
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    @property
    def lines(self):
        return self.err.splitlines()

    def rows(self):
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.raw.decode("utf-8").splitlines() if line.strip()]

    def __str__(self):
        return f"exit {self.code}, {len(self.raw)} bytes out, messages: {self.err.strip()[-300:] or 'none'}"


def warkat(*args, stdin=None, stdout=None, program=PROGRAM, prefix=(), limits=None, seconds=120, cwd=None):
    """Runs `warkat ARGS`. stdout: a file to write to instead of a pipe, or "closed". limits: called in the child.
    A negative code is a signal; None means that it took longer than `seconds` (times SLOW). peak is in MB."""
    command = [*prefix, str(program), *map(str, args)]
    out_file, err_file = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    in_file = tempfile.TemporaryFile()
    if stdin:
        in_file.write(stdin)
        in_file.seek(0)
    start = time.time()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(in_file.fileno(), 0)
            if stdout == "closed":
                os.close(1)
            else:
                os.dup2((stdout or out_file).fileno(), 1)
            os.dup2(err_file.fileno(), 2)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            if cwd:
                os.chdir(cwd)
            if limits:
                limits()
            os.execv(command[0] if "/" in command[0] else _which(command[0]), command)
        finally:
            os._exit(127)
    late = threading.Event()

    def stop():
        late.set()
        os.kill(pid, signal.SIGKILL)

    timer = threading.Timer(seconds * SLOW, stop)
    timer.start()
    _, status, usage = os.wait4(pid, 0)
    timer.cancel()
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    out_file.seek(0)
    err_file.seek(0)
    return Done(None if late.is_set() else code, out_file.read(), err_file.read(), usage.ru_maxrss / 1024, time.time() - start)


def _which(name):
    for folder in os.environ["PATH"].split(":"):
        if os.access(os.path.join(folder, name), os.X_OK):
            return os.path.join(folder, name)
    return "/nonexistent"


def file_size_limit(size):
    """For `limits`: no file grows beyond `size` bytes; writing more fails as it does on a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit
