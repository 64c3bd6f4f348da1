"""Holds the plain reference against the recorded results of the planner that it describes.

usage: run.py ROOT     Prints TAP. BALLAST_GOLDEN names the folder of recorded results.
"""

import pathlib
import sys

sys.dont_write_bytecode = True

import golden_files  # noqa: E402
from tap import Tap  # noqa: E402


def check_golden(root, tap):
    where = golden_files.folder(root)
    files = golden_files.read_all(where)
    for name in golden_files.GROUPS:
        if name not in files:
            tap.skip(f"the reference equals {name}.json", f"{where / name}.json is not there")
    golden_files.compare_all(files, tap)
    return files


def print_switches(files, tap):
    tap.note("recorded cases that come out differently with one correction alone:")
    for switch, count in golden_files.changed_by_each_switch(files).items():
        tap.note(f"  {switch}: {count}")


def main():
    root, tap = pathlib.Path(sys.argv[1]).resolve(), Tap()
    files = check_golden(root, tap)
    print_switches(files, tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
