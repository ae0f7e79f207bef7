"""Records PyTorch 2.15's CPU random streams, bit for bit.

Usage: python Tests/Oracle/tensor_random.py    (writes recorded/random.txt)

Each line: call, seed, then the values: floats as the bits in hexadecimal, integers as they are.
"""
import pathlib
import struct

import torch

lines = []


def record(call, seed=None):
    seed = seed if seed is not None else len(lines) * 7 + 1
    torch.manual_seed(seed)
    result = eval(call, {"torch": torch})
    values = []
    for value in result.flatten().tolist():
        if result.dtype == torch.float32:
            values.append(struct.pack(">f", value).hex())
        elif result.dtype == torch.float64:
            values.append(struct.pack(">d", value).hex())
        else:
            values.append(str(int(value)))
    lines.append("\t".join([call, str(seed), " ".join(values)]))


for n in list(range(1, 41)) + [100, 1000]:
    record(f"torch.randn({n})")
for n in [1, 5, 15, 16, 17, 31, 33, 100]:
    record(f"torch.randn({n}, dtype=torch.float64)")
for n in [1, 7, 40, 1000]:
    record(f"torch.rand({n})")
    record(f"torch.rand({n}, dtype=torch.float64)")
    record(f"torch.randint(0, 10, ({n},))")
    record(f"torch.randperm({n})")
    record(f"torch.empty({n}).uniform_(-0.3, 0.7)")
    record(f"torch.empty({n}).normal_(2, 0.5)")
    record(f"torch.empty({n}).bernoulli_(0.3)")
    record(f"torch.bernoulli(torch.full(({n},), 0.3))")
    record(f"torch.empty({n}).exponential_(1.5)")
    record(f"torch.empty({n}, dtype=torch.int64).random_()")
    record(f"torch.empty({n}, dtype=torch.int32).random_()")
    record(f"torch.empty({n}).random_()")
    record(f"torch.empty({n}, dtype=torch.float64).random_()")
    record(f"torch.randint(-5, 2**40, ({n},))")
    record(f"torch.normal(torch.arange({n}).float(), 2.)")
record("torch.multinomial(torch.tensor([.1, .2, .3, .4]), 1)")
record("torch.multinomial(torch.tensor([.1, .2, .3, .4]), 3)")
record("torch.multinomial(torch.tensor([.1, .2, .3, .4]), 50, True)")
record("torch.multinomial(torch.tensor([[1., 2., 3.], [3., 1., 0.]]), 20, True)")
record("torch.multinomial(torch.tensor([[1., 2., 3.], [3., 1., 1.]]), 2)")
record("torch.cat([torch.randn(3), torch.rand(2), torch.randn(4), torch.randn(20), torch.randn(1)])")
record("torch.empty(4, 5).t().normal_()")
record("torch.empty(4, 5).t().uniform_()")
record("torch.rand(3)", -1)
record("torch.rand(3)", 2**40 + 5)
# Bounds whose distance is no power of two: here it shows whether u * (to - from) + from is rounded once or twice.
for n in [7, 300]:
    record(f"torch.empty({n}).uniform_(-0.19245, 0.19245)")
    record(f"torch.empty({n}, dtype=torch.float64).uniform_(-0.19245, 0.19245)")
torch.manual_seed(3)
torch.randn(3)
lines.append("state\t3\t" + bytes(torch.get_rng_state().tolist()).hex())
path = pathlib.Path(__file__).parent / "recorded" / "random.txt"
path.write_text(f"# PyTorch {torch.__version__}\n" + "\n".join(lines) + "\n")
print(len(lines))
