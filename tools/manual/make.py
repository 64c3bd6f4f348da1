"""Makes a program's manual page or its completion for bash, from its table of options.

usage: make.py page PROGRAM SECTION TABLE | completion PROGRAM TABLE
       make.py table PROGRAM SCRIPT VERSION     the table of a Python program
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True

from argparse_table import table_of  # noqa: E402
from completion import completion_of  # noqa: E402
from page import page_of  # noqa: E402


def read(path: str) -> dict:
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def made(what: str, program: str, *rest: str) -> str:
    if what == "table":
        script, version = rest
        return json.dumps(table_of(pathlib.Path(script), program, version), indent=2) + "\n"
    if what == "page":
        section, table = rest
        about = read(str(pathlib.Path(__file__).with_name("about.json")))[program]
        return page_of(program, section, read(table), about)
    (table,) = rest
    return completion_of(program, read(table))


if __name__ == "__main__":
    sys.stdout.write(made(*sys.argv[1:]))
