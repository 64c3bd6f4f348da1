"""A fresh Debian in a folder, with its own systemd as first process: `systemd-nspawn --boot`."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

NEEDED = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container",
          "nsenter": "util-linux", "dpkg-deb": "dpkg"}
SUITE = "bookworm"
BOOT_SECONDS = 120.0
INSIDE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8",
          "DEBIAN_FRONTEND": "noninteractive"}


def hindrance() -> str:
    """Why no machine can be made here, or nothing."""
    if os.geteuid() != 0:
        return "it takes root: it makes device nodes and namespaces"
    missing = sorted(package for program, package in NEEDED.items() if not shutil.which(program))
    return f"install {' '.join(missing)} first (tools/setup --full does)" if missing else ""


def wait_for(condition, what: str, seconds: float = BOOT_SECONDS):
    """The first true answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:g} s for {what}")


class Machine:
    """Made with `packages` of Debian; `end` leaves nothing of it."""

    def __init__(self, packages: list[str]):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ballast-machine-"))
        self.root = self.folder / "root"
        self.nspawn = None
        self.leader = 0
        made = subprocess.run(["debootstrap", "--variant=minbase",
                               f"--include={','.join(packages)}", SUITE, str(self.root)],
                              capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise AssertionError(f"debootstrap: {made.stdout[-2000:]}")

    def put(self, file: pathlib.Path) -> str:
        """The file's path inside."""
        shutil.copy(file, self.root / "srv")
        return f"/srv/{file.name}"

    def install(self, package: str) -> None:
        """With what it depends on, before the machine runs: inside there is no network."""
        for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(["chroot", str(self.root), "apt-get", "-q", *words], env=INSIDE,
                           check=True, capture_output=True, text=True)

    def boot(self) -> None:
        with open(self.folder / "console.txt", "wb") as console:
            self.nspawn = subprocess.Popen(
                ["systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit",
                 "--private-network", "--machine=board", "-D", str(self.root)],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        self.leader = int(wait_for(self._first_process, "the machine's first process"))
        wait_for(lambda: self.run("systemctl", "is-system-running", check=False).stdout.strip()
                 in ("running", "degraded"), "the machine to run")

    def _first_process(self) -> str:
        if self.nspawn.poll() is not None:
            console = (self.folder / "console.txt").read_text(errors="replace")
            raise AssertionError(f"systemd-nspawn does not work here: {console[-1000:]}")
        children = pathlib.Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children")
        return children.read_text().strip()

    def run(self, *words: str, user: str = "root", check: bool = True):
        """Runs a command inside, beside the machine's systemd."""
        as_user = [] if user == "root" else ["runuser", "-u", user, "--"]
        ran = subprocess.run(
            ["nsenter", f"--target={self.leader}", "--mount", "--uts", "--ipc", "--net", "--pid",
             "--cgroup", "--root", "--wd=/", *as_user, *words],
            env=INSIDE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if check and ran.returncode != 0:
            raise AssertionError(f"{' '.join(words)}: {ran.returncode}\n{ran.stdout}{ran.stderr}")
        return ran

    def end(self) -> None:
        if self.nspawn and self.nspawn.poll() is None:
            self.nspawn.send_signal(signal.SIGTERM)
            try:
                self.nspawn.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
