"""Boards as network namespaces on one machine: each with an address of its own, joined by a bridge.

All of it lies in namespaces of this process alone, so nothing is left behind however it ends. Root
is not needed where users may have namespaces.
"""

import json
import os
import subprocess
import sys

MARK = "BALLAST_TEST_NETWORK"  # set once this process is in namespaces of its own
SKIPPED = 77  # what Meson takes for a test that could not run


def enter():
    """Starts this program again in namespaces of its own; ends with a sentence where it cannot."""
    if os.environ.get(MARK):
        return
    user = [] if os.geteuid() == 0 else ["-Ur"]
    alone = ["unshare", *user, "-nm", "--propagation", "private", "sh", "-c",
             'mount -t tmpfs tmpfs /run && exec "$0" "$@"']
    probe = subprocess.run([*alone, "ip", "netns", "add", "probe"], capture_output=True, text=True,
                           check=False)
    if probe.returncode != 0:
        print(f"skipped: this user may make no network namespaces: {probe.stderr.strip()}")
        sys.exit(SKIPPED)
    os.environ[MARK] = "1"
    os.execvp(alone[0], [*alone, sys.executable, "-B", *sys.argv])


def run(*words):
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {ran.stderr.strip()}")
    return ran.stdout


def ip(*words, inside=None):
    where = ("netns", "exec", inside, "ip") if inside else ()
    return run("ip", *where, *words)


class Network:
    """A switch and the boards on it. `addresses` are by board."""

    PREFIX = 24
    SWITCH = "switch"

    def __init__(self, addresses):
        self.addresses = dict(addresses)
        ip("netns", "add", self.SWITCH)
        ip("link", "add", "bridge", "type", "bridge", inside=self.SWITCH)
        ip("link", "set", "bridge", "up", inside=self.SWITCH)
        for name, address in self.addresses.items():
            self._add(name, address)

    def _add(self, name, address):
        port = f"to-{name}"
        ip("netns", "add", name)
        ip("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name,
           inside=self.SWITCH)
        ip("link", "set", port, "master", "bridge", "up", inside=self.SWITCH)
        ip("link", "set", "lo", "up", inside=name)
        ip("addr", "add", f"{address}/{self.PREFIX}", "dev", "eth0", inside=name)
        ip("link", "set", "eth0", "up", inside=name)

    @staticmethod
    def inside(name):
        """What runs a command on that board."""
        return ("ip", "netns", "exec", name)

    def stand_in(self, name, other):
        """Gives a board the address of another, for itself alone, and the switch an address, so
        that what listens there can reach the other by way of the switch."""
        address = self.addresses[other]
        setting = "/proc/sys/net/ipv4/conf/all/arp_ignore"  # others must not be told of it
        run(*self.inside(name), "sh", "-c", f"echo 1 > {setting}")
        ip("addr", "add", f"{address}/32", "dev", "lo", inside=name)
        ip("addr", "add", f"{address.rpartition('.')[0]}.254/{self.PREFIX}", "dev", "bridge",
           inside=self.SWITCH)

    # ---- faults of links; each is healed by its opposite

    def cut(self, name):
        """Loudly: the board sees that its cable is out."""
        ip("link", "set", f"to-{name}", "down", inside=self.SWITCH)

    def plug(self, name):
        ip("link", "set", f"to-{name}", "up", inside=self.SWITCH)

    def silence(self, name):
        """The cable looks whole, and nothing comes through it either way."""
        self._bridge(name, "0")

    def let_speak(self, name):
        self._bridge(name, "3")

    def _bridge(self, name, state):
        run("ip", "netns", "exec", self.SWITCH, "bridge", "link", "set", "dev", f"to-{name}",
            "state", state)

    def lose(self, sender, receiver):
        """Silently: what one board sends to the other goes nowhere; the way back is whole."""
        ip("route", "add", "blackhole", f"{self.addresses[receiver]}/32", inside=sender)

    def find(self, sender, receiver):
        ip("route", "del", "blackhole", f"{self.addresses[receiver]}/32", inside=sender)

    def narrow(self, name, rate):
        """Limits what the board can send; `rate` as tc writes it, "1mbit"."""
        run(*self.inside(name), "tc", "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", rate,
            "burst", "16kb", "latency", "200ms")

    def widen(self, name):
        run(*self.inside(name), "tc", "qdisc", "del", "dev", "eth0", "root")

    def sent_bytes(self, name):
        """How many bytes the board has sent so far."""
        told = json.loads(ip("-s", "-j", "link", "show", "eth0", inside=name))
        return told[0]["stats64"]["tx"]["bytes"]

    def end(self):
        for name in (*self.addresses, self.SWITCH):
            ip("netns", "del", name)
