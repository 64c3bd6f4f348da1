"""How wide, how long and how big. A list of exceptions may only get shorter."""

import json
import re
import subprocess

from check import check
from tree import Tree

WIDTH_MAX = 100
FILE_LINES_MAX = 320
FUNCTION_LINES_MAX = 70
MESON_LINES_MAX = 40
ROOT_MESON_LINES_MAX = 100  # it names every dependency of the project once
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


@check(f"no line is wider than {WIDTH_MAX} columns",
       {"tools/a.cpp": "int a;" + " " * WIDTH_MAX + "// far\n"})
def width(tree: Tree) -> list[str]:
    paths = tree.cpp() + tree.scripts() + tree.files("meson.build", ".toml", ".supp")
    return [f"{path}:{number}: {len(line)} columns" for path in paths
            for number, line in enumerate(tree.lines(path), 1) if len(line) > WIDTH_MAX]


@check(f"no file is longer than {FILE_LINES_MAX} lines",
       {"tools/a.cpp": "int a;\n" * (FILE_LINES_MAX + 1)})
def file_length(tree: Tree) -> list[str]:
    paths = tree.cpp() + tree.scripts() + tree.files(".js", ".css", ".html", ".ino")
    sizes = {path: len(tree.lines(path)) for path in paths}
    return [f"{path}: {size} lines; split it by idea" for path, size in sizes.items()
            if size > LONG_FILES.get(path, FILE_LINES_MAX)]


@check(f"no function is longer than {FUNCTION_LINES_MAX} lines",
       {"tools/a.cpp": "int f() {\n" + "  g();\n" * FUNCTION_LINES_MAX + "}\n"},
       {"tools/a.py": "def f():\n" + "    g()\n" * FUNCTION_LINES_MAX})
def function_length(tree: Tree) -> list[str]:
    paths = tree.cpp() + tree.files(".py")
    if not paths:
        return []
    listed = subprocess.run(
        ["ctags", "--output-format=json", "--fields=+ne", "--kinds-C++=f", "--kinds-Python=fm",
         "--languages=C++,Python", "--langmap=C++:.cpp.hpp", "-f", "-", "-L", "-"],
        input="\n".join(paths), cwd=tree.root, capture_output=True, text=True, check=True)
    findings = []
    for tag in map(json.loads, listed.stdout.splitlines()):
        size = tag.get("end", tag["line"]) - tag["line"] + 1
        name = f"{tag['path']}:{tag['name']}"
        if size > LONG_FUNCTIONS.get(name, FUNCTION_LINES_MAX):
            findings.append(f"{tag['path']}:{tag['line']}: {tag['name']} has {size} lines")
    return findings


@check("a Meson file is short: one folder, one library",
       {"planner/meson.build": "# line\n" * (MESON_LINES_MAX + 1)})
def meson_length(tree: Tree) -> list[str]:
    findings = []
    for path in tree.files("meson.build"):
        most = ROOT_MESON_LINES_MAX if path == "meson.build" else MESON_LINES_MAX
        if len(tree.lines(path)) > most:
            findings.append(f"{path}: {len(tree.lines(path))} lines, at most {most}")
    return findings


@check("no file is large", {"etc/a.toml": "# much\n" * 200_000})
def file_size(tree: Tree) -> list[str]:
    return [f"{path}: over a megabyte; generate it or leave it out" for path in tree.paths
            if (tree.root / path).stat().st_size > 1_000_000]


@check("names are words in one style",
       {"planner/model/DateUtil.cpp": ""}, {"planner/util/date.cpp": ""},
       {"planner/model/date_helpers.hpp": ""})
def names(tree: Tree) -> list[str]:
    vague = re.compile(r"(^|[/_])(util|utils|helper|helpers|manager|common|misc|stuff)([/_.]|$)")
    findings = [f"{path}: a name must say what is inside" for path in tree.paths
                if vague.search(path)]
    findings += [f"{path}: names are lower_case" for path in tree.cpp() + tree.files(".py")
                 if path != path.lower() or "-" in path]
    return findings
