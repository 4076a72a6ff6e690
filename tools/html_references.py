"""Writes the table of HTML's named character references as C, for src/page/html_reference.c.

usage: html_references.py OUTPUT

The names come from Python's html.entities.html5 (the standard's list). A row is a name that ends in ';'; it is marked
`bare` when the standard knows it without the ';' too. The rows are found by an open-addressed table of their numbers,
hashed by 32-bit FNV-1a of the name without '&' and ';'.
"""

import html.entities
import sys

SLOTS = 4096


def fnv(name: str) -> int:
    h = 2166136261
    for byte in name.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def slot_of(h: int) -> int:
    return (h ^ h >> 15) % SLOTS


def main(output: str) -> None:
    names = html.entities.html5
    rows = sorted(name[:-1] for name in names if name.endswith(";"))
    bare = {name for name in names if not name.endswith(";")}
    assert bare <= set(rows) and len(names) == 2231
    assert max(map(len, bare)) <= 6 and max(map(len, rows)) <= 31
    slots = [0] * SLOTS
    for number, name in enumerate(rows, 1):
        at = slot_of(fnv(name))
        while slots[at]:
            at = (at + 1) % SLOTS
        slots[at] = number
    lines = ["/* Made by tools/html_references.py. */"]
    lines.append("static const wk_reference_row reference_rows[] = {")
    lines.append('    {0, 0, 0, 0, ""},')
    at = 0
    for name in rows:
        value = names[name + ";"].encode()
        assert len(value) <= 6
        text = "".join(f"\\{byte:03o}" for byte in value)
        lines.append(f'    {{{at}, {len(name)}, {int(name in bare)}, {len(value)}, "{text}"}},')
        at += len(name)
    lines.append("};")
    lines.append("static const char reference_names[] =")
    pool = "".join(rows)
    lines += [f'    "{pool[i:i + 100]}"' for i in range(0, len(pool), 100)]
    lines[-1] += ";"
    lines.append(f"static const uint16_t reference_slots[{SLOTS}] = {{")
    lines += ["    " + " ".join(f"{s}," for s in slots[i:i + 16]) for i in range(0, SLOTS, 16)]
    lines.append("};")
    with open(output, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")


main(sys.argv[1])
