"""Markdown whose links lead somewhere, and settings that are written down."""

import posixpath
import re

from check import check
from tree import Tree

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _anchors(text: str) -> set[str]:
    """The names that a reader of the page can jump to, as code hosts make them from headings."""
    headings = re.findall(r"^#+\s+(.*?)\s*$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@check("links in Markdown lead to something",
       {"README.md": "# a\n[map](docs/map.md)\n"}, {"README.md": "# a\n[below](#nowhere)\n"})
def links(tree: Tree) -> list[str]:
    findings = []
    for path in tree.files(".md"):
        for found in _LINK.finditer(_FENCE.sub("", tree.text(path))):
            target = found.group(1) or found.group(2)
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            beside = posixpath.join(posixpath.dirname(path), name)
            page = posixpath.normpath(beside) if name else path
            if not (tree.root / page).exists():
                findings.append(f"{path}: nothing at {target}")
            elif anchor and page.endswith(".md") and anchor not in _anchors(tree.text(page)):
                findings.append(f"{path}: no heading for {target}")
    return findings


@check("a Markdown page begins with its title", {"docs/a.md": "text\n"})
def titles(tree: Tree) -> list[str]:
    return [f"{path}: the first line must be a title" for path in tree.files(".md")
            if not tree.text(path).startswith("# ")]


@check("every planner setting is in docs/formats.md",
       {"planner/settings/settings.hpp": 'visit("beam_width", s.beam_width);\n',
        "docs/formats.md": "# Formats\n"})
def settings(tree: Tree) -> list[str]:
    text = "".join(tree.text(path) for path in tree.cpp("planner/settings/"))
    written = tree.text("docs/formats.md") if "docs/formats.md" in tree.paths else ""
    return [f"setting '{name}' is not described in docs/formats.md"
            for name in sorted(set(re.findall(r'visit\(\s*"(\w+)"', text)))
            if not re.search(rf"\b{name}\b", written)]


@check("an example that names a file of the tree is that file",
       {"docs/a.md": "# a\n```toml etc/a.toml\nb = 1\n```\n", "etc/a.toml": "b = 2\n"})
def examples(tree: Tree) -> list[str]:
    known = set(tree.paths)
    return [f"{path}: the example is not {name}; copy the file" for path in tree.files(".md")
            for name, text in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", tree.text(path),
                                         re.MULTILINE | re.DOTALL)
            if name in known and text != tree.text(name)]
