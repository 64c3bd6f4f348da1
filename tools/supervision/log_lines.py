"""Lines of an actor's log: JSON objects as it wrote them, and the text that a person reads."""

import json

IDS = ("plan", "message", "cause")


def _read(line: str) -> dict | None:
    """The object that a line holds; None for any other line, such as a program's own last words."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "sentence" in found else None


def sentence(line: str) -> str:
    """What the line says, without time and name."""
    found = _read(line)
    return str(found["sentence"]) if found else line


def as_text(line: str) -> str:
    """The line as the actor would have written it to a terminal."""
    found = _read(line)
    if not found:
        return line
    ids = ", ".join(f"{name} {found[name]}" for name in IDS if found.get(name))
    told = " ".join(str(found.get(name, "?")) for name in ("time", "level", "actor"))
    return f"{told}: {found['sentence']}" + (f" [{ids}]" if ids else "")
