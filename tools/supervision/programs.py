"""Where `ballast` and `ballast-actor` are: BALLAST_BIN, a build tree, or an installation."""

import os
import pathlib
import shutil
import sys

from .failure import Failure

TOOLS = pathlib.Path(__file__).resolve().parents[1]
BUILD_TREES = ("build", "build-release")


def _folders() -> list[pathlib.Path]:
    if chosen := os.environ.get("BALLAST_BIN"):
        return [pathlib.Path(folder) for folder in chosen.split(os.pathsep)]
    if (TOOLS.parent / "meson.build").is_file():
        return [TOOLS.parent / tree for tree in BUILD_TREES]
    prefix = TOOLS.parents[1]
    return [prefix / "bin", prefix / "libexec" / "ballast", prefix / "lib" / "ballast"]


def find(name: str) -> str:
    """The absolute path of a program of ours. Throws Failure when it is nowhere."""
    folders = _folders()
    for folder in folders:
        for place in (folder, folder / "tools", folder / "tools" / name, folder / "actors"):
            program = place / name
            if program.is_file() and os.access(program, os.X_OK):
                return str(program.resolve())
    places = ", ".join(str(folder) for folder in folders)
    raise Failure(f"program '{name}' is not built: looked in {places}; "
                  "build it (see README.md) or set BALLAST_BIN")


def own_name() -> str:
    """What a person types: the installed program, or the script of the source tree."""
    name = pathlib.Path(sys.argv[0]).name
    return name if name.startswith("ballast-") else f"tools/{name}"


def need(name: str, package: str) -> str:
    """The path of a system program. Throws Failure that names the package which brings it."""
    program = shutil.which(name)
    if not program:
        raise Failure(f"'{name}' is not installed: install package {package}")
    return program


def default_cluster() -> pathlib.Path:
    """BALLAST_CLUSTER, else the file of the source tree, else the installed one."""
    if chosen := os.environ.get("BALLAST_CLUSTER"):
        return pathlib.Path(chosen)
    in_tree = TOOLS.parent / "etc" / "cluster.toml"
    return in_tree if in_tree.is_file() else pathlib.Path("/etc/ballast/cluster.toml")
