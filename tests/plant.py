"""Writes a source file with faults planted into it, each behind a switch that only tests have.

A line that is to be changed must be there exactly once: a plant that no longer takes is an error.
"""

import pathlib
import sys

# By source: its own header, the header of the switches, and what each line becomes.
PLANTS = {
    "lease_ledger.cpp": (
        "broker/work_plane/lease_ledger.hpp", "tests/simulation/planted.hpp",
        {"  waiting_.push_front(batch);\n":
         "  if (planted() != Planted::lost_requeue) waiting_.push_front(batch);\n",
         "  const Verdict verdict = record.stage == Stage::applied\n":
         "  const Verdict verdict = record.stage == Stage::applied && "
         "planted() != Planted::double_apply\n",
         "lease.incarnation != answer.incarnation":
         "(lease.incarnation != answer.incarnation && planted() != Planted::stale_incarnation)"}),
    "search_work.cpp": (
        "actors/evaluator/search_work.hpp", "tests/pipeline/poison/planted_engine.hpp",
        {"  task_ = std::move(*task);\n":
         "  task_ = std::move(*task);\n  if (is_poison(task_)) std::abort();\n",
         "    answer.result = search_->result();\n":
         "    answer.result = search_->result();\n"
         "    if (tells_lies()) ++answer.result.evaluated;\n"}),
}


def main(source: str, target: str) -> None:
    own, switches, lines = PLANTS[pathlib.Path(source).name]
    text = pathlib.Path(source).read_text(encoding="utf-8")
    include = f'#include "{own}"\n'
    for sound, faulty in {include: f'{include}#include "{switches}"\n', **lines}.items():
        if text.count(sound) != 1:
            sys.exit(f"{source}: there must be one line to plant a fault in: {sound.strip()}")
        text = text.replace(sound, faulty)
    pathlib.Path(target).write_text(text, encoding="utf-8")


main(*sys.argv[1:])
