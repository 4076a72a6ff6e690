#!/usr/bin/env python3
"""`ninja install` into a staging folder: program, library, header and pkg-config file, and a program made with them.

usage: install.py BUILD
"""
import os
import subprocess
import tempfile
from pathlib import Path

from program import BUILD, ROOT
from tap import check, done, skip

USER = """#include <warkat.h>
#include <stdio.h>
int main(void) { wk_error error = {.status = WK_OK}; puts(WARKAT_VERSION); return (int)error.status; }
"""


def sh(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def main():
    if not (ROOT / "src" / "warkat.map").exists():
        skip("install", "no src/warkat.map yet, so no library")
        done()
    with tempfile.TemporaryDirectory(prefix="warkat-install-") as stage:
        run = sh("ninja", "-C", str(BUILD), "install", env=dict(os.environ, DESTDIR=stage))
        check("install honours DESTDIR", run.returncode == 0, run.stdout[-300:] + run.stderr)
        found = {p.name: p for p in Path(stage).rglob("*") if not p.is_dir()}
        for name in ("warkat", "warkat.h", "libwarkat.so", "libwarkat.so.0", "warkat.pc"):
            check(f"install brings {name}", name in found, sorted(found))
        run = sh(str(found["warkat"]), "--version")
        check("the installed program runs", run.returncode == 0 and "warkat" in run.stdout, run)
        names = [l.split()[-1].split("@")[0] for l in sh("nm", "-D", "--defined-only", str(found["libwarkat.so"])).stdout.splitlines()]
        names = [n for n in names if not n.startswith("WARKAT")]
        header = (ROOT / "include" / "warkat.h").read_text()
        strange = [n for n in names if n not in header]
        check("nothing but what warkat.h declares leaves the library", not strange, " ".join(strange[:10]))
        source, made = Path(stage, "user.c"), Path(stage, "user")
        source.write_text(USER)
        env = dict(os.environ, PKG_CONFIG_PATH=str(found["warkat.pc"].parent), PKG_CONFIG_SYSROOT_DIR=stage)
        flags = sh("pkg-config", "--cflags", "--libs", "warkat", env=env)
        run = sh("cc", "-std=c17", str(source), "-o", str(made), *flags.stdout.split())
        check("a program is made with pkg-config", run.returncode == 0, flags.stderr + run.stderr)
        run = sh(str(made), env=dict(os.environ, LD_LIBRARY_PATH=str(found["libwarkat.so"].parent)))
        check("and it runs", run.returncode == 0 and run.stdout.strip(), run.stderr)
    done()


if __name__ == "__main__":
    main()
