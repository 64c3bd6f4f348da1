#!/usr/bin/env python3
"""How fast `ballast import prices` is, how large the actor grows, and how long the sqlite3 shell
takes to read the same files into a table with the same key.
usage: import_bench.py [--securities 500] [--days 2520] [--files 1]"""

import argparse
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import bench

TABLE = ("CREATE TABLE price (day TEXT, symbol TEXT, close REAL, volume REAL, "
         "PRIMARY KEY (symbol, day)) WITHOUT ROWID;")


def symbol_of(number):
    return f"S{number:05}.DE"


def write_market(home, arguments):
    """A file of securities, and their closes in so many files."""
    rows = "".join(f"{symbol_of(number)},EUR\n" for number in range(arguments.securities))
    securities = home.write("securities.csv", "symbol,currency\n" + rows)
    first = datetime.date(2016, 1, 1)
    days = [str(first + datetime.timedelta(days=day * 7 // 5)) for day in range(arguments.days)]
    chance = random.Random(1)
    each = -(-arguments.securities // arguments.files)
    files = []
    for begin in range(0, arguments.securities, each):
        path = home.folder / f"prices-{begin}.csv"
        with open(path, "w", encoding="utf-8") as out:
            out.write("date,symbol,close,volume\n")
            for number in range(begin, min(begin + each, arguments.securities)):
                symbol, close = symbol_of(number), 100.0
                lines = []
                for day in days:
                    close *= 1 + (chance.random() - 0.499) / 50
                    lines.append(f"{day},{symbol},{close:.4f},{int(close * 977)}\n")
                out.write("".join(lines))
        files.append(str(path))
    return securities, files


def largest_kb(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(text.split("VmHWM:")[1].split()[0])


def timed(words, **options):
    started = time.monotonic()
    ran = subprocess.run(words, check=False, capture_output=True, text=True, **options)
    if ran.returncode != 0:
        sys.exit(f"{words}: {ran.stdout}{ran.stderr}")
    return time.monotonic() - started


def shell_seconds(files):
    with tempfile.TemporaryDirectory() as folder:
        script = TABLE + "\n" + "".join(f".import --csv --skip 1 {file} price\n" for file in files)
        return timed(["sqlite3", f"{folder}/shell.db"], input=script)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--securities", type=int, default=500)
    parser.add_argument("--days", type=int, default=2520)
    parser.add_argument("--files", type=int, default=1)
    arguments = parser.parse_args()
    home = bench.Home()
    try:
        home.market.mkdir()
        (home.market / "planner.toml").write_text("", encoding="utf-8")
        (home.folder / "run").mkdir()
        securities, files = write_market(home, arguments)
        for role in ("broker", "universe"):
            home.start(role)
        bench.wait_for(lambda: home.ready() == set(home.actors), "both actors")
        rows = arguments.securities * arguments.days
        timed([bench.BALLAST, "import", "securities", securities], env=home.environment)
        seconds = timed([bench.BALLAST, "import", "prices", *files], env=home.environment)
        largest = largest_kb(home.actors["universe-1"].pid)
        size = (home.state / "universe.db").stat().st_size
        shell = shell_seconds(files)
        print(f"{rows:,} rows of {arguments.securities:,} securities: {seconds:.1f} s, "
              f"{rows / seconds:,.0f} rows a second; the actor was {largest / 1024:.0f} MiB at "
              f"most, the store is {size / 2**20:.0f} MiB ({size / rows:.0f} bytes a row)")
        print(f"sqlite3 .import of the same files: {shell:.1f} s, {rows / shell:,.0f} rows a "
              f"second; ballast takes {seconds / shell:.2f} of its time")
    finally:
        home.end()


if __name__ == "__main__":
    main()
