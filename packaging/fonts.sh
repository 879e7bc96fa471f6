#!/usr/bin/env bash
# Rebuilds assets/fonts from the published packages: IBM Plex as TTF, Phosphor cut down to the glyphs named in src/app/icons.rs.
# Needs npm and python3 with venv. Run it after adding an icon; the result is committed, so building the program needs none of this.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
out=$root/assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip -q install fonttools==4.60.1 brotli==1.1.0
unpack() { mkdir "$2" && npm pack --silent --ignore-scripts "$1" >/dev/null && tar xzf ./*.tgz -C "$2" --strip-components=1 && rm ./*.tgz; }
unpack @ibm/plex-sans@1.1.0 sans
unpack @ibm/plex-mono@2.5.0 mono
unpack @phosphor-icons/web@2.1.2 phosphor
mkdir -p "$out"
cp sans/LICENSE.txt "$out/IBMPlex-OFL.txt"
cp phosphor/LICENSE "$out/Phosphor-MIT.txt"
export SOURCE_DATE_EPOCH=0
venv/bin/python - "$root/src/app/icons.rs" "$out" <<'PY'
import re, sys
from fontTools import subset
from fontTools.ttLib import TTFont

icons_rs, out = sys.argv[1:]
for family, face in [("sans", "Sans-Regular"), ("sans", "Sans-Medium"), ("sans", "Sans-SemiBold"), ("mono", "Mono-Regular")]:
    font = TTFont(f"{family}/fonts/complete/woff2/IBMPlex{face}.woff2", recalcTimestamp=False)
    font.flavor = None
    font.save(f"{out}/IBMPlex{face}.ttf")

points = [int(p, 16) for p in re.findall(r'&str = "\\u\{([0-9a-f]+)\}"', open(icons_rs).read())]
# Characters which egui's own widgets or our texts use and Plex lacks: submenu arrow, carets, return, command key, bullet.
aliases = {0x23F5: "CARET_RIGHT", 0x25BE: "CARET_DOWN", 0x25B4: "CARET_UP", 0x21B5: "ARROW_ELBOW_DOWN_LEFT", 0x2318: "COMMAND"}
named = dict(re.findall(r'pub const ([A-Z0-9_]+): &str = "\\u\{([0-9a-f]+)\}"', open(icons_rs).read()))
for source, name in [("regular/Phosphor", "Phosphor-Regular"), ("fill/Phosphor-Fill", "Phosphor-Fill")]:
    font = TTFont(f"phosphor/src/{source}.ttf", recalcTimestamp=False)
    options = subset.Options(layout_features=[], glyph_names=False, notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for point, target in aliases.items():
                table.cmap[point] = table.cmap[int(named[target], 16)]
    # The published fonts give every glyph a left bearing of 0, so renderers that honor it push narrow icons to the left.
    path = f"{out}/{name}.ttf"
    font.save(path)
    font = TTFont(path, recalcTimestamp=False)
    for glyph, (advance, _) in list(font["hmtx"].metrics.items()):
        font["hmtx"].metrics[glyph] = (advance, getattr(font["glyf"][glyph], "xMin", 0))
    font.save(path)
PY
ls -l "$out"
