"""The recorded results of the reference planner: where they are, and every case held to them."""

import json
import os
import pathlib

import golden_evaluate
import golden_generator
import golden_opportunities
import golden_plan
import golden_scoring
import golden_service
from compare import Different, Report
from switches import ALL_OFF, NAMES, Watched, only

GROUPS = {"scoring": golden_scoring.GROUPS, "evaluate": golden_evaluate.GROUPS,
          "opportunities": golden_opportunities.GROUPS, "generator": golden_generator.GROUPS,
          "plan": golden_plan.GROUPS,
          "service": golden_service.GROUPS}


def folder(root):
    """BALLAST_GOLDEN, else the folder that stands beside the sources."""
    return pathlib.Path(os.environ.get("BALLAST_GOLDEN") or root.parent / "shared" / "golden")


def read_all(where):
    """Returns file name: content, without the files that are not there."""
    found = {}
    for name in GROUPS:
        path = where / f"{name}.json"
        if path.is_file():
            found[name] = json.loads(path.read_text(encoding="utf-8"))
    return found


def cases_of(files):
    """Yields (name of the group, function that checks a case, name of the case, case)."""
    for name, content in files.items():
        for group, check in GROUPS[name].items():
            for i, case in enumerate(content[group]):
                yield f"{name}/{group}", check, f"{name}/{group}[{case.get('id', i)}]", case


def run_case(check, name, case, on, stop_at_first=False):
    report = Report(name, stop_at_first)
    try:
        check(case, on, report)
    except LookupError as error:
        report.differences.append(f"{name}: {error!r}")
    except Different:
        pass
    return report


def compare_all(files, tap):
    """All switches off: every case equals what was recorded."""
    groups = {}
    for group, check, name, case in cases_of(files):
        report = run_case(check, name, case, ALL_OFF)
        cases, values, problems = groups.get(group, (0, 0, []))
        groups[group] = (cases + 1, values + report.values, problems + report.differences[:1])
    for group, (cases, values, problems) in groups.items():
        file, name = group.split("/")
        announced = files[file]["counts"][name]
        if announced != cases:
            problems.append(f"{group} announces {announced} cases, {cases} were found")
        tap.result(f"the reference equals {cases} recorded cases of {group} ({values} values)",
                   problems)


def changed_by_each_switch(files):
    """Returns switch: number of recorded cases that come out differently with it alone."""
    counts = dict.fromkeys(NAMES, 0)
    for _, check, name, case in cases_of(files):
        watched = Watched(ALL_OFF)
        run_case(check, name, case, watched)
        for switch in watched.asked:
            counts[switch] += bool(
                run_case(check, name, case, only(switch), stop_at_first=True).differences)
    return counts
