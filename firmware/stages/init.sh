# Compiles the first process, $1/init, one static program for arm64.
# shellcheck shell=bash

stage_init() {
  aarch64-linux-gnu-gcc -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -Wpedantic -Werror -static -s \
    -ffile-prefix-map="$top"=. -o "$1/init" "$top"/firmware/init/*.c
}
