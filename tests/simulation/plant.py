"""Writes a source file with faults planted into it, each behind a switch that only tests have.

A line that is to be changed must be there exactly once: a plant that no longer takes is an error.
"""

import sys

INCLUDE = '#include "broker/work_plane/lease_ledger.hpp"\n'
PLANTS = [
    ("  waiting_.push_front(batch);\n",
     "  if (planted() != Planted::lost_requeue) waiting_.push_front(batch);\n"),
    ("  const Verdict verdict = record.stage == Stage::applied\n",
     "  const Verdict verdict = record.stage == Stage::applied && "
     "planted() != Planted::double_apply\n"),
    ("lease.incarnation != answer.incarnation",
     "(lease.incarnation != answer.incarnation && planted() != Planted::stale_incarnation)"),
]


def main(source: str, target: str) -> None:
    with open(source, encoding="utf-8") as file:
        text = file.read()
    changes = [(INCLUDE, INCLUDE + '#include "tests/simulation/planted.hpp"\n'), *PLANTS]
    for sound, faulty in changes:
        if text.count(sound) != 1:
            sys.exit(f"{source}: there must be one line to plant a fault in: {sound.strip()}")
        text = text.replace(sound, faulty)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


main(*sys.argv[1:])
