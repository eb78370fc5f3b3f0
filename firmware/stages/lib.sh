# What the stages of firmware/build.sh share. Sourced by bash; needs top (the tree) and work (the build folder).
# shellcheck shell=bash

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { # fail EXIT_CODE MESSAGE...
  printf 'build.sh: %s\n' "${*:2}" >&2
  exit "$1"
}

# digest THING... : one hash over what is named; a file or folder counts by its content and its modes, any other word as it is.
digest() {
  local thing
  for thing in "$@"; do
    if [[ -e $thing ]]; then
      find "$thing" -type f -print0 | sort -z | xargs -0 -r sha256sum
      find "$thing" -printf '%P %m %y %l\n' | sort
    else
      printf '%s\n' "$thing"
    fi
  done | sed "s|$work/||; s|$top/||" | sha256sum | cut -c1-64
}

# stage NAME INPUT... : has stage_NAME fill $work/NAME, unless it was filled from the same inputs before.
stage() {
  local name=$1 key
  shift
  key=$(digest "$top/firmware/stages/$name.sh" "$@")
  if [[ -e $work/$name && $(cat "$work/$name.key" 2>/dev/null) == "$key" ]]; then
    say "$name: as before"
    return
  fi
  say "$name"
  local began=$SECONDS status
  rm -rf "${work:?}/$name" "$work/$name.key" "$work/$name.new"
  mkdir "$work/$name.new"
  set +e # a failing step must end the stage, and would not inside a condition
  (
    set -e
    "stage_$name" "$work/$name.new"
  ) >"$work/$name.log" 2>&1
  status=$?
  set -e
  if [[ $status != 0 ]]; then
    tail -n 20 "$work/$name.log" >&2
    fail 1 "$name failed; $work/$name.log has the whole story"
  fi
  mv "$work/$name.new" "$work/$name"
  printf '%s\n' "$key" >"$work/$name.key"
  say "$name: $((SECONDS - began)) s"
}

# ---- Before the first stage ----

# Those of the packages that tools/packages lists for the image which are not installed.
missing_packages() {
  local name
  sed -n 's/^firmware //p' "$top/tools/packages" | tr ' ' '\n' | while read -r name; do
    [[ $(dpkg-query -W -f '${db:Status-Status} ' "$name" 2>/dev/null) == *installed* ]] || printf '%s\n' "$name"
  done
}

check_machine() {
  local -a missing
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} == 0 ]] ||
    fail 3 "packages are missing; dpkg --add-architecture arm64; apt-get update; apt-get install --no-install-recommends ${missing[*]}"
  [[ $(id -u) == 0 ]] || fail 3 "must be root: the image's programs are installed in a root of their own"
}

check_exhibit() {
  local file
  [[ -n $exhibit ]] || return 0
  for file in "$exhibit" "$exhibit.manifest" "$exhibit.manifest.minisig"; do
    [[ -r $file ]] || fail 2 "cannot read $file; vitrine-bundle sign writes the two beside the bundle"
  done
}

version_of_sources() { git -C "$top" describe --tags --always --dirty 2>/dev/null || echo unknown; }

# ---- Lists ----

listed() { sed '/^#/d' "$1" | tr ' ' '\n' | sed '/^$/d'; } # listed FILE : its words
root_packages() { sed '/^#/d; s/^[a-z]* //' "$top/firmware/packages.list" | tr ' ' '\n'; }
