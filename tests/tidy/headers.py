"""Compiles alone each header that no source of the same name proves to stand alone.

usage: headers.py ROOT [--listed] COMPILER [ARGUMENT...]
With --listed only of those files that stdin names. Exit code 1 names every header that does not.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True

from tree import Tree  # noqa: E402

FLAGS = ["-std=c++20", "-fsyntax-only", "-x", "c++", "-DMSGPACK_NO_BOOST", "-I."]


def complaint(root: pathlib.Path, compiler: list[str], header: str) -> str:
    """What the compiler says of a file that includes this header twice and nothing else."""
    source = f'#include "{header}"\n#include "{header}"\n'
    ran = subprocess.run([*compiler, *FLAGS, "-"], input=source, cwd=root, capture_output=True,
                         text=True, check=False)
    return "" if ran.returncode == 0 else f"{header} does not compile alone:\n{ran.stderr}"


def main() -> int:
    root, compiler = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    listed = set(sys.stdin.read().split()) if compiler[0] == "--listed" else None
    tree = Tree(root)
    sources = set(tree.files(".cpp"))
    headers = [path for path in tree.files(".hpp") if path[:-3] + "cpp" not in sources
               and (listed is None or path in listed)]
    compiler = compiler[listed is not None:]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda header: complaint(root, compiler, header), headers))
    print("\n".join(filter(None, found)))
    print(f"{len(headers)} headers have no source; {sum(map(bool, found))} do not stand alone")
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
