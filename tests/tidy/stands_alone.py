"""Compiles alone what builds that join sources do not: each header that no source of the same name
proves to stand alone and, of listed files, each source of a program.

usage: stands_alone.py ROOT [--listed] COMPILER [ARGUMENT...]
With --listed only of those files that stdin names. Exit code 1 names every file that does not.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True

from tree import Tree  # noqa: E402

FLAGS = ["-std=c++20", "-fsyntax-only", "-x", "c++", "-DMSGPACK_NO_BOOST", "-I."]


def complaint(root: pathlib.Path, compiler: list[str], file: str) -> str:
    """What the compiler says of a source, or of one that includes this header twice."""
    header = file.endswith(".hpp")
    text = f'#include "{file}"\n' * 2 if header else None
    ran = subprocess.run([*compiler, *FLAGS, "-" if header else file], input=text, cwd=root,
                         capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else f"{file} does not compile alone:\n{ran.stderr}"


def main() -> int:
    root, compiler = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    tree = Tree(root)
    sources = set(tree.files(".cpp"))
    files = [path for path in tree.files(".hpp") if path[:-3] + "cpp" not in sources]
    if compiler[0] == "--listed":
        listed = set(sys.stdin.read().split())
        compiler = compiler[1:]
        files = [path for path in files if path in listed]
        # Those of tests are told things on the command line.
        files += sorted(path for path in sources & listed if not path.startswith("tests/"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda file: complaint(root, compiler, file), files))
    print("\n".join(filter(None, found)))
    print(f"{len(files)} files were compiled alone; {sum(map(bool, found))} cannot be")
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
