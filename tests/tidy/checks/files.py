"""Scripts that can be run and can be read, and the kinds of file there are."""

import ast
import os
import subprocess

from check import check
from tree import Tree


@check("what names its interpreter is executable, and nothing else is",
       {"tools/run": "#!/bin/sh\n"})
def executables(tree: Tree) -> list[str]:
    findings = []
    for path in tree.paths:
        runs = os.access(tree.root / path, os.X_OK)
        if runs != tree.is_script(path):
            findings.append(f"{path}: " + ("executable without a first line '#!'" if runs
                                           else "names its interpreter but is not executable"))
    return findings


@check("every script says what it is for",
       {"tools/a.py": "import os\n"}, {"tools/a": "#!/bin/sh\nset -e\n"})
def scripts_begin_well(tree: Tree) -> list[str]:
    findings = []
    for path in tree.scripts():
        lines = [line for line in tree.lines(path)[:3] if not line.startswith("#!")]
        if not lines or not lines[0].startswith(('"""', "# ")):
            findings.append(f"{path}: the first line must say what the file is for")
    return findings


@check("every script parses", {"tools/a.py": "def f(:\n"}, {"tools/a": "#!/bin/bash\nif\n"})
def scripts_parse(tree: Tree) -> list[str]:
    findings = []
    for path in tree.scripts():
        first = tree.lines(path)[0]
        if path.endswith(".py") or "python" in first:
            try:
                ast.parse(tree.text(path))
            except SyntaxError as error:
                findings.append(f"{path}:{error.lineno}: {error.msg}")
        elif "sh" in first:
            read = subprocess.run(["bash", "-n", tree.root / path], capture_output=True, text=True,
                                  check=False)
            findings += [f"{path}: {line}" for line in read.stderr.splitlines()]
    return findings


@check("every source is built: each .cpp is named in a Meson file",
       {"planner/a/meson.build": "", "planner/a/a.cpp": "int a;\n"})
def sources_are_built(tree: Tree) -> list[str]:
    named = "\n".join(tree.text(path) for path in tree.files("meson.build"))
    return [f"{path}: no meson.build names it" for path in tree.files(".cpp")
            if os.path.basename(path) not in named]
