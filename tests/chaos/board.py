"""One board under `tools/supervise`, for tests that break it: commands, actors, signals."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUPERVISE = ROOT / "tools" / "supervise"
# Where the build puts them, for who runs a test by hand.
for _name, _place in (("BALLAST_PROGRAM", "tools/ballast/ballast"),
                      ("BALLAST_ACTOR_PROGRAM", "actors/ballast-actor"),
                      ("BALLAST_SAMPLE_MARKET_PROGRAM",
                       "tools/sample_market/ballast-sample-market")):
    os.environ.setdefault(_name, str(ROOT / "build" / _place))
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "pipeline" / "cli")]

import bench  # noqa: E402
from supervision import processes  # noqa: E402

COMMAND_SECONDS = 120  # a whole board may start on a busy machine
LOOK_SECONDS = 0.005


def wait_for(condition, what, seconds=COMMAND_SECONDS):
    """Waits for a condition and returns its value; throws AssertionError when it does not come."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(LOOK_SECONDS)
    return found


def programs_folders():
    """Where supervise finds the programs of this build."""
    return os.pathsep.join(str(pathlib.Path(program).parent)
                           for program in (bench.BALLAST, bench.ACTOR))


class Board:
    """The actors of one board; `inside` is the command that puts another into its network."""

    def __init__(self, name, environment, runtime, state, inside=()):
        self.name = name
        self.runtime = pathlib.Path(runtime)
        self.state = pathlib.Path(state)
        self.inside = tuple(inside)
        self.environment = dict(environment, BALLAST_BOARD=name, BALLAST_BIN=programs_folders(),
                                BALLAST_RUNTIME_DIR=str(runtime), BALLAST_STATE_DIR=str(state))

    # ---- commands

    def supervise(self, *words, code=0):
        ran = subprocess.run([*self.inside, SUPERVISE, *words], env=self.environment, text=True,
                             capture_output=True, stdin=subprocess.DEVNULL,
                             timeout=COMMAND_SECONDS, check=False)
        if ran.returncode != code:
            raise AssertionError(f"supervise {words} on {self.name} ended with {ran.returncode}: "
                                 f"{ran.stdout}{ran.stderr}")
        return ran

    def up(self):
        self.supervise("up", "--timeout", str(COMMAND_SECONDS - 10))

    def down(self):
        self.supervise("down")

    def run(self, *words):
        """Runs `ballast` on this board."""
        return subprocess.run([*self.inside, bench.BALLAST, *words], env=self.environment,
                              text=True, capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=COMMAND_SECONDS, check=False)

    def report(self, *words):
        """What a command tells as JSON; throws AssertionError when it does not end well."""
        ran = self.run(*words, "--json")
        if ran.returncode != 0:
            raise AssertionError(f"ballast {words} ended with {ran.returncode}: {ran.stderr}")
        return json.loads(ran.stdout)

    def begin(self, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE):
        return subprocess.Popen([*self.inside, bench.BALLAST, *words], env=self.environment,
                                text=True, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)

    def ready(self):
        """The actors whose very process says that it is ready, by name; evaluators once they have
        a lane."""
        ran = subprocess.run([*self.inside, SUPERVISE, "status", "--json"], env=self.environment,
                             text=True, capture_output=True, stdin=subprocess.DEVNULL,
                             timeout=COMMAND_SECONDS, check=False)
        told = json.loads(ran.stdout)["actors"] if ran.stdout else []
        return {one["instance"] for one in told
                if one["state"] == "ready" and one["doing"] != "waiting for the coordinator"}

    # ---- actors

    @property
    def folder(self):
        """What the supervisor of this board keeps; the mark of its processes."""
        return self.runtime / "supervise" / self.name

    def supervisor(self):
        return int((self.folder / "supervisord.pid").read_text(encoding="utf-8"))

    def actors(self):
        """The process of each actor, by name as evaluator-2. A twin fails the test."""
        found = {}
        for process in processes.marked(self.folder):
            with contextlib.suppress(OSError):
                words = pathlib.Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")
                if not words[0].endswith("ballast-actor") or not processes.alive(process):
                    continue
                name = f"{words[1]}-{words[words.index('--instance') + 1]}"
                if found.setdefault(name, process) != process:
                    raise AssertionError(f"{name} runs twice on {self.name}")
        return found

    def process(self, name):
        """The process of an actor; waits for one that the supervisor is about to start."""
        return wait_for(lambda: self.actors().get(name), f"a process of {name}")

    def signal(self, name, number):
        process = self.process(name)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)
        return process

    def kill(self, name):
        return self.signal(name, signal.SIGKILL)

    def back(self, name, before):
        """Waits until the supervisor has started it again."""
        return wait_for(lambda: self.actors().get(name, before) != before, f"{name} to be back")

    def kill_supervisor(self):
        """Kills it hard and waits until none of its actors is left."""
        os.kill(self.supervisor(), signal.SIGKILL)
        wait_for(lambda: not processes.marked(self.folder), "the end of the supervisor's actors",
                 seconds=5)

    def starts(self):
        """How often each actor was started since the board came up, by the supervisor's log."""
        counts = {}
        for path in (self.state / "logs" / self.name).glob("supervisord.log*"):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                _, spawned, rest = line.partition("spawned: '")
                if spawned:
                    name = rest.partition("'")[0]
                    counts[name] = counts.get(name, 0) + 1
        return counts

    def logs(self, lines=12):
        """The ends of all logs, for who looks for the reason of a failure."""
        text = ""
        for path in sorted((self.state / "logs" / self.name).glob("*.log")):
            last = path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
            text += f"== {self.name}/{path.stem}\n" + "".join(f"   {line}\n" for line in last)
        return text

    def end(self):
        """Ends whatever is left of this board."""
        with contextlib.suppress(OSError, ValueError):
            os.kill(self.supervisor(), signal.SIGKILL)
        for process in processes.marked(self.folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        wait_for(lambda: not processes.marked(self.folder), f"the end of {self.name}")
