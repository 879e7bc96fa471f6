#!/bin/sh
# Builds the CUDA worker, phasewright-cuda, without a GPU, a driver or an installed toolkit: compiler and libraries come as
# wheels from the Python package index. Needs cargo, a C compiler, python3 with venv, and about 2 GB of disk.
#
#   packaging/cuda-worker/build.sh [FOLDER]      the binary goes to FOLDER (dist/cuda-worker)
#
#   CUDA_COMPUTE_CAP  oldest GPU it shall run on: 80 (the default) runs on Ampere and later, 90 on Hopper alone
#   CUDA_WHEELS       a folder nvidia/cu13 that is there already, instead of installing the wheels
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$home/dist/cuda-worker}
work=${CARGO_TARGET_DIR:-$home/target}/cuda-toolkit
mkdir -p "$out" "$work"

# 1. Compiler, headers and libraries. All of one release: a newer nvvm writes code that a driver for 13.0 refuses.
if [ -z "${CUDA_WHEELS:-}" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet \
        nvidia-cuda-nvcc==13.0.88 nvidia-nvvm==13.0.88 nvidia-cuda-crt==13.0.88 nvidia-cuda-runtime==13.0.96 \
        nvidia-cuda-cccl==13.0.85 nvidia-cuda-nvrtc==13.0.88 'nvidia-curand<10.5' 'nvidia-cublas<13.2'
    CUDA_WHEELS=$(echo "$work"/venv/lib/python3*/site-packages/nvidia/cu13)
fi

# 2. A folder of a toolkit's shape around them.
tree=$work/tree
rm -rf "$tree"
mkdir -p "$tree/lib64/stubs"
for part in bin include nvvm; do ln -s "$CUDA_WHEELS/$part" "$tree/$part"; done
for library in cublas cublasLt cudart nvrtc curand; do
    ln -s "$(echo "$CUDA_WHEELS"/lib/lib$library.so.*)" "$tree/lib64/lib$library.so"
done

# 3. The driver's library is in no wheel: an empty function for each that the bindings name, for the linker alone.
cd "$home"
cargo fetch --locked
source_of() {
    cargo metadata --locked --format-version 1 --no-default-features --features cuda |
        python3 -c 'import json, os, sys
for package in json.load(sys.stdin)["packages"]:
    if package["name"] == sys.argv[1]: print(os.path.dirname(package["manifest_path"]))' "$1"
}
grep -oE 'fn cu[A-Z][A-Za-z0-9_]*' "$(source_of cudarc)/src/driver/sys/mod.rs" | sort -u |
    sed 's/^fn \(.*\)/void \1(void) {}/' >"$work/driver.c"
cc -shared -fPIC -Wl,-soname,libcuda.so.1 -o "$tree/lib64/stubs/libcuda.so" "$work/driver.c"
ln -sf libcuda.so "$tree/lib64/stubs/libcuda.so.1"

# 4. What is left out of the kernels (nvcc.sh says why).
{
    cat <<'END'
#include <stdio.h>
#include <stdlib.h>
static void absent(const char *name) {
    fputs("left out of this build: ", stderr);
    fputs(name, stderr);
    abort();
}
END
    grep -oE 'pub fn [a-z][A-Za-z0-9_]*' "$(source_of candle-kernels)/src/ffi.rs" | sort -u |
        sed 's/^pub fn \(.*\)/void \1(void) { absent("\1"); }/'
} >"$work/absent.c"

# 5. The program.
export CUDA_HOME="$tree" CUDARC_CUDA_VERSION=13000 CUDA_COMPUTE_CAP="${CUDA_COMPUTE_CAP:-80}"
export NVCC="$home/packaging/cuda-worker/nvcc.sh" NVCC_REAL="$tree/bin/nvcc" NVCC_ABSENT="$work/absent.c"
export PATH="$tree/bin:$PATH"
# Looks for the libraries beside itself too.
export RUSTFLAGS="${RUSTFLAGS:-} -L native=$tree/lib64 -L native=$tree/lib64/stubs -C link-arg=-Wl,-rpath,\$ORIGIN/cuda-libraries"
cargo build --locked --release --no-default-features --features cuda
cp "${CARGO_TARGET_DIR:-$home/target}/release/phasewright" "$out/phasewright-cuda"
ls -l "$out/phasewright-cuda"
