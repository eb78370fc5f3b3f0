#!/usr/bin/env bash
# Builds the card's image for Raspberry Pi 3, 4 and Zero 2 W.
#   firmware/build.sh [--exhibit FILE] [--level 1-22] [--packages]
#     --exhibit   bake this signed bundle in, with FILE.manifest and FILE.manifest.minisig beside it
#     --level     how hard the root is compressed: 15 for a release (the usual), 3 for tests
#     --packages  only fetch the image's packages; everything else then needs no network
#   e.g.  sudo firmware/build.sh --exhibit letters.vitrine
# Must be root. Each stage is kept in build/firmware/ and made again only when what it is made from has changed; "rm -r
# build/firmware" begins anew. Result: build/firmware/out/. Exit code: 0 done, 1 a stage failed, 2 usage, 3 this machine.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$top/build/firmware
. "$top/firmware/stages/lib.sh"
for part in packages root llvm programs kernel init system initramfs card out; do
  . "$top/firmware/stages/$part.sh"
done

exhibit='' level=15 only_packages=0
while [[ $# -gt 0 ]]; do
  case $1 in
    --exhibit) exhibit=$(realpath "${2:?}") && shift ;;
    --level) level=${2:?} && shift ;;
    --packages) only_packages=1 ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0" && exit 0 ;;
    *) fail 2 "unknown: $1; --help says what there is" ;;
  esac
  shift
done

export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=1700000000
umask 022
check_machine
check_exhibit
mkdir -p "$work"

recipes=$top/firmware
stage packages "$recipes/packages.list"
[[ $only_packages == 0 ]] || exit 0
stage root "$work/packages/list" "$recipes/packages.list"
stage llvm "$work/root.key"
stage kernel "$work/packages/list" "$recipes/modules.list"
stage init "$recipes/init"
stage programs "$top"/{CMakeLists.txt,CMakePresets.json,src,tools,assets,firmware/{CMakeLists.txt,masked,overlay,README.md}} "$(version_of_sources)"
stage system "$work"/{root,llvm,programs,kernel}.key "$recipes"/{slim.list,programs.list,libraries.list,stages/unneeded.py} \
  "$level" "${exhibit:-none}"{,.manifest,.manifest.minisig}
stage initramfs "$work"/{init,kernel,system}.key
stage card "$work"/{initramfs,system,kernel}.key "$recipes/boot"
stage out "$work"/{card,system}.key
say "done: $(cat "$work/out/name")"
