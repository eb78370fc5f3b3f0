#!/usr/bin/env bash
# Makes in FOLDER what boot_time.py measures the card against: Debian's packages, the kernel's modules and the same programs,
# put together as one does it first. root.img is a squashfs of all that mmdebstrap installed with Debian's own units; the viewer
# is one more unit of multi-user.target; the first file system is busybox with a script. No dm-verity, no /data, no sandbox.
#   plain.sh FOLDER BUNDLE   after firmware/build.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(cd "$here/../.." && pwd)/build/firmware
folder=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
card_modules='virtio_blk virtio_pci virtio_mmio ext4 squashfs overlay dm_verity vfat usb_storage xhci_pci bcm2835 sdhci_iproc
  mmc_block virtio_gpu'

make_root() {
  mkdir "$tree/root"
  tar -C "$tree/root" -xf "$work/root/root.tar"
  rm -rf "$tree/root"/var/lib/apt/lists "$tree/root"/var/cache/apt
  cp -a "$work"/programs/tree/usr/{bin,share} "$tree/root/usr/"
  cp -a "$work/kernel/modules/lib/modules" "$tree/root/usr/lib/"
  cp "$here"/guest/{plain,report}.service "$tree/root/etc/systemd/system/"
  mv "$tree/root/etc/systemd/system/plain.service" "$tree/root/etc/systemd/system/vitrine.service"
  install -m 644 "$1" "$tree/root/usr/share/vitrine/plain.vitrine"
  mkdir -p "$tree/root/run/seed" "$tree/root/etc/systemd/system"/{multi-user.target.wants,vitrine.service.wants}
  install -m 755 "$here/guest/report" "$tree/root/usr/lib/report"
  sed -i 's|/run/seed/report|/usr/lib/report|' "$tree/root/etc/systemd/system/report.service"
  ln -s ../vitrine.service "$tree/root/etc/systemd/system/multi-user.target.wants/"
  ln -s ../report.service "$tree/root/etc/systemd/system/vitrine.service.wants/"
  mksquashfs "$tree/root" "$folder/root.img" -noappend -quiet -no-progress -comp zstd -Xcompression-level 3
}

make_first() {
  local first=$tree/first unpacked=$tree/kernel release name
  mkdir -p "$first"/{bin,modules,proc,sys,dev,root}
  dpkg-deb -x "$work"/packages/beside/linux-image-*.deb "$unpacked"
  release=$(cat "$work/kernel/release")
  depmod -b "$unpacked" "$release"
  for name in $card_modules; do modprobe -d "$unpacked" -S "$release" --show-depends "$name"; done |
    awk '$1 == "insmod" && !seen[$2]++ {print $2}' >"$tree/files"
  xargs -a "$tree/files" cp -t "$first/modules"
  sed 's|.*/||' "$tree/files" >"$first/modules/list"
  dpkg-deb --fsys-tarfile "$work"/packages/beside/busybox-static_*.deb | tar -xO ./bin/busybox >"$first/bin/busybox"
  chmod 755 "$first/bin/busybox"
  install -m 755 "$here/guest/plain-init" "$first/init"
  (cd "$first" && find . | sort | cpio --quiet -o -H newc -R 0:0 | zstd -q -19) >"$folder/initrd.img"
}

mkdir -p "$folder"
make_root "${2:?which bundle}"
make_first
cp "$work/kernel/vmlinuz" "$folder/vmlinuz"
