"""Records results whose every bit Nabla shares: forward, gradients and optimiser steps in float32.

    OMP_NUM_THREADS=2 python Tests/Oracle/record_rounding.py > Tests/Oracle/Recorded/nn_rounding.txt

PyTorch's last bits depend on the processor and the number of threads. These belong to two threads of an AMD processor
with AVX-512. On an Intel one only MKL's products differ, and MKL takes AMD's path there too when a library is preloaded
in which `mkl_serv_intel_cpu` and `mkl_serv_intel_cpu_true` return 0 and `mkl_serv_cpuiszen` returns 1.

Every case draws its tensors anew from a seed, as RoundingTests.swift does; of each result the first numbers are
recorded, and a hash of the bits of all of them.
"""
import struct

import torch
import torch.nn.functional as F
from torch import optim


def write(name, tensor):
    numbers = tensor.detach().flatten().tolist()
    hashed = 2166136261
    for number in numbers:
        hashed = (hashed ^ struct.unpack("<I", struct.pack("<f", number))[0]) * 16777619 % 2**32
    print(f"output {name} float32 {min(len(numbers), 6)} : " + " ".join(f"{v:.9g}" for v in numbers[:6]))
    print(f"output {name}.hash int64 - : {hashed}")


def case(name, function, make):
    print(f"case {name}")
    torch.manual_seed(5)
    tensors = make()
    for key, tensor in tensors.items():
        if tensor.is_floating_point() and not key.startswith("running"):
            tensor.requires_grad_()
    output = function(**tensors)
    output.backward(torch.randn(output.shape))
    write("output", output)
    for key, tensor in tensors.items():
        if tensor.grad is not None or key.startswith("running"):
            write(key, tensor if tensor.grad is None else tensor.grad)


torch.set_num_threads(2)
r = torch.randn
print(f"# PyTorch {torch.__version__}; made by Tests/Oracle/record_rounding.py")

case("conv2d of three channels", lambda x, w, b: F.conv2d(x, w, b, padding=1),
     lambda: dict(x=r(6, 3, 7, 6), w=r(16, 3, 3, 3), b=r(16)))
case("conv2d of blocks of channels", lambda x, w, b: F.conv2d(x, w, b, padding=1),
     lambda: dict(x=r(64, 32, 16, 16), w=r(64, 32, 3, 3), b=r(64)))
case("linear", lambda x, w, b: F.linear(x, w, b), lambda: dict(x=r(16, 40), w=r(13, 40), b=r(13)))
case("linear of two blocks", lambda x, w, b: F.linear(x, w, b), lambda: dict(x=r(16, 250), w=r(32, 250), b=r(32)))
case("linear of long rows", lambda x, w, b: F.linear(x, w, b), lambda: dict(x=r(64, 784), w=r(128, 784), b=r(128)))
case("linear to ten classes", lambda x, w, b: F.linear(x, w, b), lambda: dict(x=r(24, 64), w=r(10, 64), b=r(10)))
case("batch_norm in training",
     lambda x, w, b, running_mean, running_var: F.batch_norm(x, running_mean, running_var, w, b, True),
     lambda: dict(x=r(5, 16, 6, 8), w=r(16), b=r(16), running_mean=r(16), running_var=r(16).abs()))
for classes in (10, 37):
    case(f"log_softmax of {classes}", lambda x: F.log_softmax(x, 1), lambda: dict(x=r(7, classes)))
    case(f"softmax of {classes}", lambda x: F.softmax(x, 1), lambda: dict(x=r(7, classes)))
    case(f"cross_entropy of {classes}", lambda x, t: F.cross_entropy(x, t, reduction="none"),
         lambda: dict(x=r(7, classes), t=torch.randint(classes, (7,))))

print("case sgd")
torch.manual_seed(5)
p = torch.nn.Parameter(r(400))
optimizer = optim.SGD([p], lr=0.01, momentum=0.9, weight_decay=5e-4)
for step in range(4):
    p.grad = r(400)
    optimizer.step()
    write(f"step{step}", p)
