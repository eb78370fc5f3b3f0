# Puts the root together and packs it: $1/root.img is the squashfs with dm-verity's hash tree behind it, $1/card the line
# that the first process reads, $1/manifest.txt every package with its version and licence file.
# shellcheck shell=bash

# The short names of the licences in a package's copyright file; older ones have none.
licences_in() { # FILE
  sed -n 's/^Licen[sc]e: *\(..*\)/\1/p' "$1" 2>/dev/null | sort -u | paste -sd';' | grep . || echo 'see the text'
}

# Debian's name, version and source of every package that files come from, and its licences; before dpkg's list is taken out.
write_manifest() { # TREE
  local name version source deb
  {
    # shellcheck disable=SC2016 # dpkg's own placeholders
    dpkg-query --admindir="$1/var/lib/dpkg" -W -f '${Package}\t${Version}\t${source:Package}\n'
    for deb in "$work"/packages/beside/{linux-image,raspi-firmware}*.deb; do
      # shellcheck disable=SC2016
      dpkg-deb -W --showformat '${Package}\t${Version}\t${source:Package}\n' "$deb"
    done
  } | sort | while IFS=$'\t' read -r name version source; do
    printf '%s\t%s\t%s\t%s\n' "$name" "$version" "$source" "$(licences_in "$1/usr/share/doc/$name/copyright")"
  done
}

# Of the two packages that are taken apart on the host.
add_other_licences() { # TREE
  local deb
  for deb in "$work"/packages/beside/{linux-image,raspi-firmware}*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$1" --wildcards './usr/share/doc/*/copyright'
  done
}

# Every licence text, those that the image itself leaves out too.
pack_licences() { # TREE ARCHIVE
  tar -C "$1/usr/share" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -c \
    doc common-licenses | zstd -q -12 >"$2"
}

remove_listed() { # TREE
  local path
  while read -r pattern; do
    for path in $(cd "$1" && eval "printf '%s\n' $pattern"); do rm -rf "${1:?}/$path"; done
  done < <(listed "$top/firmware/slim.list")
}

remove_other_programs() { # TREE
  local path
  for path in "$1"/usr/bin/* "$1"/usr/sbin/*; do
    listed "$top/firmware/programs.list" | grep -qxF "${path##*/}" || rm -rf "$path"
  done
}

remove_unneeded_libraries() { # TREE
  python3 "$top/firmware/stages/unneeded.py" "$1" "$top/firmware/libraries.list" |
    while read -r path; do rm "$1/$path"; done
}

# Fonts are found by path and by no other way: what assets/fonts.ini does not name is never opened.
remove_other_fonts() { # TREE
  local path
  find "$1/usr/share/fonts" -type f | while read -r path; do
    grep -qF "${path#"$1"}" "$top/assets/fonts.ini" || rm "$path"
  done
  find "$1/usr/share/fonts" -xtype l -delete
}

add_ours() { # TREE
  cp -a "$work/programs/tree/." "$1/"
  cp -a "$work/kernel/modules/lib/modules" "$1/usr/lib/"
}

# The content that a card comes with: FILE, FILE.manifest and FILE.manifest.minisig, as `vitrine-bundle sign` writes them.
add_factory_content() { # TREE
  local factory=$1/usr/share/vitrine/factory
  [[ -n $exhibit ]] || return 0
  mkdir -p "$factory"
  install -m 444 "$exhibit" "$factory/bundle.vitrine"
  install -m 444 "$exhibit.manifest" "$factory/manifest.txt"
  install -m 444 "$exhibit.manifest.minisig" "$factory/manifest.txt.minisig"
}

# Users and enabled units, written by the image's own systemd while its programs are all still there.
settle() { # TREE
  chroot "$1" systemd-sysusers
  chroot "$1" systemctl preset-all
}

replace_llvm() { # TREE
  local libraries=$1/usr/lib/aarch64-linux-gnu
  rm "$libraries"/libLLVM*
  install -m 644 "$work/llvm/libLLVM.so" "$libraries/$(cat "$work/llvm/name")"
}

slim() { # TREE
  replace_llvm "$1"
  remove_listed "$1"
  remove_other_programs "$1"
  remove_other_fonts "$1"
  remove_unneeded_libraries "$1"
}

pack() { # TREE IMAGE
  chown -hR root:root "$1"
  env -u SOURCE_DATE_EPOCH mksquashfs "$1" "$2" -noappend -quiet -no-progress -reproducible \
    -all-time "$SOURCE_DATE_EPOCH" -mkfs-time "$SOURCE_DATE_EPOCH" \
    -comp zstd -Xcompression-level "$level" -b 256K
}

# Appends the hash tree. Salt and number of the card follow from the content, so that the same content gives the same card.
add_verity() { # IMAGE
  local salt blocks size report
  salt=$(sha256sum "$1" | cut -c1-64)
  size=$(stat -c %s "$1")
  blocks=$((size / 4096))
  [[ $((blocks * 4096)) == "$size" ]] || fail 1 "the squashfs is not a whole number of blocks"
  report=$(veritysetup format "$1" "$1" --hash-offset="$size" --salt="$salt" --uuid="${salt:0:8}-${salt:8:4}-4${salt:13:3}-8${salt:17:3}-${salt:20:12}")
  hash=$(sed -n 's/^Root hash:[[:space:]]*//p' <<<"$report")
  printf '%s %s %s %s\n' "${hash:0:8}" "$blocks" "$hash" "$salt"
}

stage_system() {
  local out=$1 tree=$1/tree hash
  mkdir "$tree"
  tar -C "$tree" -xf "$work/root/root.tar"
  add_other_licences "$tree"
  write_manifest "$tree" >"$out/packages.txt"
  pack_licences "$tree" "$out/licences.tar.zst"
  add_ours "$tree"
  add_factory_content "$tree"
  settle "$tree"
  slim "$tree"
  du -a "$tree" | sort -rn | sed -n 1,60p >"$out/large.txt"
  pack "$tree" "$out/root.img"
  stat -c %s "$out/root.img" >"$out/squashfs-bytes"
  add_verity "$out/root.img" >"$out/card"
}
