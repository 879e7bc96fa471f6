#!/usr/bin/env bash
# Installs what Phasewright needs beside Rust on Debian and Ubuntu, and only what is missing.
# usage: setup.sh build     a C compiler and linker, for the build
#        setup.sh window    the same, and the libraries a window opens at run time
set -euo pipefail

missing=()
need() { # need PACKAGE CHECK…: the package, unless the check succeeds
  local package=$1; shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
has_library() { /sbin/ldconfig -p | grep -q "$1"; }
has_header() { echo "#include <$1>" | cc -E - ; }

need gcc command -v cc
need libc6-dev has_header stdlib.h
if [ "${1:-build}" = window ]; then
  need libgl1 has_library 'libGL\.so\.1'
  need libegl1 has_library 'libEGL\.so\.1'
  need libgl1-mesa-dri test -d "/usr/lib/$(uname -m)-linux-gnu/dri"
  need libx11-6 has_library 'libX11\.so\.6'
  need libx11-xcb1 has_library 'libX11-xcb\.so\.1'
  need libxcursor1 has_library 'libXcursor\.so\.1'
  need libxi6 has_library 'libXi\.so\.6'
  need libxrandr2 has_library 'libXrandr\.so\.2'
  need libxkbcommon0 has_library 'libxkbcommon\.so\.0'
  need libxkbcommon-x11-0 has_library 'libxkbcommon-x11\.so\.0'
  need libwayland-client0 has_library 'libwayland-client\.so\.0'
  need libwayland-egl1 has_library 'libwayland-egl\.so\.1'
  # File dialogs: the desktop's own portal, else this.
  if ! command -v xdg-desktop-portal >/dev/null && [ ! -x /usr/libexec/xdg-desktop-portal ]; then
    need zenity command -v zenity
  fi
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "Missing here: ${missing[*]} (names of Debian packages). Install them with your package manager." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "As root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
