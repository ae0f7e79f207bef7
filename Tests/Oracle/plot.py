"""Writes Tests/NablaPlotTests/Fixtures with matplotlib 3.11 and torchvision 0.29.

    python Tests/Oracle/plot.py
"""
import pathlib

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.ticker import MaxNLocator, ScalarFormatter
from torchvision.utils import make_grid, save_image
from PIL import Image

folder = pathlib.Path(__file__).resolve().parents[1] / "NablaPlotTests/Fixtures"
folder.mkdir(exist_ok=True)

# Ticks: low, high, bins | the ticks seen | their labels | the text at the axis' end.
rows = []
for low, high in [(0, 1), (-0.05, 1.05), (0, 938), (-46.85, 983.85), (0.1234, 0.1299), (0, 1e6), (0, 3.2e9), (1e-7, 9e-7),
                  (-3, 7), (1000000, 1000012), (-1.1, 1.1), (98.2, 99.7), (0.5, 10.5), (2015, 2026), (-5e-5, 4e-5),
                  (12345.1, 12345.9), (0, 100), (-0.5, 27.5), (1e15, 3e15), (0.001, 0.0123)]:
    for bins in (3, 5, 9):
        locator = MaxNLocator(nbins=bins, steps=[1, 2, 2.5, 5, 10])
        ticks = locator.tick_values(low, high)
        figure, axes = plt.subplots()
        axes.set_xlim(low, high)
        formatter = ScalarFormatter()
        formatter.set_axis(axes.xaxis)
        labels = formatter.format_ticks(ticks)
        offset = formatter.get_offset().replace("\\mathdefault", "").replace("$", "").replace("{", "").replace("}", "")
        plt.close(figure)
        slack = (high - low) * 1e-9
        seen = [(t, l) for t, l in zip(ticks, labels) if low - slack <= t <= high + slack]
        rows.append("|".join([f"{low!r} {high!r} {bins}", " ".join(repr(float(t)) for t, _ in seen),
                              " ".join(l for _, l in seen), offset]))
(folder / "ticks.txt").write_text("\n".join(rows) + "\n")

# Colormaps at quarters.
rows = []
for name in ["viridis", "gray", "seismic", "Blues", "RdBu", "bwr", "coolwarm", "magma", "viridis_r", "Blues_r", "hot", "cool"]:
    colors = matplotlib.colormaps[name](np.array([-0.1, 0, 0.25, 0.5, 0.75, 0.9999, 1, 1.5]), bytes=True)[:, :3]
    rows.append(name + " " + " ".join(str(v) for v in colors.flatten()))
(folder / "colormaps.txt").write_text("\n".join(rows) + "\n")

# Grids of images.
rows = []


def grid(key, shape, **options):
    images = (torch.arange(torch.Size(shape).numel(), dtype=torch.float32).reshape(shape) * 37 % 101) / 80 - 0.1
    save_image(images, folder / "grid.png", **options)
    pixels = np.array(Image.open(folder / "grid.png"))
    rows.append(f"{key} {pixels.shape[1]} {pixels.shape[0]} " + " ".join(str(v) for v in pixels.flatten()))


grid("batch", (5, 3, 4, 3), nrow=3)
grid("gray", (4, 1, 3, 3))
grid("normalized", (3, 1, 3, 4), normalize=True, nrow=2, padding=1, pad_value=0.5)
grid("each", (3, 1, 3, 4), normalize=True, scale_each=True)
grid("range", (2, 3, 2, 2), normalize=True, value_range=(0.0, 0.5))
grid("single", (1, 3, 4, 5))
grid("image", (3, 4, 5))
grid("matrix", (4, 5))
(folder / "grid.png").unlink()
(folder / "grids.txt").write_text("\n".join(rows) + "\n")

rows = []
for key, data, options in [("ten", [1, 2, 2, 3, 3, 3, 9.5, 4], {}), ("five", np.sin(np.arange(100)), {"bins": 5}),
                           ("ranged", np.arange(20) / 7, {"bins": 4, "range": (0.5, 2)}), ("one", [2, 2, 2], {})]:
    counts, edges = np.histogram(data, **options)
    rows.append(f"{key} " + " ".join(map(str, counts)) + " | " + " ".join(repr(float(e)) for e in edges))
(folder / "histograms.txt").write_text("\n".join(rows) + "\n")
