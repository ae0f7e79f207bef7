"""Writes Sources/NablaPlot/Colour/Colormap+Tables.swift and NamedColors.swift from matplotlib 3.11.

    python Tests/Oracle/colormaps.py
"""
import pathlib
import matplotlib
import matplotlib.colors as colors
import numpy as np

folder = pathlib.Path(__file__).resolve().parents[2] / "Sources/NablaPlot/Colour"
names = ["viridis", "magma", "plasma", "inferno", "cividis", "Blues", "Greens", "Reds", "Oranges", "Greys", "Purples",
         "YlOrRd", "YlGnBu", "RdBu", "RdYlBu", "RdYlGn", "PiYG", "coolwarm", "Spectral", "jet", "hot", "turbo", "twilight"]
out = ["/// 256 colours each, six hexadecimal digits a colour, from matplotlib 3.11 by `Tests/Oracle/colormaps.py`.",
       "enum ColormapTables {", "  static let tables: [String: String] = ["]
for name in names:
    table = (matplotlib.colormaps[name](np.arange(256), bytes=True))[:, :3]
    text = "".join("%02x%02x%02x" % tuple(c) for c in table)
    out.append(f'    "{name}": """')
    for i in range(0, len(text), 108):
        out.append("      " + text[i:i + 108] + ("\\" if i + 108 < len(text) else ""))
    out.append('      """,')
out += ["  ]", "}", ""]
(folder / "Colormap+Tables.swift").write_text("\n".join(out))

entries = [(n, v) for n, v in sorted(colors.CSS4_COLORS.items())] + [(n, v) for n, v in colors.TABLEAU_COLORS.items()]
out = ["/// CSS4's and Tableau's colour names, from matplotlib 3.11 by `Tests/Oracle/colormaps.py`.",
       "enum NamedColors {", "  static let table: [String: UInt32] = ["]
row = "   "
for n, v in entries:
    item = f' "{n}": 0x{v[1:].upper()},'
    if len(row) + len(item) > 118:
        out.append(row)
        row = "   "
    row += item
out += [row, "  ]", "}", ""]
(folder / "NamedColors.swift").write_text("\n".join(out))
