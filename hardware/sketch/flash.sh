#!/usr/bin/env bash
# Puts Ballast's sketch onto this board's microcontroller, in place of whatever is there, and waits
# until it answers.
# usage: flash.sh [--socket PATH] [--seconds N] [--tell-names-again]
#   --socket    of the board's router; /var/run/arduino-router.sock
#   --seconds   how long the sketch may take to answer; 60
#   --tell-names-again  for routers that restart without resetting the microcontroller: the sketch
#               tells them its names when nobody has called for ten seconds
set -euo pipefail

board=arduino:zephyr:unoq
sketch=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
router=/var/run/arduino-router.sock seconds=60 options=''

refuse() { echo "flash.sh: $*" >&2; exit 2; }

while [ $# -gt 0 ]; do
  case "$1" in
    --socket) router=${2:?a path} && shift 2 ;;
    --tell-names-again) options='#define TELL_NAMES_AGAIN 1' && shift ;;
    --seconds) seconds=${2:?a number} && shift 2 ;;
    -h | --help) sed -n '2,8s/^# //p' "$0"; exit 0 ;;
    *) refuse "unknown argument '$1'" ;;
  esac
done
[[ $seconds =~ ^[0-9]+$ ]] || refuse "'$seconds' is no number of seconds"
command -v arduino-cli >/dev/null ||
  refuse "arduino-cli is not installed; Arduino's images of the UNO Q have it, else see" \
    "https://arduino.github.io/arduino-cli"
command -v python3 >/dev/null || refuse "python3 is not installed: install package python3"
[ -S "$router" ] ||
  refuse "$router is no socket: this is no UNO Q, or its arduino-router does not run"
cores=$(arduino-cli core list)
grep -q '^arduino:zephyr ' <<<"$cores" ||
  refuse "the core for the board is missing: arduino-cli core install arduino:zephyr"

# The sketch is compiled from a copy, under the name that its folder must have.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/sketch"
cp "$sketch"/display_core.h "$sketch"/sketch.yaml "$work/sketch"
{ [ -z "$options" ] || echo "$options"; cat "$sketch/sketch.ino"; } >"$work/sketch/sketch.ino"

arduino-cli compile --upload --fqbn "$board" "$work/sketch" ||
  { echo "flash.sh: arduino-cli could not compile or upload the sketch" >&2; exit 1; }
echo "The sketch is uploaded; waiting up to $seconds s for its answer."
python3 -B "$sketch/hello.py" --socket "$router" --seconds "$seconds"
echo "The sketch answers."
