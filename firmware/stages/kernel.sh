# Takes the kernel package apart on the host: $1/vmlinuz, $1/dtb/, the modules of firmware/modules.list in $1/modules/,
# and in $1/{card,display,emulated}.list the files that are loaded before the root is there, in their order.
# shellcheck shell=bash

listed_modules() { # listed_modules [GROUP]
  sed -n "/^#/d; s/^${1:-[a-z]*} //p" "$top/firmware/modules.list" | tr ' ' '\n'
}

# What the boards' device trees are made of: "brcm,bcm2835-sdhost", one a line.
parts_of_boards() {
  local tree
  for tree in "$out"/dtb/*.dtb; do dtc -q -I dtb -O dts "$tree"; done |
    sed -n 's/.*compatible = //p' | tr -d '";' | sed 's/\\0/\n/g' | sort -u
}

# Part and module, by the kernel's own table.
parts_of_modules() {
  sed -n 's/^alias of:N\*T\*C\([^*]*\) \(.*\)/\1 \2/p' "$unpacked/lib/modules/$release/modules.alias" | sort -u
}

# The modules that the device trees ask for; radios and network stay out.
modules_of_boards() {
  join <(parts_of_boards) <(parts_of_modules) | cut -d' ' -f2 | sort -u | grep -vxE 'genet|mdio_bcm_unimac|hci_uart'
}

# The files of a module and of what it needs, in the order of loading.
files_of_module() {
  modprobe -d "$unpacked" -S "$release" --show-depends "$1" |
    sed -n "s|^insmod $unpacked/lib/modules/$release/\([^ ]*\).*|\1|p"
}

files_of_modules() { # names on standard input
  local name
  while read -r name; do files_of_module "$name" || return 1; done | awk '!seen[$0]++'
}

stage_kernel() {
  local out=$1 unpacked=$1/unpacked release group file
  dpkg-deb -x "$work"/packages/beside/linux-image-*.deb "$unpacked"
  release=$(ls "$unpacked/lib/modules")
  printf '%s\n' "$release" >"$out/release"
  cp "$unpacked/boot/vmlinuz-$release" "$out/vmlinuz"
  mkdir "$out/dtb"
  cp "$unpacked"/usr/lib/linux-image-*/broadcom/bcm2{711,837}-rpi-*.dtb "$out/dtb/"
  depmod -b "$unpacked" "$release"
  for group in card display emulated; do listed_modules $group | files_of_modules >"$out/$group.list"; done
  { listed_modules; modules_of_boards; } | files_of_modules >"$out/modules.list"
  while read -r file; do
    install -D -m 644 "$unpacked/lib/modules/$release/$file" "$out/modules/lib/modules/$release/$file"
  done <"$out/modules.list"
  cp "$unpacked/lib/modules/$release"/modules.{order,builtin,builtin.modinfo} "$out/modules/lib/modules/$release/"
  depmod -b "$out/modules" "$release"
  rm -rf "$unpacked"
}
