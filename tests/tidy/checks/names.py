"""Names that files of one folder keep for themselves, for these files are compiled together."""

import collections
import json
import os
import re
import subprocess

from check import check
from tree import Tree

MACRO = re.compile(r"^[A-Z_]+$")  # TEST and its like, which ctags takes for functions
USING = re.compile(r"^using (?:\w+::)+(\w+);", re.MULTILINE)
ALONE = "unity=off"  # what a meson.build says when its files are compiled one by one


def types_of(signature: str) -> str:
    """A signature without the names of its parameters."""
    depth, types = 0, ""
    for letter in signature:
        depth += {"<": 1, ">": -1}.get(letter, 0)
        types += ";" if letter == "," and depth == 0 else letter
    return re.sub(r"(?<=[\s&*>])\w+(?=[;)])|\s", "", types)


class Names:
    """What one file defines in unnamed namespaces, and names that must not mean that elsewhere."""

    def __init__(self, text: str):
        self.defined: dict[str, int] = {}  # with types of parameters, to the line
        self.locals: dict[str, int] = {}
        self.used = set(USING.findall(text))

    def add(self, tag: dict):
        scope = tag.get("scope", "").split("::")[-1]
        if tag["kind"] in ("local", "parameter"):
            self.locals.setdefault(tag["name"], tag["line"])
        elif scope.startswith("__anon") and tag.get("scopeKind") == "namespace":
            if not MACRO.match(tag["name"]):
                self.defined[tag["name"] + types_of(tag.get("signature", ""))] = tag["line"]

    def clashes(self, other: "Names"):
        yield from ((line, name) for name, line in self.defined.items()
                    if name in other.defined or name in other.used)
        yield from ((line, name) for name, line in self.locals.items() if name in other.defined)


def names_by_folder(tree: Tree) -> dict[str, dict[str, Names]]:
    """The files that may be compiled together, with their names."""
    folders = collections.defaultdict(dict)
    for path in tree.files(".cpp"):
        folder = os.path.dirname(path)
        build = folder + "/meson.build"
        if build not in tree.paths or ALONE not in tree.text(build):
            folders[folder][path] = Names(tree.text(path))
    listed = subprocess.run(
        ["ctags", "--output-format=json", "--fields=+nSK", "--kinds-C++=fvcseglz",
         "--languages=C++", "--langmap=C++:.cpp", "-f", "-", "-L", "-"],
        input="\n".join(path for files in folders.values() for path in files), cwd=tree.root,
        capture_output=True, text=True, check=True)
    for tag in map(json.loads, listed.stdout.splitlines()):
        folders[os.path.dirname(tag["path"])][tag["path"]].add(tag)
    return folders


@check("what a file defines in its unnamed namespace has no twin in its folder",
       {"planner/model/a.cpp": "namespace {\nconstexpr int most = 1;\n}\n",
        "planner/model/b.cpp": "namespace {\nconstexpr int most = 2;\n}\n"},
       {"planner/model/a.cpp": "namespace {\nint half(int whole) { return whole / 2; }\n}\n",
        "planner/model/b.cpp": "namespace {\nint half(int /*all*/) { return 0; }\n}\n"},
       {"planner/model/a.cpp": "namespace {\nconstexpr int most = 1;\n}\n",
        "planner/model/b.cpp": "int few() {\n  int most = 2;\n  return most;\n}\n"},
       {"planner/model/a.cpp": "namespace {\nconstexpr int most = 1;\n}\n",
        "planner/model/b.cpp": "namespace {\nusing test::most;\n}\n"})
def private_twins(tree: Tree) -> list[str]:
    return [f"{path}:{line}: {name} means something else in {other}; rename one, or share it"
            for files in names_by_folder(tree).values() for path, names in files.items()
            for other, others in files.items() if other != path
            for line, name in names.clashes(others)]


NAMESPACE = re.compile(r"^namespace (ballast(?:::\w+)*) \{", re.MULTILINE)
TYPE = re.compile(r"^(?:class|struct|enum class) (\w+)(?: final)?(?: :[^{;]*)? \{", re.MULTILINE)


@check("a type has its name alone in its namespace: programs join folders",
       {"planner/model/a.hpp": "namespace ballast::planner {\nstruct Trade {\n};\n}\n",
        "planner/why/b.hpp": "namespace ballast::planner {\nclass Trade final : Base {\n};\n}\n"})
def public_twins(tree: Tree) -> list[str]:
    places: dict[tuple[str, str], str] = {}
    found = []
    for path in tree.files(".hpp"):
        space = NAMESPACE.search(tree.text(path))
        for name in TYPE.findall(tree.text(path)) if space else ():
            first = places.setdefault((space[1], name), path)
            if first != path:
                found.append(f"{path}: {name} is another type in {first}; rename one")
    return found
