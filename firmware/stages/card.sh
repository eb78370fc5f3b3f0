# Lays out the card: $1/card.img with the boot partition, the root, and /data, which grows at the first start.
# shellcheck shell=bash

# The Pi's own boot files for boards 3, 4 and Zero 2 W, with their licence.
unpack_boot_files() { # FOLDER
  local unpacked=$1.deb
  dpkg-deb -x "$work"/packages/beside/raspi-firmware_*.deb "$unpacked"
  cp "$unpacked"/usr/lib/raspi-firmware/{bootcode.bin,start.elf,fixup.dat,start4.elf,fixup4.dat} "$1/"
  cp "$unpacked/usr/share/doc/raspi-firmware/copyright" "$1/LICENCE.raspi-firmware.txt"
  rm -rf "$unpacked"
}

fill_boot_folder() { # FOLDER
  mkdir "$1"
  unpack_boot_files "$1"
  cp "$work/kernel/vmlinuz" "$work/initramfs/initrd.img" "$work"/kernel/dtb/*.dtb "$top"/firmware/boot/* "$1/"
  find "$1" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
}

make_boot_partition() { # FOLDER IMAGE
  truncate -s 128M "$2"
  mkfs.vfat -F 32 --invariant -n VITRINE "$2"
  MTOOLS_SKIP_CHECK=1 mcopy -m -i "$2" "$1"/* ::
}

# In the same form as "disks" gives it on the device, which looks for the copies of the superblock there.
make_data_partition() { # IMAGE
  local uuid=6b1f0a52-5d3c-4b9e-9a53-7c1d0e64d9aa
  truncate -s 64M "$1"
  E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH mke2fs -q -t ext4 -L data -U "$uuid" -E "hash_seed=$uuid,lazy_itable_init=0" \
    -b 4096 -i 1048576 -m 0 "$1"
}

write_layout() {
  local number
  read -r number _ <"$work/system/card"
  cat <<END
image card.img {
  hdimage {
    align = 1M
    disk-signature = 0x$number
  }
  partition boot { partition-type = 0xC image = boot.img bootable = true }
  partition root { partition-type = 0x83 image = root.img }
  partition data { partition-type = 0x83 image = data.img }
}
END
}

stage_card() {
  local out=$1
  mkdir "$out/in" "$out/empty"
  fill_boot_folder "$out/boot"
  make_boot_partition "$out/boot" "$out/in/boot.img"
  make_data_partition "$out/in/data.img"
  cp --reflink=auto "$work/system/root.img" "$out/in/root.img"
  truncate -s %1M "$out/in/root.img"
  write_layout >"$out/genimage.cfg"
  genimage --config "$out/genimage.cfg" --rootpath "$out/empty" --tmppath "$out/tmp" --inputpath "$out/in" --outputpath "$out"
  rm -rf "$out"/{in,empty,tmp}
}
