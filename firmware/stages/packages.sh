# Fetches the arm64 packages of the image into $1/archive, a small archive of its own, and lists them in $1/list.
# shellcheck shell=bash

# The machine's own Debian sources, with the component that the Pi's boot files lie in.
write_apt_sources() {
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --format '$(ORIGIN)|$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
    sed -n 's/^Debian|//p' | sort -u |
    sed 's|^|deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] |; s|$| main non-free-firmware|'
}

# apt for another machine, in folders of its own: nothing of this one's state is read or changed.
write_apt_configuration() {
  cat <<END
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Install-Recommends "false";
Acquire::Languages "none";
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/nonexistent";
Dir::Etc::Preferences "/nonexistent";
Dir::Etc::PreferencesParts "/nonexistent";
END
}

prepare_apt() {
  apt=$work/apt
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial}
  : >"$apt/status"
  write_apt_sources >"$apt/sources.list"
  [[ -s $apt/sources.list ]] || fail 3 "apt knows no Debian archive here; run apt-get update first"
  write_apt_configuration >"$apt/apt.conf"
  export APT_CONFIG=$apt/apt.conf
  apt-get -q update
}

# The package that the kernel's standing name leads to.
kernel_package() { apt-cache depends linux-image-arm64 | sed -n 's/^ *Depends: \(linux-image-6.*\)/\1/p'; }

# Without a codename mmdebstrap does not find the essential packages.
write_release() {
  printf 'Suite: bookworm\nCodename: bookworm\nSHA256:\n %s %s Packages\n' \
    "$(sha256sum <Packages | cut -c1-64)" "$(stat -c %s Packages)"
}

stage_packages() {
  local out=$1 apt
  local -a names
  prepare_apt
  mkdir "$out/archive" "$out/beside"
  mapfile -t names < <(root_packages)
  apt-get -q -y --download-only install '?essential' usr-is-merged "${names[@]}"
  cp "$apt"/cache/archives/*.deb "$out/archive/"
  cd "$out/beside" || return
  apt-get -q download "$(kernel_package)" raspi-firmware busybox-static
  cd "$out/archive" || return
  dpkg-scanpackages --multiversion . >Packages
  write_release >Release
  cd "$out" || return
  sha256sum archive/*.deb beside/*.deb >list
}
