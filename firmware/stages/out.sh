# What is handed on: $1/vitrine-VERSION-pi.img.zst, what is in it, and the hashes of both.
# shellcheck shell=bash

stage_out() {
  local name
  name=vitrine-$(cat "$work/programs/version")-pi
  zstd -q -T0 -15 "$work/card/card.img" -o "$1/$name.img.zst"
  cp "$work/system/packages.txt" "$1/$name.packages.txt"
  (cd "$1" && sha256sum "$name".* >SHA256SUMS)
  printf '%s\n' "$name.img.zst" >"$1/name"
}
