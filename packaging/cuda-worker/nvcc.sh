#!/bin/sh
# Stands in for nvcc while candle's kernels are compiled, and leaves out the ones that quantized models need: this program
# has none, and they are ten of the eleven minutes. Their functions are there to link, and end the program if called.
#
#   NVCC_REAL    the real nvcc
#   NVCC_ABSENT  a C file with the functions that are left out
set -eu
for last in "$@"; do :; done
out= folder= earlier=
for arg in "$@"; do
    case $earlier in
    -o) out=$arg ;;
    --output-directory) folder=$arg ;;
    esac
    earlier=$arg
done
case $last in
*/moe_gguf.cu) exec cc -c -fPIC -O1 -o "$out" "$NVCC_ABSENT" ;;
*/moe_*.cu | */mmvq_gguf.cu | */mmq_*.cu) exec cc -c -fPIC -x c -o "$out" /dev/null ;;
*/quantized.cu) : >"$folder/quantized.ptx" ;;
*) exec "$NVCC_REAL" "$@" ;;
esac
