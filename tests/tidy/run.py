"""Runs every check of the tree's style, each with the proof that it can fail. Prints TAP.

usage: run.py [ROOT]
"""

import pathlib
import sys

sys.dont_write_bytecode = True

from check import CHECKS, objects  # noqa: E402
from checks import calls, documents, files, includes, names, shape, words  # noqa: E402, F401
from tree import Tree  # noqa: E402


def main() -> int:
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    tree = Tree(root.resolve())
    results = []
    for one in CHECKS:
        results.append((one.sentence, one.find(tree)))
        results.append((f"objects when not: {one.sentence}",
                        [] if objects(one) else ["it found nothing in a tree made to be wrong"]))
    print(f"1..{len(results)}")
    for number, (sentence, findings) in enumerate(results, 1):
        print(f"{'not ok' if findings else 'ok'} {number} - {sentence}")
        for finding in findings:
            print(f"# {finding}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
