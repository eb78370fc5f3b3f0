# Packs $1/initrd.img: the first process, what it loads, and what it needs to know of the card.
# shellcheck shell=bash

stage_initramfs() {
  local tree=$1/tree group file
  mkdir -p "$tree"/{modules,dev,sys,run}
  cp "$work/init/init" "$tree/init"
  cp "$work/system/card" "$tree/card"
  for group in card display emulated; do
    while read -r file; do
      cp "$work/kernel/modules/lib/modules/"*"/$file" "$tree/modules/"
      printf '%s\n' "${file##*/}"
    done <"$work/kernel/$group.list" >"$tree/modules/$group"
  done
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  (cd "$tree" && find . | sort | cpio --quiet -o -H newc -R 0:0 --reproducible | zstd -q -19 >"$1/initrd.img")
  rm -rf "$tree"
}
