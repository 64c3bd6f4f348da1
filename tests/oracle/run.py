"""Holds the plain reference against recorded results, and against Ballast's own planner.

usage: run.py ROOT PRODUCT_ANSWERS     Prints TAP. BALLAST_GOLDEN names the folder of recorded
results, BALLAST_ORACLE_SEED and BALLAST_ORACLE_COUNT the random portfolios.
"""

import os
import pathlib
import sys

sys.dont_write_bytecode = True

import better_plans  # noqa: E402
import golden_files  # noqa: E402
import own_cases  # noqa: E402
import product  # noqa: E402
import small_examples  # noqa: E402
import worked_examples  # noqa: E402
from compare import Report  # noqa: E402
from tap import Tap  # noqa: E402


def check_golden(root, tap):
    where = golden_files.folder(root)
    files = golden_files.read_all(where)
    for name in golden_files.GROUPS:
        if name not in files:
            tap.skip(f"the reference equals {name}.json", f"{where / name}.json is not there")
    golden_files.compare_all(files, tap)
    return files


def check_examples(tap):
    for example in worked_examples.EXAMPLES + small_examples.EXAMPLES:
        report = Report(example.__name__)
        example(report)
        tap.result(f"worked example: {example.__name__.replace('_', ' ')}", report.differences)


def check_switches(files, tap):
    """Each correction changes recorded cases, or one of our own."""
    own = dict(own_cases.differences())
    for switch, problems in own.items():
        tap.result(f"own case: {switch}", problems)
    counts = golden_files.changed_by_each_switch(files)
    tap.note("recorded cases that come out differently with one correction alone:")
    for switch, count in counts.items():
        tap.note(f"  {switch}: {count}{', and one of our own' if switch in own else ''}")
    if len(files) == len(golden_files.GROUPS) and "BALLAST_GOLDEN" not in os.environ:
        idle = [switch for switch, count in counts.items() if not count and switch not in own]
        tap.result("every correction changes a case", idle)


def _questions(cases, tap):
    questions, reasons = better_plans.translate_all(cases)
    for reason, count in reasons.items():
        tap.note(f"left out for {reason}: {count} of {len(cases)}")
    return questions


def check_recorded(program, files, tap):
    """Recorded portfolios put to Ballast: the same plans as the corrected reference, and no plan
    below the recorded one."""
    for file, group in (("opportunities", "heuristic"), ("plan", "plans")):
        if file not in files:
            tap.skip(f"Ballast equals the corrected reference on {file}/{group}",
                     "it is not there")
            continue
        questions = _questions(files[file][group], tap)
        report = better_plans.same_plans(program, questions)
        tap.result(f"Ballast equals the corrected reference on {len(questions)} portfolios of "
                   f"{file}/{group} ({report.values} values)", report.differences)
    if "plan" not in files:
        tap.skip("no plan is below the recorded one", "plan.json is not there")
        return
    compared = better_plans.compare_plans(program, _questions(files["plan"]["plans"], tap))
    for line in better_plans.summary(compared):
        tap.note(line)
    tap.result("no plan scores below the recorded one, where that is made of our candidates",
               better_plans.worse(compared))


def check_random(program, tap):
    seed = int(os.environ.get("BALLAST_ORACLE_SEED", "20260106"))
    count = int(os.environ.get("BALLAST_ORACLE_COUNT", "1000"))
    found = product.compare_random(program, seed, count)
    tap.note(f"seed {seed}: {found.values} values, {found.sets} sets, {found.plans} plans, "
             f"{found.ties} ties, {found.near_ties} ranks apart by less than {product.NEAR_TIE}")
    tap.result(f"Ballast equals the corrected reference on {count} random portfolios",
               found.problems)


def main():
    root, program, tap = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], Tap()
    files = check_golden(root, tap)
    check_examples(tap)
    check_switches(files, tap)
    check_recorded(program, files, tap)
    check_random(program, tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
