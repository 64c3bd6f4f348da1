"""Manual pages and completion hold every command and option that the programs themselves tell."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

MADE = pathlib.Path(os.environ["BALLAST_MANUAL"])
PROGRAMS = {
    "ballast": [os.environ["BALLAST_PROGRAM"]],
    "ballast-actor": [os.environ["BALLAST_ACTOR_PROGRAM"]],
    "ballast-sample-market": [os.environ["BALLAST_SAMPLE_MARKET_PROGRAM"]],
    "ballast-supervise": [os.environ["BALLAST_SUPERVISE"]],
}
SECTIONS = {"ballast-actor": "8"}
# An option stands at the beginning of its line, and its short name before it.
TOLD_OPTION = re.compile(r"^ +(?:-\w[^-]*)?(--[a-z-]+)", re.MULTILINE)
TOLD_COMMAND = re.compile(r"^(?:  |    )([a-z]+) +\S", re.MULTILINE)
WIDE = {**os.environ, "COLUMNS": "120", "MANWIDTH": "120", "LC_ALL": "C.UTF-8"}


def output_of(*words: str, folder: str | None = None) -> str:
    return subprocess.run(words, env=WIDE, check=True, capture_output=True, text=True,
                          cwd=folder).stdout


def told(program: str, *words: str) -> str:
    return output_of(*PROGRAMS[program], *words, "--help")


def commands_of(program: str) -> list[tuple[str, ...]]:
    found = [(name,) for name in TOLD_COMMAND.findall(told(program))]
    return found + ([("plan", "verify")] if program == "ballast" else [])


def shown(program: str) -> str:
    """The page as a reader sees it."""
    page = MADE / f"{program}.{SECTIONS.get(program, '1')}"
    return re.sub(".\b", "", output_of("man", "-l", "-E", "ascii", str(page)))


def offered(program: str, *words: str) -> set[str]:
    """What bash offers after these words, in a folder without files."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
              f'_{program.replace("-", "_")}; printf "%s\\n" "${{COMPREPLY[@]}}"')
    with tempfile.TemporaryDirectory() as folder:
        return set(output_of("bash", "-c", script, "bash", str(MADE.resolve() / program), program,
                             *words, folder=folder).split())


class Manual(unittest.TestCase):
    def test_pages_are_whole_and_found_by_name(self):
        for program in PROGRAMS:
            with self.subTest(program):
                page = str(MADE / f"{program}.{SECTIONS.get(program, '1')}")
                warned = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z",
                                         page], env=WIDE, check=True, capture_output=True)
                self.assertEqual(warned.stderr, b"")
                self.assertRegex(output_of("lexgrog", page), f'"{program} - [a-z].*"')

    def test_every_command_has_a_section_with_its_options(self):
        for program in ("ballast", "ballast-supervise"):
            commands = commands_of(program)
            self.assertGreaterEqual(len(commands), 5)
            page, _, common = shown(program).partition("OPTIONS OF EVERY COMMAND")
            titles_and_parts = re.split(r"\n   (?=\S)(.*)\n", page)
            parts = dict(zip(titles_and_parts[1::2], titles_and_parts[2::2]))
            for words in commands:
                options = TOLD_OPTION.findall(told(program, *words))
                self.assertIn("--help", options)
                for option in options:
                    with self.subTest((program, *words, option)):
                        self.assertRegex(parts[" ".join(words)] + common, f"{option}\\b")

    def test_every_option_of_the_others_is_on_their_page(self):
        for program in ("ballast-actor", "ballast-sample-market"):
            options = TOLD_OPTION.findall(told(program))
            self.assertGreaterEqual(len(options), 5)
            for option in options:
                with self.subTest((program, option)):
                    self.assertRegex(shown(program), f"{option}\\b")

    def test_bash_offers_commands_and_options(self):
        for program in ("ballast", "ballast-supervise"):
            commands = commands_of(program)
            self.assertEqual({words[0] for words in commands} - offered(program, ""), set())
            for words in commands:
                with self.subTest((program, *words)):
                    options = set(TOLD_OPTION.findall(told(program, *words)))
                    self.assertEqual(options, {word for word in offered(program, *words, "--")
                                               if word.startswith("--")})
        market = set(TOLD_OPTION.findall(told("ballast-sample-market")))
        self.assertEqual(market, offered("ballast-sample-market", "--"))

    def test_bash_offers_what_stands_behind_a_command(self):
        self.assertEqual(offered("ballast", "keys", "r"), {"revoke", "rotate"})
        self.assertLessEqual({"show", "add", "set", "remove", "sync"},
                             offered("ballast", "universe", ""))
        self.assertEqual(offered("ballast", "plan", "--save", "/et"), {"/etc"})


if __name__ == "__main__":
    unittest.main()
