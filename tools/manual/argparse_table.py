"""The options of a Python program as the same table that `--help --json` of the others prints."""

import argparse
import importlib.machinery
import importlib.util
import pathlib


def table_of(script: pathlib.Path, program: str, version: str) -> dict:
    """`script` has a function parser() with a subcommand each for what it does."""
    loader = importlib.machinery.SourceFileLoader(program.replace("-", "_"), str(script))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    whole = module.parser()
    subcommands = next(action for action in whole._actions
                       if isinstance(action, argparse._SubParsersAction))
    summaries = {choice.dest: choice.help for choice in subcommands._choices_actions}
    purpose, _, codes = whole.description.partition("Exit codes:")
    return {
        "version": version,
        "purpose": purpose.strip(),
        "exits": dict(code.split(" ", 1) for code in codes.strip(" .\n").split(", ")),
        "commands": {name: {"summary": summaries[name], "help": _help(name, parser)}
                     for name, parser in subcommands.choices.items()},
    }


def _help(name: str, parser: argparse.ArgumentParser) -> dict:
    bare = [action for action in parser._actions if not action.option_strings]
    flags = [action for action in parser._actions if action.option_strings]
    return {
        "usage": " ".join([name, *(action.metavar for action in bare), "[options]"]),
        "words": "; ".join(f"{action.metavar}: {action.help}" for action in bare),
        "options": [_option(action) for action in flags],
        "common": [],
    }


def _option(action: argparse.Action) -> dict:
    short = [word[1:] for word in action.option_strings if not word.startswith("--")]
    long = [word[2:] for word in action.option_strings if word.startswith("--")]
    return {
        "name": long[0],
        "short": short[0] if short else "",
        "value": action.nargs != 0,
        "default": "",
        "text": (action.help or "") % {"default": action.default},
    }
