"""Writes Tests/NablaDataTests/Fixtures with PyTorch 2.15, torchvision 0.29, NumPy and Pillow.

    python Tests/Oracle/data.py

`expected.txt` holds a line for each case: a key and whole numbers; floats are given by their bits.
"""
import pathlib
import pickle
import struct

import numpy as np
import torch
import torchvision
from PIL import Image
from torch.utils.data import (ConcatDataset, DataLoader, RandomSampler, SubsetRandomSampler, TensorDataset,
                              WeightedRandomSampler, random_split)
from torchvision import transforms as T

folder = pathlib.Path(__file__).resolve().parents[1] / "NablaDataTests/Fixtures"
folder.mkdir(exist_ok=True)
lines = []


def put(key, values):
    lines.append(key + " " + " ".join(str(int(v)) for v in values))


def bits(tensor):
    return tensor.contiguous().flatten().to(torch.float32).numpy().view(np.uint32)


# NumPy files: the values are 0, 1, 2, ... minus 3, so that signs show.
def values(dtype, *shape):
    return (np.arange(np.prod(shape, dtype=int)) - 3).reshape(shape).astype(dtype)


np.save(folder / "f4.npy", values("<f4", 2, 3))
np.save(folder / "f8_fortran.npy", np.asfortranarray(values("<f8", 2, 3, 4)))
np.save(folder / "i8.npy", values("<i8", 5))
np.save(folder / "i2_big.npy", values(">i2", 2, 2))
np.save(folder / "b1.npy", np.array([True, False, True]))
np.save(folder / "scalar.npy", np.float64(2.5))
np.save(folder / "f2.npy", np.array([0.1, -65504, np.inf, 6e-8], dtype="<f2"))
put("f2.npy", np.load(folder / "f2.npy").astype("f8").view("u8"))
np.savez(folder / "plain.npz", a=values("<f4", 3), b=values("<i4", 2, 2))
np.savez_compressed(folder / "deflated.npz", a=np.zeros((50, 50)), b=values("<i4", 2, 2))

# A CIFAR batch as Python 3 pickles it.
image = (np.arange(2 * 3072) * 7 % 251).astype("u1").reshape(2, 3072)
(folder / "cifar_batch").write_bytes(pickle.dumps({b"data": image, b"labels": [3, 9]}, protocol=2))
put("cifar", image.reshape(2, 3, 32, 32).transpose(0, 2, 3, 1).flatten()[[0, 1, 2, 3, 4, 3072, 6143]])

# Pictures in every mode.
gradient = np.arange(5 * 7 * 4).reshape(5, 7, 4) * 3 % 256
rgba = Image.fromarray(gradient.astype("u1"), "RGBA")
for mode in ["1", "L", "LA", "RGB", "RGBA", "P"]:
    picture = rgba.convert("RGB").convert(mode) if mode in ("1", "P") else rgba.convert(mode)
    picture.save(folder / f"{mode}.png")
    shown = picture.convert("RGB") if mode == "P" else picture.convert("L") if mode == "1" else picture
    put(f"png_{mode}", np.array(shown).flatten())
wide = (np.arange(35).reshape(5, 7) * 1871).astype("u2")
Image.fromarray(wide).save(folder / "I16.png")
put("png_I16", (wide >> 8).flatten())

# Transforms over a gradient image of 9 rows and 12 columns.
rgb = (np.arange(9 * 12 * 3).reshape(9, 12, 3) * 5 % 256).astype("u1")
source = Image.fromarray(rgb)
tensor = T.ToTensor()(source)


def transform(key, step, repeat=4):
    torch.manual_seed(7)
    for index in range(repeat):
        put(f"{key}_{index}", np.array(step(source)).flatten())


