#!/usr/bin/env python3
"""`ninja install` into a staging folder: program, library, header, pkg-config file, manual pages, completions, and a program made with them.

usage: install.py BUILD
"""
import os
import re
import subprocess
import tempfile
from pathlib import Path

from program import BUILD, ROOT
from tap import check, done

# Somebody else's program: a page in memory, then a record of one path.
USER = r"""#include <warkat.h>
#include <stdio.h>
#include <string.h>
static bool take(void *context, const char *json, size_t size, const wk_error *failure) {
    *(size_t *)context += failure ? 0 : size;
    return json != NULL;
}
int main(int argc, char **argv) {
    wk_error error = {.status = WK_OK};
    wk_packs *packs = NULL;
    wk_record *record = NULL;
    wk_record_counts counts;
    const char *page = "Presiden itu mengirim surat kepada presiden tetangganya pada hari Selasa. Surat itu panjang.";
    wk_page_facts facts = {.kind = "body", .title = "Surat"};
    size_t got = 0, listed = 0;
    wk_status status = argc == 3 ? wk_packs_load(NULL, &packs, &error) : WK_USAGE;
    if (status == WK_OK) status = wk_read_page(packs, page, strlen(page), &facts, take, &got, &error);
    if (status == WK_OK) status = wk_record_open(argv[1], true, &record, &error);
    if (status == WK_OK) status = wk_record_add(record, packs, argv + 2, 1, 1, NULL, NULL, &counts, &error);
    if (status == WK_OK) status = wk_record_ask(record, packs, "list", &(wk_question){0}, take, &listed, &error);
    wk_record_close(record);
    wk_packs_free(packs);
    if (status != WK_OK) fprintf(stderr, "%s\n", error.message);
    printf("%s: %zu bytes read, %zu listed\n", WARKAT_VERSION, got, listed);
    return status != WK_OK || !got || !listed;
}
"""


def sh(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def main():
    with tempfile.TemporaryDirectory(prefix="warkat-install-") as stage:
        run = sh("ninja", "-C", str(BUILD), "install", env=dict(os.environ, DESTDIR=stage))
        check("install honours DESTDIR", run.returncode == 0, run.stdout[-300:] + run.stderr)
        found = {p.name: p for p in Path(stage).rglob("*") if not p.is_dir()}
        for name in ("warkat.bash", "_warkat", "warkat.fish", "warkat.1", "warkat", "warkat.h", "libwarkat.so", "libwarkat.so.0", "warkat.pc"):
            check(f"install brings {name}", name in found, sorted(found))
        commands = re.findall(r"^  ([a-z]+) {2,}", sh(str(found["warkat"]), "--help").stdout, re.M)
        missing = [c for c in commands if f"warkat-{c}.1" not in found]
        check("every command has a manual page", commands and not missing, missing)
        for c in commands:
            options = re.findall(r"^  (--?[a-z-]+)", sh(str(found["warkat"]), c, "--help").stdout, re.M)
            page = found[f"warkat-{c}.1"].read_text().replace("\\-", "-") if f"warkat-{c}.1" in found else ""
            silent = [o for o in options if o not in page or o not in found["warkat.bash"].read_text()]
            check(f"{c}'s manual page and completion name its options", options and not silent, silent)
        run = sh("bash", "-c", f'. {found["warkat.bash"]}; COMP_WORDS=(warkat give an); COMP_CWORD=2; _warkat; echo "${{COMPREPLY[@]}}"')
        check("bash completes a format", run.stdout.split() == ["annotations"], run)
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
        page = Path(stage, "page.txt")
        page.write_text("Surat\n\n" + "Presiden itu mengirim surat kepada presiden tetangganya pada hari Selasa. " * 8 + "\n")
        run = sh(str(made), str(Path(stage, "user.db")), str(page), env=dict(os.environ, LD_LIBRARY_PATH=str(found["libwarkat.so"].parent)))
        check("and it reads a page, keeps one and lists it", run.returncode == 0, run.stdout + run.stderr)
    done()


if __name__ == "__main__":
    main()
