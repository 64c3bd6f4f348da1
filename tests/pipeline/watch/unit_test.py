"""The systemd unit: its command line, confined to the system calls that it allows, starts the actor
that the unit is named for, which reports ready and can plan; and systemd finds no fault in it."""

import configparser
import ctypes
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import sys
import unittest

import bench

UNIT = pathlib.Path(os.environ["BALLAST_UNIT"])
TARGET = bench.ROOT / "etc" / "systemd" / "ballast.target"


KILL_PROCESS, ALLOW = 0x80000000, 0x7FFF0000  # of seccomp


def calls_of(group):
    """The system calls of a group of systemd, or the one call."""
    if not group.startswith("@"):
        return {group}
    shown = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True,
                           text=True, check=True).stdout
    inside = [line.strip() for line in shown.splitlines()[1:]]
    return set().union(*(calls_of(name) for name in inside if name and not name.startswith("#")))


def allowed_calls(unit):
    """What systemd makes of the unit's lines: the first allows, and so do the later ones or, with a
    tilde, they forbid."""
    allowed = calls_of("@default")
    for line in unit.splitlines():
        if not line.startswith("SystemCallFilter="):
            continue
        groups = line.partition("=")[2]
        calls = set().union(*(calls_of(group) for group in groups.lstrip("~").split()))
        allowed = allowed - calls if groups.startswith("~") else allowed | calls
    return allowed


def confined_to(calls):
    """What a child does before it becomes another program: any other call ends it from then on."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    numbers = [library.seccomp_syscall_resolve_name(call.encode()) for call in calls]

    def confine():
        context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(KILL_PROCESS)))
        for number in numbers:
            if number >= 0:
                library.seccomp_rule_add(context, ctypes.c_uint32(ALLOW), number, 0)
        if library.seccomp_load(context) != 0:
            raise OSError("seccomp is not to be had")
    return confine


class Unit(unittest.TestCase):
    def setUp(self):
        self.unit = configparser.ConfigParser(strict=False, interpolation=None)
        self.unit.optionxform = str
        self.unit.read(UNIT, encoding="utf-8")
        self.service = self.unit["Service"]
        self.home = bench.Home()
        self.addCleanup(self.home.end)
        self.home.make_market()
        (self.home.folder / "run").mkdir()

    def command(self, instance, line="ExecStart", ours=bench.ACTOR):
        """As systemd reads it, with the program of this build and a cluster file of the test."""
        words = [word.replace("%%", "%").replace("$$", "$").replace("%i", instance)
                 for word in shlex.split(self.service[line])]
        name = pathlib.Path(ours).name
        program = next(word for word in words[2].split() if word.endswith("/" + name))
        file = words[2].split()[-1]
        self.assertTrue(program.startswith("/"), program)
        self.assertRegex(file, "^/.*/cluster.toml$")
        words[2] = words[2].replace(program, ours).replace(
            file, self.home.environment["BALLAST_CLUSTER"])
        return words

    def start(self, instance, confine, **changed):
        with open(self.home.folder / f"{instance}.log", "w", encoding="utf-8") as log:
            self.home.actors[instance] = subprocess.Popen(
                self.command(instance), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=dict(self.home.environment, **changed), preexec_fn=confine)
        return self.home.actors[instance]

    def test_its_commands_start_a_board_that_plans_and_the_manager_hears_of_it(self):
        self.assertEqual(self.service["Type"], "notify")
        path = str(self.home.folder / "notify")
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(manager.close)
        manager.bind(path)
        manager.settimeout(bench.WAIT_SECONDS)
        calls = allowed_calls(UNIT.read_text(encoding="utf-8"))
        if os.geteuid() == 0:
            calls.add("fchown")  # SQLite's, which the unit's user does not call
        confine = confined_to(calls)
        second = self.start("generator-2", confine, NOTIFY_SOCKET=path)
        self.assertEqual(manager.recv(256), b"READY=1\nWATCHDOG=1")
        # The shell has become the actor, so that the manager's signals reach it.
        name = pathlib.Path(f"/proc/{second.pid}/exe").resolve().name
        self.assertEqual(name, pathlib.Path(bench.ACTOR).name)
        for role in (*bench.ROLES, "display"):
            self.start(f"{role}-1", confine)
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "every actor")
        ran = self.home.run("import", "all", str(self.home.market))
        self.assertEqual(ran.returncode, bench.DONE, ran.stderr)
        ran = self.home.run("plan", "--json")
        self.assertEqual(ran.returncode, bench.DONE, ran.stderr)
        for name, actor in self.home.actors.items():
            self.assertIsNone(actor.poll(), f"{name} ended")

    def test_only_as_many_evaluators_start_as_the_board_feeds(self):
        """Systemd starts a unit whose condition ends with 0, and leaves it out for 1 to 254."""
        system = self.home.folder / "system"
        (system / "sys/devices/system/cpu").mkdir(parents=True)
        (system / "sys/devices/system/cpu/online").write_text("0\n", encoding="utf-8")
        self.home.write("cluster.toml", bench.cluster_text({**bench.ROLES, "evaluator": '"auto"'}))
        told = {}
        for name in ("evaluator-1", "evaluator-2", "broker-1", "generator-2"):
            ran = subprocess.run(self.command(name, "ExecCondition", bench.BALLAST), text=True,
                                 env=dict(self.home.environment, BALLAST_SYSTEM_ROOT=str(system)),
                                 capture_output=True, check=False)
            told[name] = (ran.returncode, ran.stderr)
        self.assertEqual(told.pop("evaluator-2"),
                         (1, "evaluator-2 is not started: board home feeds 1 evaluator\n"))
        self.assertEqual(set(told.values()), {(0, "")})
        # Decided when the first of them started: it is no other one later.
        (system / "sys/devices/system/cpu/online").unlink()
        ran = self.home.run("config", "starts", "evaluator-2", BALLAST_SYSTEM_ROOT=str(system))
        self.assertEqual(ran.returncode, bench.ERROR)

    def faults(self, text):
        """What systemd says of the unit with this text, and of the target that wants it."""
        folder = self.home.folder / "units"
        folder.mkdir(exist_ok=True)
        (folder / UNIT.name).write_text(text, encoding="utf-8")
        shutil.copy(TARGET, folder)
        instance = UNIT.name.replace("@", "@evaluator-2")
        ran = subprocess.run(["systemd-analyze", "verify", "--man=no", folder / instance,
                              folder / TARGET.name], capture_output=True, text=True, check=False)
        return [line for line in ran.stderr.splitlines() if "ballast" in line]

    def test_systemd_finds_no_fault_in_it(self):
        text = UNIT.read_text(encoding="utf-8")
        self.assertEqual(self.faults(text), [])
        self.assertEqual(len(self.faults(text.replace("WatchdogSec=30", "WatchdogSec=soon"))), 1)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
