#!/usr/bin/env python3
"""Names what a build directory must hold for all tests but those of one suite.

usage: needed_targets.py BUILD SUITE      Prints one target a line, for ninja.
"""

import json
import pathlib
import subprocess
import sys


def introspected(build: pathlib.Path, what: str):
    ran = subprocess.run(["meson", "introspect", f"--{what}", build], check=True,
                         capture_output=True, text=True)
    return json.loads(ran.stdout)


def main() -> None:
    build, suite = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    needed = set()
    for test in introspected(build, "tests"):
        if not any(name.split(":")[-1] == suite for name in test["suite"]):
            needed.update(test["depends"])
            needed.update(test["cmd"])
    for target in introspected(build, "targets"):
        path = pathlib.Path(target["filename"][0])
        if target["installed"] or target["id"] in needed or str(path) in needed:
            print(path.relative_to(build))


if __name__ == "__main__":
    main()
