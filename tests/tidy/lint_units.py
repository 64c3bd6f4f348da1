#!/usr/bin/env python3
"""Prints the compiled units of a build directory that hold the given sources, one a line.

usage: lint_units.py BUILD [SOURCE...]     without sources: every unit
A unit is a source, or the file in which the build joins several. Units come in the order of the
sources, so that whoever lints the first few of them lints what was named first.
"""

import json
import pathlib
import re
import sys


def sources_of(unit: pathlib.Path) -> list[pathlib.Path]:
    if "-unity" not in unit.name:
        return [unit]
    joined = re.findall(r'#include\s*<([^>]+\.cpp)>', unit.read_text())
    return [pathlib.Path(source).resolve() for source in joined]


def main() -> None:
    build, wanted = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    unit_of = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        unit = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        for source in sources_of(unit):
            unit_of.setdefault(source, unit)
    if wanted:
        found = [unit_of.get(pathlib.Path(source).resolve()) for source in wanted]
    else:
        found = list(unit_of.values())
    for unit in dict.fromkeys(unit for unit in found if unit):
        print(unit)


main()
