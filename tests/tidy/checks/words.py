"""What may not be left in the text of a file."""

import re

from check import check
from tree import Tree

TEXT = (".cpp", ".hpp", ".h", ".py", ".sh", ".build", ".md", ".toml", ".json", ".ino", ".service",
        ".target", ".supp", ".js", ".css", ".html")
LEFTOVER = "TO" "DO|FIX" "ME|XX" "X|HA" "CK"
MACHINE = "|".join((r"(?<![\w.>}])/(wo" "rk|ho" "me|ro" "ot|Us" "ers)/", "deb\\.debian" "\\.org",
                    "registry\\.npm" "js", "pypi\\." "org", "crates\\." "io", "proxy\\.gol" "ang"))
CODE = re.compile(r"^\s*//+\s*((return|if|for|while|auto|const|using|#include|std::|\w+(::\w+)*\()"
                  r".*[;{]|[\w:.>-]+\s*(=|\+=)\s*[^=].*;|\}.*)\s*$")


def _texts(tree: Tree) -> list[str]:
    return [path for path in tree.paths if path.endswith(TEXT) or tree.is_script(path)]


def _search(tree: Tree, paths: list[str], pattern: re.Pattern, what: str) -> list[str]:
    return [f"{path}:{number}: {what}: {line.strip()}" for path in paths
            for number, line in enumerate(tree.lines(path), 1) if pattern.search(line)]


@check("nothing is left to be done later in a comment", {"tools/a.cpp": "// TO" "DO: all of it\n"})
def no_leftovers(tree: Tree) -> list[str]:
    return _search(tree, _texts(tree), re.compile(rf"\b({LEFTOVER})\b"), "leftover")


@check("no code is commented out",
       {"tools/a.cpp": "//  auto price = lookup(name);\n"}, {"tools/a.cpp": "// price = 3.0;\n"},
       {"tools/a.cpp": "// if (price > 3.0) {\n"})
def no_dead_code(tree: Tree) -> list[str]:
    return _search(tree, tree.cpp(), CODE, "code in a comment")


@check("no path of one machine and no package host is named",
       {"tools/a.sh": "cat /ho" "me/me/notes\n"})
def no_machine(tree: Tree) -> list[str]:
    return _search(tree, _texts(tree), re.compile(MACHINE), "names a machine")


@check("no banner, no tab, no space at the end of a line",
       {"tools/a.cpp": "// ------------------\n"}, {"tools/a.cpp": "int a;\t\n"},
       {"tools/a.cpp": "int a; \n"})
def no_noise(tree: Tree) -> list[str]:
    return _search(tree, tree.cpp() + tree.scripts() + tree.files("meson.build"),
                   re.compile(r"^\s*(//|#)\s*[-=*#/]{6,}|\t|[ \t]$"), "noise")
