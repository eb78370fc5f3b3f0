# Cross-compiles our programs and installs them, with their assets and what makes the machine a kiosk, into $1/tree.
# shellcheck shell=bash

stage_programs() {
  local cross=$work/cross part
  cmake --preset arm64 -S "$top" -B "$cross" -DCMAKE_C_FLAGS="-ffile-prefix-map=$top=."
  cmake --build "$cross" --target vitrine vitrine-update
  for part in vitrine vitrine-update assets service device; do
    DESTDIR=$1/tree cmake --install "$cross" --prefix /usr --strip --component "$part"
  done
  qemu-aarch64-static -L / "$1/tree/usr/bin/vitrine" --version | sed 's/^[^ ]* //' >"$1/version"
}
