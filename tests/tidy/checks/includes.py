"""Who may include whom, and headers that stand alone."""

import posixpath
import re

from check import check
from tree import Tree

MAY_INCLUDE = {
    "planner": {"planner"},
    "messages": {"messages", "planner"},
    "broker": {"broker", "messages", "planner"},
    "hardware": {"hardware"},
    "actors": {"actors", "hardware", "broker", "messages", "planner"},
    "tools": {"tools", "actors", "hardware", "broker", "messages", "planner"},
    "tests": {"tests", "tools", "actors", "hardware", "broker", "messages", "planner"},
}
# Transport moves bytes: of the layers below it may know only what frames and failures look like.
BROKER_MAY_INCLUDE = re.compile(r"broker/|planner/model/failure\.hpp|messages/"
                                r"(envelope|payload|work|crew_report|events|control|codec)")
# One folder for each actor; other folders below actors/ are shared by them.
ROLES = {"opportunity", "generator", "evaluator", "coordinator", "portfolio", "trading", "universe",
         "scoring", "optimization", "gateway", "display"}

_INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def _own(tree: Tree, under: str = ""):
    for path in tree.cpp(under):
        for included in _INCLUDE.findall(tree.text(path)):
            yield path, included


@check("includes run one way",
       {"planner/plan/plan.hpp": '#include "broker/node.hpp"\n'},
       {"hardware/matrix.cpp": '#include "actors/display/display.hpp"\n'})
def one_way(tree: Tree) -> list[str]:
    findings = []
    for path, included in _own(tree):
        layer, below = path.split("/")[0], included.split("/")[0]
        if layer in MAY_INCLUDE and below not in MAY_INCLUDE[layer]:
            findings.append(f"{path}: {layer} may not include {included}")
    return findings


@check("includes name a file from the root of the tree",
       {"planner/plan/plan.cpp": '#include "plan.hpp"\n', "planner/plan/plan.hpp": ""})
def from_root(tree: Tree) -> list[str]:
    known = {path.removesuffix(".in") for path in tree.paths}  # Meson fills in a .in file
    return [f"{path}: \"{included}\" is no path from the root" for path, included in _own(tree)
            if included not in known]


@check("the broker knows no domain type",
       {"broker/node.hpp": '#include "planner/model/security.hpp"\n'})
def broker_is_blind(tree: Tree) -> list[str]:
    return [f"{path}: transport may not know {included}" for path, included in _own(tree, "broker/")
            if not BROKER_MAY_INCLUDE.match(included)]


@check("an actor never includes another actor",
       {"actors/trading/trading.cpp": '#include "actors/portfolio/portfolio.hpp"\n'},
       {"actors/configuration/roles.cpp": '#include "actors/trading/trading.hpp"\n'})
def actors_stand_alone(tree: Tree) -> list[str]:
    findings = []
    for path, included in _own(tree, "actors/"):
        here, there = path.split("/"), included.split("/")
        if there[0] != "actors" or len(here) < 3 or len(there) < 3:
            continue
        if there[1] in ROLES and there[1] != here[1]:
            findings.append(f"{path}: {here[1]} may not include {included}")
    return findings


@check("a source includes its own header first, which proves that the header stands alone",
       {"planner/a/a.cpp": '#include <vector>\n#include "planner/a/a.hpp"\n',
        "planner/a/a.hpp": ""})
def own_header_first(tree: Tree) -> list[str]:
    known = set(tree.paths)
    findings = []
    for path in tree.files(".cpp"):
        header = posixpath.splitext(path)[0] + ".hpp"
        first = re.search(r'^\s*#\s*include\s*["<]([^">]+)[">]', tree.text(path), re.MULTILINE)
        if header in known and (not first or first.group(1) != header):
            findings.append(f"{path}: the first include must be \"{header}\"")
    return findings


@check("a header begins with what it is for, then #pragma once",
       {"planner/a/a.hpp": "#pragma once\n"}, {"planner/a/a.hpp": "// What it is for.\n"})
def headers_begin_well(tree: Tree) -> list[str]:
    findings = []
    for path in tree.files(".hpp"):
        code = [line for line in tree.lines(path) if line and not line.startswith("//")]
        if not tree.text(path).startswith("// "):
            findings.append(f"{path}: the first line must say what the file is for")
        if not code or code[0] != "#pragma once":
            findings.append(f"{path}: '#pragma once' must follow the first comment")
    return findings
