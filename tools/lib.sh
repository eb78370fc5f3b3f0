# What tools/run and tools/test share: asking for packages, installing them, building. Sourced by bash.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
fail() { # fail EXIT_CODE MESSAGE...
  printf '%s\n' "${0##*/}: ${*:2}" >&2
  exit "$1"
}

packages_of() { # packages_of GROUP... : the names that tools/packages lists under these groups
  local group names
  while read -r group names; do
    [[ " $* " != *" $group "* ]] || tr -s ' ' '\n' <<<"$names"
  done < <(grep -v '^#' tools/packages)
}

missing_packages() { # missing_packages GROUP... : those not installed for this machine's architecture
  local -A installed=()
  local name native
  native=$(dpkg --print-architecture)
  # shellcheck disable=SC2016
  while read -r name; do installed[$name]=1; done < <(
    packages_of "$@" | xargs dpkg-query -W -f '${Package} ${Architecture} ${db:Status-Status}\n' 2>/dev/null |
      sed -nE "s/^(.*) ($native|all) installed$/\1/p")
  for name in $(packages_of "$@"); do
    [[ -n ${installed[$name]:-} ]] || printf '%s\n' "$name"
  done
}

# may_install YES PACKAGE... : leave is given by being root, by --yes, by an answer, or by Debian's own sign that
# nobody is there to be asked.
may_install() {
  local yes=$1 answer
  shift
  [[ $(id -u) == 0 || $yes == 1 || ${DEBIAN_FRONTEND:-} == noninteractive ]] && return 0
  [[ -t 0 ]] || fail 2 "packages are missing and nobody can be asked: add --yes, or install them first:" \
    "sudo apt-get install --no-install-recommends $*"
  read -r -p "Install them with sudo apt-get? [Y/n] " answer
  [[ $answer =~ ^([Yy]|[Yy][Ee][Ss]|)$ ]]
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# install_packages YES GROUP... : installs what is missing; if nothing is, apt is not touched.
install_packages() {
  local yes=$1
  local -a missing
  shift
  command -v dpkg-query >/dev/null ||
    fail 3 "this is not Debian; tools/packages names what Debian 12 would need"
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "To be installed (Debian packages):" "${missing[*]}" | fold -s -w 100
  may_install "$yes" "${missing[@]}" || fail 2 "nothing was installed"
  [[ $(id -u) == 0 ]] || command -v sudo >/dev/null ||
    fail 3 "neither root nor sudo: have them installed by someone who may"
  mkdir -p build
  say "Installing ${#missing[@]} packages and what they need; this takes some minutes (log: build/packages.log)."
  {
    as_root apt-get -q update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "${missing[@]}"
  } >build/packages.log 2>&1 </dev/null || {
    tail -n 20 build/packages.log >&2
    fail 3 "the packages could not be installed; build/packages.log has the whole story"
  }
}

build() { # build PRESET [TARGET...] : configures and builds; prints little unless it fails or someone watches
  local preset=$1 quiet=--quiet
  shift
  [[ -t 1 ]] && quiet=
  mkdir -p build
  say "Building (preset $preset) in build/$preset"
  cmake --preset "$preset" >build/configure.log 2>&1 || {
    tail -n 30 build/configure.log >&2
    fail 3 "cmake --preset $preset failed"
  }
  cmake --build --preset "$preset" ${1:+--target "$@"} -- $quiet || fail 1 "the build failed"
}
