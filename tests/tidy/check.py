"""The list of checks. Each says what is wrong where, and carries a tree that it must object to."""

import dataclasses
import pathlib
import tempfile
from typing import Callable

from tree import Tree

Finder = Callable[[Tree], list[str]]


@dataclasses.dataclass(frozen=True)
class Check:
    sentence: str  # what holds when nothing is found
    find: Finder
    bad: tuple[dict[str, str], ...]  # small trees, path to text, each with at least one finding


CHECKS: list[Check] = []


def check(sentence: str, *bad: dict[str, str]):
    """Adds the function below to the list."""
    def add(find: Finder) -> Finder:
        CHECKS.append(Check(sentence, find, bad))
        return find
    return add


def objects(one: Check) -> bool:
    """Whether the check finds something in every tree that it must object to."""
    return bool(one.bad) and all(_finds(one, files) for files in one.bad)


def _finds(one: Check, files: dict[str, str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="ballast-tidy-") as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return bool(one.find(Tree(root)))