transform("hflip", T.RandomHorizontalFlip())
transform("vflip", T.RandomVerticalFlip(0.3))
transform("crop", T.RandomCrop((6, 5)))
transform("crop_padded", T.RandomCrop(8, padding=2))
transform("crop_reflect", T.RandomCrop(8, padding=(1, 3), padding_mode="reflect"))
transform("crop_needed", T.RandomCrop(14, pad_if_needed=True, fill=9))
transform("crop_chain", T.Compose([T.RandomCrop(8, padding=2), T.RandomHorizontalFlip()]))
transform("pad_edge", T.Pad((1, 2, 3, 4), padding_mode="edge"), 1)
transform("pad_symmetric", T.Pad(3, padding_mode="symmetric"), 1)
transform("center", T.CenterCrop((4, 7)), 1)
transform("center_larger", T.CenterCrop(15), 1)
transform("gray", T.Grayscale(), 1)
transform("gray3", T.Grayscale(3), 1)
for size in [(5, 6), (18, 31), (3, 24), 4, 20]:
    name = "x".join(map(str, size)) if isinstance(size, tuple) else str(size)
    transform(f"resize_{name}", T.Resize(size), 1)
    transform(f"nearest_{name}", T.Resize(size, T.InterpolationMode.NEAREST), 1)
put("to_tensor", bits(tensor))
put("normalize", bits(T.Normalize((0.4914, 0.4822, 0.4465), (0.247, 0.243, 0.261))(tensor)))
put("normalize_one", bits(T.Normalize((0.5,), (0.5,))(tensor)))
torch.manual_seed(3)
put("tensor_crop", bits(T.RandomCrop((5, 9), padding=1)(tensor)))

# Whole batches through a chain.
chain = T.Compose([T.RandomCrop(9, padding=1), T.RandomHorizontalFlip(), T.ToTensor(), T.Normalize((0.5,), (0.25,))])
torch.manual_seed(11)
put("batch", bits(torch.stack([chain(Image.fromarray(np.roll(rgb, k, 0))) for k in (4, 0, 2)])))


# Orders.
def order(key, loader, epochs=2, seed=0):
    torch.manual_seed(seed)
    seen = []
    for _ in range(epochs):
        for batch in loader:
            seen += batch.tolist() if hasattr(batch, "tolist") else batch
            seen.append(int(torch.randint(0, 1000, (1,))))
    put(key, seen)


data = list(range(10))
order("sequential", DataLoader(data, batch_size=4))
order("shuffle", DataLoader(data, batch_size=4, shuffle=True))
order("shuffle_exact", DataLoader(data, batch_size=5, shuffle=True))
order("shuffle_drop", DataLoader(data, batch_size=4, shuffle=True, drop_last=True))
order("own_generator", DataLoader(data, batch_size=5, shuffle=True, generator=torch.Generator().manual_seed(5)))
order("replacement", DataLoader(data, batch_size=16, sampler=RandomSampler(data, replacement=True, num_samples=70)))
order("more", DataLoader(data, batch_size=8, sampler=RandomSampler(data, num_samples=25)))
order("subset", DataLoader(data, batch_size=2, sampler=SubsetRandomSampler([1, 3, 5, 7])))
order("weighted", DataLoader(data, batch_size=4, sampler=WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 6)))
order("weighted_once", DataLoader(
    data, batch_size=4, sampler=WeightedRandomSampler([0.9, 0.4, 0.05, 0.2, 0.3, 0.1], 5, replacement=False)))
torch.manual_seed(1)
put("split", sum([list(part.indices) for part in random_split(data, [3, 7])], []))
put("split_fractions", sum([list(p.indices) + [-1] for p in random_split(
    data, [0.3, 0.3, 0.4], generator=torch.Generator().manual_seed(42))], []))
torch.manual_seed(0)
put("shuffle_60000", [i for batch in DataLoader(range(60000), batch_size=6000, shuffle=True) for i in batch.tolist()][::997])

(folder / "expected.txt").write_text("\n".join(lines) + "\n")
print(len(lines), "cases from torch", torch.__version__, "torchvision", torchvision.__version__)
