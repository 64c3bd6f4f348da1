"""Counts the cases of one `meson test` run from its logs and prints: passed failed skipped."""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def count(logs: pathlib.Path) -> tuple[int, int, int]:
    cases = list(ElementTree.parse(logs / "testlog.junit.xml").iter("testcase"))
    skipped = sum(case.find("skipped") is not None for case in cases)
    # gtest's own reports mark what did not run in an attribute.
    skipped += sum(case.get("status") == "notrun" for case in cases)
    failed = sum(case.find("failure") is not None or case.find("error") is not None
                 for case in cases)
    # A program that dies before it reports has no cases, and a time-out is marked only here.
    with open(logs / "testlog.json", encoding="utf-8") as lines:
        results = [json.loads(line)["result"] for line in lines]
    failed = max(failed, sum(result not in ("OK", "SKIP", "EXPECTEDFAIL") for result in results))
    return max(0, len(cases) - failed - skipped), failed, skipped


if __name__ == "__main__":
    print(*count(pathlib.Path(sys.argv[1])))
