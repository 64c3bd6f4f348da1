"""Strangers at every door of a running cluster: thousands of connections that say rubbish, half of
the protocol or nothing. Plans stay what they were, nothing reaches an actor, nothing grows."""

import contextlib
import os
import pathlib
import random
import resource
import socket
import time
import unittest

import bench
import zmtp

CONNECTIONS = 3000
GROWTH_MB_MOST = 16
HARD_LIMIT = 8192
FLOOD = 300  # connections at one door
SILENT_SECONDS_MOST = 15  # a door gives up after 3; machines may be busy


def memory_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no such process")


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def is_closed(stranger):
    """Whether the other end has closed; what it says until then is let go."""
    try:
        while stranger.recv(4096):
            pass
        return True
    except (BlockingIOError, TimeoutError):
        return False
    except OSError:
        return True


class Strangers:
    """What is the same for doors of either transport."""

    home: bench.Home

    def connect(self, door):
        family = socket.AF_UNIX if isinstance(door, str) else socket.AF_INET
        stranger = socket.socket(family, socket.SOCK_STREAM)
        try:
            stranger.connect(door)
        except OSError:
            stranger.close()
            return None
        stranger.setblocking(False)
        return stranger

    def say(self, door, words):
        """Nothing for a lane that is gone: a lane closes when a second peer comes."""
        stranger = self.connect(door)
        if stranger is None:
            self.assertTrue(self.is_lane(door), f"{door} is shut")
            return None
        self.addCleanup(stranger.close)
        with contextlib.suppress(OSError):
            stranger.send(words)
        return stranger

    def talk(self, chance, count):
        """Conversations at every door in turn, with some open at a time."""
        open_ones = []
        for number in range(count):
            if number % 50 == 0:
                doors = self.doors()
            one = self.say(doors[number % len(doors)], zmtp.random_conversation(chance))
            open_ones += [one] if one else []
            if len(open_ones) > 40:
                open_ones.pop(chance.randrange(len(open_ones))).close()
        for stranger in open_ones:
            stranger.close()

    def decision(self):
        return self.report("plan")["decision_hash"]

    def weights(self):
        return {name: memory_mb(actor.pid) for name, actor in self.home.actors.items()}

    def test_every_door_is_known(self):
        self.assertGreaterEqual(len(self.doors()), 3 + len(self.home.actors) - 1)

    def test_plans_are_the_same_before_between_and_after_and_nothing_grows(self):
        seed = int(os.environ.get("BALLAST_SEED", random.randrange(1 << 32)))
        print(f"seed {seed}")
        chance = random.Random(seed)
        expected = self.decision()
        kept = self.home.contents()
        opened = self.opened()  # with all lanes: a stranger may shut one for a while
        self.talk(chance, CONNECTIONS // 3)
        before = self.weights()
        for _ in range(4):
            with self.begin_plan() as planning:
                self.talk(chance, CONNECTIONS // 6)
                planning.communicate(timeout=bench.WAIT_SECONDS)
                self.assertEqual(planning.returncode, bench.DONE)
            self.assertEqual(self.decision(), expected)
        after = self.weights()
        for name, weight in after.items():
            self.assertLess(weight, before[name] + GROWTH_MB_MOST, f"{name}, seed {seed}")
        bench.wait_for(lambda: sum(self.opened().values()) <= sum(opened.values()) + 8,
                       lambda: f"doors that let their strangers go: {opened}, {self.opened()}")
        self.assertEqual(self.home.contents(), kept)
        for name, actor in self.home.actors.items():
            self.assertIsNone(actor.poll(), f"{name} ended, seed {seed}")
        shown = {name: round(after[name] - before[name], 1) for name in after}
        print(f"{CONNECTIONS} connections, growth in MB: {shown}")

    def begin_plan(self):
        return self.home.begin("plan", "--json")

    def opened(self):
        return {name: descriptors(actor.pid) for name, actor in self.home.actors.items()}

    def test_who_says_nothing_is_shown_out_and_so_is_who_never_finishes(self):
        half = (b"", zmtp.GREETING[:10], zmtp.GREETING, zmtp.GREETING + zmtp.ready("PUSH")[:5])
        begun = time.monotonic()
        silent = [self.say(door, words) for words in half for door in self.doors()]
        bench.wait_for(lambda: all(one is None or is_closed(one) for one in silent),
                       "slow handshakes to end")
        self.assertLess(time.monotonic() - begun, SILENT_SECONDS_MOST)

    def test_a_frame_above_the_limit_ends_its_connection_before_it_is_read(self):
        before = self.weights()
        for door in self.doors():
            for kind in ("PUSH", "PUB", "SUB", "PULL"):
                words = zmtp.GREETING + zmtp.ready(kind) + zmtp.announced(zmtp.OVERSIZE)
                stranger = self.say(door, words)
                bench.wait_for(lambda one=stranger: one is None or is_closed(one),
                               f"{door} to refuse {kind}")
        for name, weight in self.weights().items():
            self.assertLess(weight, before[name] + GROWTH_MB_MOST, name)

    def test_a_flood_of_connections_passes_and_plans_go_on(self):
        expected = self.decision()
        for door in self.doors():
            flood = [one for one in (self.connect(door) for _ in range(400)) if one]
            self.assertTrue(len(flood) > 300 or self.is_lane(door), f"{door}: {len(flood)}")
            if door == self.doors()[0]:
                self.assertEqual(self.decision(), expected)
            for one in flood:
                one.close()
        self.assertEqual(self.decision(), expected)

    def test_a_flood_beyond_the_limit_of_open_files_leaves_everybody_at_work(self):
        expected = self.decision()
        limited = [self.limit_files(actor.pid) for actor in self.home.actors.values()]
        for door in (*self.doors()[::5], self.doors()[-1]):
            flood = [one for one in (self.connect(door) for _ in range(FLOOD)) if one]
            if door == self.doors()[0]:
                self.assertEqual(self.decision(), expected)
            for one in flood:
                one.close()
        for name, actor in self.home.actors.items():
            self.assertIsNone(actor.poll(), f"{name} ended")
        self.assertEqual(self.decision(), expected)
        for pid, limits in limited:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)

    def limit_files(self, pid):
        """Returns what the limit was."""
        most = descriptors(pid) + FLOOD // 2
        return pid, resource.prlimit(pid, resource.RLIMIT_NOFILE, (most, HARD_LIMIT))


class OnOneBoard(Strangers, bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        """Actors raise the limit of open files that they are given: a flood is more than that."""
        cls.home.actor = ("prlimit", f"--nofile=256:{HARD_LIMIT}", bench.ACTOR)

    def doors(self):
        return sorted(str(path) for path in (self.home.folder / "run").rglob("*")
                      if path.is_socket())

    def is_lane(self, door):
        return "lane" in door


class OverTcp(Strangers, bench.CliTest):
    """Every loopback address has ports of its own, so that no other test is in the way."""

    cluster = True
    address = "127." + ".".join(str(random.randrange(1, 255)) for _ in range(3))

    @classmethod
    def prepare(cls):
        cls.home.actor = ("prlimit", f"--nofile=256:{HARD_LIMIT}", bench.ACTOR)
        text = bench.cluster_text().replace('"home"', f'"home"\naddress = "{cls.address}"')
        cls.home.write("cluster.toml", "insecure = true\n" + text)

    def doors(self):
        """What listens at the address, as the kernel tells it."""
        ours = socket.inet_aton(self.address)[::-1].hex().upper()
        found = set()
        for table in ("tcp", "tcp6"):
            for line in pathlib.Path("/proc/net", table).read_text(encoding="ascii").splitlines():
                local, state = line.split()[1], line.split()[3]
                if local.split(":")[0].endswith(ours) and state == "0A":
                    found.add((self.address, int(local.split(":")[1], 16)))
        return sorted(found)

    def is_lane(self, door):
        return door[1] >= 7600


if __name__ == "__main__":
    unittest.main()
