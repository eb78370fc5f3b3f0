#!/usr/bin/env bash
# Makes FILE, what the tests add to the card's first file system: a shell on a serial line, a touchscreen, and drop-ins.
#   seed.sh FILE [FOLDER]     FOLDER: what else goes to /run in the machine, e.g. systemd/system/vitrine.service.d/x.conf
# The added /init fills /run and starts the card's own first process, which hands /run on to the system.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(cd "$here/../.." && pwd)/build/firmware
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree"/{bin,run,seed/seed,seed/systemd/system/sysinit.target.wants}
dpkg-deb --fsys-tarfile "$work"/packages/beside/busybox-static_*.deb | tar -xO ./bin/busybox >"$tree/bin/busybox"
cp "$work/init/init" "$tree/card-init"
dpkg-deb --fsys-tarfile "$work"/packages/beside/linux-image-*.deb |
  tar -x -C "$tree/seed/seed" --transform 's|.*/||' --wildcards './lib/modules/*/uinput.ko' './lib/modules/*/virtio_console.ko'
aarch64-linux-gnu-gcc -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -Wpedantic -Werror -static -s -o "$tree/seed/seed/toucher" "$here/toucher.c"
cp "$tree/bin/busybox" "$tree/seed/seed/busybox"
chmod 755 "$tree/bin/busybox" "$tree/seed/seed/busybox"
cp "$here"/guest/*.service "$tree/seed/systemd/system/"
cp "$here/guest/shell" "$tree/seed/seed/shell"
install -D -m 644 "$here/guest/slow.conf" "$tree/seed/systemd/system/vitrine.service.d/slow.conf"
ln -s ../seed-shell.service "$tree/seed/systemd/system/sysinit.target.wants/seed-shell.service"
ln -s ../seed-touch.service "$tree/seed/systemd/system/sysinit.target.wants/seed-touch.service"
[[ -z ${2:-} ]] || cp -r "$2/." "$tree/seed/"
install -m 755 "$here/guest/init" "$tree/init"
(cd "$tree" && find . | sort | cpio --quiet -o -H newc -R 0:0 | zstd -q -3) >"$1"
