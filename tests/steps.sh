# What the scripts that build and test share: steps that are counted, builds, suites. Sourced.

passed=0 failed=0 skipped=0 failures=() started=$SECONDS
export CCACHE_DIR="${CCACHE_DIR:-$HOME/.cache/ccache}"
export CCACHE_BASEDIR="$PWD"
export CCACHE_DEPEND=1  # the compiler says what it included: no second look at the headers
export CCACHE_SLOPPINESS=pch_defines,time_macros  # as headers that are read once ask for

# Runs one step under a heading and counts it as one check.
step() {
  local title=$1 begin=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  if "$@"; then
    passed=$((passed + 1))
    printf -- '-- %s: ok, %d s\n' "$title" $((SECONDS - begin))
  else
    failed=$((failed + 1))
    failures+=("$title")
    printf -- '-- %s: FAILED, %d s\n' "$title" $((SECONDS - begin))
    return 1
  fi
}

close() {
  printf '\n== result after %d s\n' $((SECONDS - started))
  [ ${#failures[@]} -eq 0 ] || printf 'failed: %s\n' "${failures[@]}"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
  exit
}

configure() { # DIR OPTION...
  local directory=$1
  shift
  if [ -f "$directory/build.ninja" ]; then
    meson setup --reconfigure "$directory" "$@" >/dev/null
  else
    rm -rf "$directory"
    meson setup "$directory" "$@" >"$directory.log" 2>&1 || { cat "$directory.log"; return 1; }
    rm -f "$directory.log"
  fi
}

# A folder at a time, so that headers are read once for all of it, and no debug information.
few_units=(-Dunity=on -Dunity_size=40 -Ddebug=false)

# g++ need not look for memory to use again before it has taken this much (KiB).
roomy=('-Dcpp_args=--param=ggc-min-heapsize=600000')

build() { # DIR OPTION...   what is named in $targets, or all
  # shellcheck disable=SC2086
  CXX_LD=lld configure "$@" && ninja -C "$1" --quiet ${targets:-}
}

without=()  # suites that are left out
patience=4  # times the time that a test may take: the machine may be busy

# Runs suites and adds their cases to the totals.
suites() { # DIR SUITE...
  local directory=$1 status=0 counted suite chosen=()
  shift
  for suite in "$@"; do chosen+=(--suite "$suite"); done
  rm -f "$directory"/meson-logs/testlog.junit.xml "$directory"/meson-logs/testlog.json
  meson test -C "$directory" --print-errorlogs --no-rebuild \
    --timeout-multiplier "$patience" "${chosen[@]}" "${without[@]}" || status=$?
  counted=$(python3 tests/count_results.py "$directory/meson-logs") || return 1
  read -r p f s <<<"$counted"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  return "$status"
}
