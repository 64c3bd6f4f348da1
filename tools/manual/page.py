"""A manual page of a program, from the table of its commands and options."""


def page_of(program: str, section: str, table: dict, about: dict) -> str:
    """`about` says what no table knows: name, description, environment, files, see_also."""
    lines = [f'.TH {program.upper()} {section} "" "ballast {table["version"]}" "Ballast"',
             ".SH NAME", f"{plain(program)} \\- {plain(about['name'])}", ".SH SYNOPSIS"]
    if "commands" in table:
        lines += _synopsis(program, "COMMAND [options]")
        lines += _synopsis(program, "COMMAND --help")
    else:
        lines += _synopsis("", table["usage"])
    lines += [".SH DESCRIPTION", plain(about["description"])]
    if "commands" in table:
        lines += _commands(program, table["commands"])
    if table.get("roles"):
        lines += [".SH ROLES", plain(", ".join(table["roles"]))]
    if table.get("options"):
        lines += [".SH OPTIONS", *_options(table["options"])]
    if table.get("exits"):
        lines += _list("EXIT STATUS", table["exits"])
    lines += _list("ENVIRONMENT", about.get("environment", {}))
    lines += _list("FILES", about.get("files", {}))
    lines += [".SH SEE ALSO", ", ".join(f"\\fB{plain(name)}\\fR({number})"
                                        for name, number in about["see_also"])]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text that means itself to roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    return "\\&" + text if text.startswith((".", "'")) else text


def _synopsis(program: str, usage: str) -> list[str]:
    first, _, rest = f"{program} {usage}".strip().partition(" ")
    return [f".B {plain(first)}", plain(rest), ".br"]


def _commands(program: str, commands: dict) -> list[str]:
    lines = [".SH COMMANDS"]
    common = []
    for name, command in commands.items():
        told = command["help"]
        common = told["common"]
        lines += [f".SS {plain(name)}", plain(_sentence(command["summary"])), ".PP"]
        for usage in told["usage"].split(" | "):
            lines += _synopsis(program, usage)
        if told["words"]:
            lines += [".PP", plain(_sentence(told["words"]))]
        lines += _options(told["options"])
    if common:
        lines += [".SH OPTIONS OF EVERY COMMAND", *_options(common)]
    return lines


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _options(options: list[dict]) -> list[str]:
    lines = []
    for option in options:
        names = [f"-{option['short']}"] if option["short"] else []
        names.append(f"--{option['name']}")
        value = " \\fIVALUE\\fR" if option["value"] else ""
        default = f" (default: {option['default']})" if option["default"] else ""
        lines += [".TP", ", ".join(f"\\fB{plain(name)}\\fR" for name in names) + value,
                  plain(option["text"] + default)]
    return lines


def _list(title: str, entries: dict) -> list[str]:
    lines = [f".SH {title}"] if entries else []
    for name, meaning in entries.items():
        lines += [".TP", f"\\fB{plain(name)}\\fR", plain(meaning)]
    return lines
