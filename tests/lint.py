#!/usr/bin/env python3
"""What can be said of the files without running them.

Fails on: a word of a language in a string of C (words belong in packs/), the path of one machine, work left open, a C
file without an opening comment, tabs and trailing blanks. Only tells of long files.
"""
import re
import subprocess
from pathlib import Path

from tap import check, done, note

ROOT = Path(__file__).resolve().parent.parent
LONG = 600

# Words by which a rule about one language would betray itself. Messages are English sentences, so an English word counts
# only in a string of one or two words; the field names of readings and
# cases are ours, and so are the names of classes (CAPITALS).
WORDS = re.compile(
    r"\b(kata(nya)?|ujar(nya)?|tutur(nya)?|mengatakan|menyatakan|menurut|kepada|bahwa|dengan|untuk|presiden|menteri|"
    r"pemimpin|korea utara|rusia|senin|selasa|rabu|kamis|jumat|sabtu|minggu|januari|februari|maret|agustus|oktober|"
    r"desember)\b", re.I)
ENGLISH = re.compile(r"^\W*(\w+\W+)?(said|says|told|president|minister|according|monday|tuesday|wednesday|thursday|friday|"
                     r"saturday|sunday|january|february|august|october|december)(\W+\w+)?\W*$", re.I)
FIELDS = {"said", "said_how", "told", "date said"}
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
MACHINE = re.compile(r"(?<![\w.~])/(work|farm|root|home/\w+|Users/\w+)/")
OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK|not implemented)\b")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def listed(*patterns):
    names = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True).stdout
    return [ROOT / n for n in names.split("\0") if n and (ROOT / n).is_file()]


def read(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def places(path, pattern, text=None):
    for number, line in enumerate((text if text is not None else read(path)).splitlines(), 1):
        if pattern.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def words_in_strings(path):
    text = read(path)
    # Comments may quote examples of a language; the code may not know them.
    bare = COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    for number, line in enumerate(bare.splitlines(), 1):
        for string in STRING.findall(line):
            if line.lstrip().startswith("#include") or string.strip().lower() in FIELDS:
                continue
            if WORDS.search(string) or ENGLISH.match(string) and not string.isupper():
                yield f'{path.relative_to(ROOT)}:{number}: "{string}"'


def report(name, found):
    found = list(found)
    check(f"lint: {name}", not found, "; ".join(found[:6]) + (f" and {len(found) - 6} more" if len(found) > 6 else ""))


def main():
    if not (ROOT / ".git").exists():
        from tap import skip
        skip("lint", "no git checkout, so no list of files")
        done()
    c = listed("src/*.c", "src/*.h", "include/*.h")
    report("no words of a language in C", (x for p in c for x in words_in_strings(p)))
    here = Path(__file__).resolve()
    everything = [p for p in listed() if p != here]
    report("no paths of one machine", (x for p in everything if p.suffix not in (".svg", ".warc") and "cases" not in p.parts
                                       for x in places(p, MACHINE)))
    report("nothing left open in the code", (x for p in c + listed("packs/*.wk", "ui/*") for x in places(p, OPEN)))
    # A header's contract speaks for the file behind it.
    bare = [p for p in c if not read(p).startswith("/*") and not (p.suffix == ".c" and p.with_suffix(".h").exists())]
    report("every C file opens with its contract", (str(p.relative_to(ROOT)) for p in bare))
    report("no tabs and no trailing blanks in C", (x for p in c for x in places(p, re.compile(r"\t|[ ]+$"))))
    codes = re.findall(r"(WK_[A-Z]+) = (\d+),?", read(ROOT / "include" / "warkat.h").split("} wk_status")[0])
    told = read(ROOT / "docs" / "EXIT-CODES.md")
    report("docs/EXIT-CODES.md tells every exit code", (f"{name} {n}" for name, n in codes if f"| {n} | `{name}` |" not in told))
    lengths = sorted(((len(read(p).splitlines()), p) for p in c), reverse=True)
    note("{} files of C, {} lines; longest: {}".format(
        len(c), sum(n for n, _ in lengths), ", ".join(f"{p.relative_to(ROOT)} {n}" for n, p in lengths[:3])))
    for n, p in lengths:
        if n > LONG:
            note(f"{p.relative_to(ROOT)}: {n} lines (more than one idea?)")
    done()


if __name__ == "__main__":
    main()
