"""Completion of a program's words for bash, from the table of its commands and options."""

import re

_FRAME = """# Completes the words of {program}; made from its tables of options.
{function}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  local flags='{flags}' valued='{valued}' words=''
{cases}  COMPREPLY=()
  if [[ $previous == = || " $valued " == *" $previous "* ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "${{current#=}}")
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags $valued" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current")
  fi
}}
complete -o filenames -F {function} {program}
"""

_CASES = """  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{commands} --help' -- "$current")
    return
  fi
  local command=${{COMP_WORDS[1]}}
  case "$command ${{COMP_WORDS[2]}}" in
{nested}  esac
  case $command in
{own}  esac
  ((COMP_CWORD == 2)) || words=''
"""


def completion_of(program: str, table: dict) -> str:
    commands = table.get("commands", {})
    common = next(iter(commands.values()))["help"]["common"] if commands else table["options"]
    return _FRAME.format(program=program, function="_" + program.replace("-", "_"),
                         flags=_names(common, False), valued=_names(common, True),
                         cases=_cases(commands) if commands else "")


def first_words(usage: str) -> list[str]:
    """What may stand behind the command's name: 'keys new|list [X] | keys all' has three."""
    found = []
    for form in usage.split(" | "):
        words = form.split()
        if len(words) > 1 and re.fullmatch(r"[a-z]+(\|[a-z]+)*", words[1]):
            found += words[1].split("|")
    return found


def _names(options: list[dict], valued: bool) -> str:
    chosen = [option for option in options if option["value"] == valued]
    return " ".join([f"--{option['name']}" for option in chosen] +
                    [f"-{option['short']}" for option in chosen if option["short"]])


def _cases(commands: dict) -> str:
    whole = {name: one["help"] for name, one in commands.items()}
    nested = [f"    '{name}') command='{name}' ;;\n" for name in whole if " " in name]
    own = [f"    '{name}')\n"
           f"      flags+=' {_names(told['options'], False)}'"
           f" valued+=' {_names(told['options'], True)}'"
           f" words='{' '.join(first_words(told['usage']) if ' ' not in name else [])}' ;;\n"
           for name, told in whole.items()]
    first = " ".join(name for name in whole if " " not in name)
    return _CASES.format(commands=first, nested="".join(nested), own="".join(own))
