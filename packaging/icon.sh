#!/usr/bin/env bash
# Renders assets/icon.svg to the PNG that the window and the packages carry. Needs ImageMagick.
set -euo pipefail
cd "$(dirname "$0")/.."
convert -background none -density 192 assets/icon.svg -resize 128x128 -depth 8 -strip PNG32:assets/icon.png
