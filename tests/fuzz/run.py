#!/usr/bin/env python3
"""Runs every fuzzer for a time and tells in one table what each of them did.

usage: run.py FUZZ-DECODERS [--seconds N] [--seed N] [--jobs N]

Each begins with its committed corpus and with honest inputs. An input that breaks a reader is kept
beside the program, with the command that repeats it; then the exit code is 1.
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
ONE_INPUT_SECONDS_MOST = 20
LONGEST_INPUT_BYTES = 32_768
LATE_SECONDS = 120  # to begin and to end, on a busy machine
SANITIZERS = {"ASAN_OPTIONS": "strict_string_checks=1",
              "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}


class Fuzzers:
    """The targets of one program."""

    def __init__(self, program, seconds, seed):
        self.program = pathlib.Path(program).resolve()
        self.found = self.program.parent / "found"
        self.found.mkdir(exist_ok=True)
        self.seconds, self.seed = seconds, seed

    def names(self):
        ran = subprocess.run([self.program, "--targets"], capture_output=True, text=True,
                             check=True)
        return ran.stdout.split()

    def run(self, name):
        with tempfile.TemporaryDirectory(prefix="ballast-fuzz-") as honest:
            this = (self.program, f"--target={name}")
            subprocess.run([*this, f"--honest={honest}"], check=True)
            ran = subprocess.run(
                [*this, f"-max_total_time={self.seconds}", f"-seed={self.seed}",
                 f"-timeout={ONE_INPUT_SECONDS_MOST}", f"-max_len={LONGEST_INPUT_BYTES}",
                 f"-artifact_prefix={self.found}/{name}-", "-print_final_stats=1",
                 honest, CORPUS / name],  # what it finds worth keeping goes to the first
                env={**SANITIZERS, **os.environ}, stdin=subprocess.DEVNULL, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace",
                timeout=self.seconds + LATE_SECONDS, check=False)
        return Outcome(name, ran.returncode, ran.stdout)


class Outcome:
    """What one fuzzer said at its end."""

    def __init__(self, name, code, said):
        self.name, self.code, self.said = name, code, said
        self.executions = self._number(r"number_of_executed_units:\s*(\d+)")
        self.inputs = self._number(r"#\d+\s+INITED .* corp: (\d+)")
        self.reached = self._number(r"#\d+\s+DONE +cov: (\d+)")
        self.failed = code != 0 or self.executions == 0

    def _number(self, pattern):
        found = re.search(pattern, self.said)
        return int(found.group(1)) if found else 0

    def complaint(self, program):
        kept = re.search(r"Test unit written to (\S+)", self.said)
        if kept is None:
            return f"{self.said[-4000:]}\n{self.name} ended with code {self.code}"
        return (f"{self.said[-8000:]}\n{self.name} broke; once more with\n"
                f"  {program} --target={self.name} {kept.group(1)}")


def show(outcomes):
    print(f"{'target':<14}{'executions':>12}{'begun with':>12}{'edges':>8}")
    for one in outcomes:
        print(f"{one.name:<14}{one.executions:>12,}{one.inputs:>12}{one.reached:>8}"
              f"{'   BROKE' if one.failed else ''}")
    print(f"{'together':<14}{sum(one.executions for one in outcomes):>12,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", metavar="FUZZ-DECODERS")
    parser.add_argument("--seconds", type=int, default=60, help="for each (%(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(1, 1 << 31))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="at once (%(default)s)")
    chosen = parser.parse_args()
    fuzzers = Fuzzers(chosen.program, chosen.seconds, chosen.seed)
    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as several:
        outcomes = list(several.map(fuzzers.run, fuzzers.names()))
    broken = [one for one in outcomes if one.failed]
    for one in broken:
        print(one.complaint(fuzzers.program))
    print(f"seed {chosen.seed}, {chosen.seconds} s each")
    show(outcomes)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
