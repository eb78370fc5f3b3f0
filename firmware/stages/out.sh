# What is handed on: $1/vitrine-VERSION-pi.img.zst, the packages in it, their licences, and the hashes of all.
# shellcheck shell=bash

stage_out() {
  local name
  name=vitrine-$(cat "$work/programs/version")-pi
  zstd -q -T0 -15 "$work/card/card.img" -o "$1/$name.img.zst"
  cp "$work/system/packages.txt" "$1/$name.packages.txt"
  cp "$work/system/licences.tar.zst" "$1/$name.licences.tar.zst"
  (cd "$1" && sha256sum "$name".* >SHA256SUMS)
  printf '%s\n' "$name.img.zst" >"$1/name"
}
