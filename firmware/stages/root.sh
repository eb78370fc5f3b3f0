# Makes $1/root.tar from the fetched packages: installed as Debian installs them, by the emulated machine's own programs, with no kernel.
# shellcheck shell=bash

# arm64 programs run through qemu-user here.
register_emulator() {
  [[ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]] && return
  mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
  update-binfmts --enable qemu-aarch64
}

stage_root() {
  register_emulator
  mmdebstrap --architectures=arm64 --variant=essential --mode=root --skip=check/empty \
    --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
    --include="$(root_packages | paste -sd,)" \
    --aptopt='Apt::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    bookworm "$1/root.tar" "deb [trusted=yes] copy:$work/packages/archive ./"
}
