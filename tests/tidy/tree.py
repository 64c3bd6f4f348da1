"""The files that the checks look at, and the text of each."""

import os
import pathlib
import re
import subprocess

NOT_OURS = re.compile(r"(^|/)(build[^/]*|\.git|\.cache|__pycache__)/")


class Tree:
    """The files below `root`: what git knows and does not ignore, or all when there is no git."""

    def __init__(self, root: pathlib.Path):
        self.root = root
        self.paths = sorted(path for path in self._listed() if (root / path).is_file())
        self._texts: dict[str, str] = {}

    def _listed(self) -> list[str]:
        listed = subprocess.run(["git", "-C", self.root, "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], capture_output=True, text=True, check=False)
        top = self.root / ".git"
        if listed.returncode == 0 and top.exists():
            return [path for path in listed.stdout.split("\0") if path]
        found = (os.path.relpath(os.path.join(folder, name), self.root)
                 for folder, _, names in os.walk(self.root) for name in names)
        return [path for path in found if not NOT_OURS.search(path)]

    def text(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def lines(self, path: str) -> list[str]:
        return self.text(path).splitlines()

    def files(self, *endings: str, under: str = "") -> list[str]:
        return [path for path in self.paths if path.endswith(endings) and path.startswith(under)]

    def cpp(self, under: str = "") -> list[str]:
        return self.files(".cpp", ".hpp", under=under)

    def scripts(self) -> list[str]:
        """Python files and everything that names its interpreter."""
        return [path for path in self.paths if path.endswith(".py") or self.is_script(path)]

    def is_script(self, path: str) -> bool:
        with open(self.root / path, "rb") as file:
            return file.read(2) == b"#!"


_TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s]*)\(.*?\)(?P=mark)"|"""
                    r""""(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'""", re.DOTALL)


def code_lines(text: str) -> list[str]:
    """The lines of a C++ file with the words of comments and of literals blanked out."""
    def blank(found: re.Match) -> str:
        word = found.group()
        return "\n" * word.count("\n") if word.startswith("/") else '""' + "\n" * word.count("\n")
    kept = "\n".join("" if line.lstrip().startswith("#include") else line
                     for line in text.splitlines())
    return _TOKEN.sub(blank, kept).splitlines()
