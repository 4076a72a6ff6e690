#!/usr/bin/env python3
"""The tagger of names: models trained and scored, and whether the pack ships what training makes.

usage: names.py BUILD FOLDER [--install]

FOLDER holds idner-train.tsv, idner-dev.tsv, nergrit-train.tsv and nergrit-dev.tsv. Each model is trained on its own file
alone. Prints entity F1 as CoNLL counts it and tokens a second on one core; with --install the first model goes into
packs/id. `./dev bench` calls measure() when ../shared/bench/ner is there, `./dev names FOLDER` this program.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "packs" / "id" / "names.model"
LEAST = {"idner": 0.83, "nergrit": 0.70}  # entity F1; a plain perceptron: .806 and .658
SPEED = 1.0  # million tokens a second
LARGEST = 4.0  # MB


def measure(build, folder, install=False):
    """Trains and scores; the marks as (text, met)."""
    names, marks = Path(build) / "tools" / "names" / "names", []
    with tempfile.TemporaryDirectory(prefix="warkat-names-") as scratch:
        for name, least in LEAST.items():
            model = Path(scratch) / f"{name}.model"
            subprocess.run([names, "train", "id", folder / f"{name}-train.tsv", model], check=True, stdout=subprocess.DEVNULL)
            said = subprocess.run([names, "score", "id", model, folder / f"{name}-dev.tsv"], check=True, capture_output=True, text=True).stdout
            f1 = {k: float(v) for k, v in re.findall(r" (all|PER|ORG|LOC) ([\d.]+)", said)}
            speed, size = float(re.search(r"([\d.]+) million", said)[1]), model.stat().st_size / 1e6
            marks.append((f"names, {name}: entity F1 {f1['all']:.3f} (persons {f1['PER']:.3f}, organisations {f1['ORG']:.3f}, places "
                          f"{f1['LOC']:.3f}; mark: {least:.2f}), {speed:.1f} million tokens/s (mark: {SPEED:.0f}), {size:.2f} MB "
                          f"(mark: {LARGEST:.0f})", f1["all"] >= least and speed >= SPEED and size <= LARGEST))
            if name == next(iter(LEAST)):
                same = SHIPPED.exists() and SHIPPED.read_bytes() == model.read_bytes()
                if install and not same:
                    SHIPPED.write_bytes(model.read_bytes())
                marks.append(("packs/id/names.model is what training makes of today's lists" if same else
                              "packs/id/names.model is new: build and test again" if install else
                              "packs/id/names.model was trained with other lists than today's: ./dev names FOLDER trains it anew",
                              True))
    return marks


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    marks = measure(sys.argv[1], Path(sys.argv[2]), "--install" in sys.argv)
    for text, met in marks:
        print(f"{'met   ' if met else 'MISSED'}  {text}")
    sys.exit(not all(met for _, met in marks))


if __name__ == "__main__":
    main()
