"""Records what PyTorch computes for each layer operation, loss and activation: forward and gradients.

    python Tests/Oracle/record_layers.py > Tests/Oracle/Recorded/nn_operations.txt

A case is a name, tensors and a function of them. Floats get gradients (from an upstream gradient that is recorded too);
the rest are constants. The Swift table of the same names is in OperationCases.swift.
"""
import torch
import torch.nn.functional as F

torch.manual_seed(1234)
CASES = []


def case(name, function, **tensors):
    CASES.append((name, tensors, function))


def r(*shape):
    return torch.randn(*shape)


def ints(high, *shape):
    return torch.randint(0, high, shape)


case("linear", lambda x, w, b: F.linear(x, w, b), x=r(5, 4), w=r(3, 4), b=r(3))
case("linear without bias", lambda x, w: F.linear(x, w), x=r(5, 4), w=r(3, 4))
case("linear of a batch of rows", lambda x, w, b: F.linear(x, w, b), x=r(2, 5, 4), w=r(3, 4), b=r(3))
case("linear of a vector", lambda x, w, b: F.linear(x, w, b), x=r(4), w=r(3, 4), b=r(3))
case("matmul 2x2", lambda a, b: a @ b, a=r(3, 4), b=r(4, 5))
case("matmul 1x2", lambda a, b: a @ b, a=r(4), b=r(4, 5))
case("matmul 2x1", lambda a, b: a @ b, a=r(3, 4), b=r(4))
case("matmul 1x1", lambda a, b: a @ b, a=r(4), b=r(4))
case("matmul 3x1", lambda a, b: a @ b, a=r(2, 3, 4), b=r(4))
case("matmul 1x3", lambda a, b: a @ b, a=r(3), b=r(2, 3, 4))
case("matmul 3x2", lambda a, b: a @ b, a=r(2, 3, 4), b=r(4, 5))
case("matmul 3x3", lambda a, b: a @ b, a=r(2, 3, 4), b=r(2, 4, 5))
case("matmul broadcast", lambda a, b: a @ b, a=r(2, 1, 3, 4), b=r(3, 4, 2))
case("matmul transposed", lambda a, b: a.t() @ b.t(), a=r(4, 3), b=r(5, 4))
case("bmm", lambda a, b: torch.bmm(a, b), a=r(2, 3, 4), b=r(2, 4, 5))
case("addmm", lambda c, a, b: torch.addmm(c, a, b, beta=0.5, alpha=2), c=r(5), a=r(3, 4), b=r(4, 5))

case("conv2d", lambda x, w, b: F.conv2d(x, w, b), x=r(2, 3, 6, 5), w=r(4, 3, 3, 3), b=r(4))
case("conv2d stride padding", lambda x, w, b: F.conv2d(x, w, b, 2, 1), x=r(2, 3, 6, 7), w=r(4, 3, 3, 3), b=r(4))
case("conv2d dilation", lambda x, w, b: F.conv2d(x, w, b, 1, 2, 2), x=r(2, 2, 6, 7), w=r(3, 2, 3, 3), b=r(3))
case("conv2d groups", lambda x, w, b: F.conv2d(x, w, b, 1, 1, 1, 2), x=r(2, 4, 5, 5), w=r(6, 2, 3, 3), b=r(6))
case("conv2d depthwise", lambda x, w: F.conv2d(x, w, None, 1, 1, 1, 4), x=r(2, 4, 5, 5), w=r(4, 1, 3, 3))
case("conv2d rectangle", lambda x, w, b: F.conv2d(x, w, b, (2, 1), (0, 2), (1, 2)),
     x=r(2, 2, 7, 6), w=r(3, 2, 2, 3), b=r(3))
case("conv2d 1x1", lambda x, w, b: F.conv2d(x, w, b), x=r(3, 4, 3, 3), w=r(5, 4, 1, 1), b=r(5))
case("conv2d 1x1 stride", lambda x, w, b: F.conv2d(x, w, b, 2), x=r(3, 4, 5, 5), w=r(5, 4, 1, 1), b=r(5))
case("conv2d unbatched", lambda x, w, b: F.conv2d(x, w, b, 1, 1), x=r(2, 5, 5), w=r(3, 2, 3, 3), b=r(3))
case("conv2d same", lambda x, w, b: F.conv2d(x, w, b, padding="same"), x=r(2, 2, 5, 6), w=r(3, 2, 3, 3), b=r(3))
case("conv2d same even", lambda x, w, b: F.conv2d(x, w, b, padding="same"), x=r(2, 2, 5, 6), w=r(3, 2, 2, 4), b=r(3))
case("conv1d", lambda x, w, b: F.conv1d(x, w, b, 2, 1), x=r(2, 3, 9), w=r(4, 3, 3), b=r(4))

case("max_pool2d 2", lambda x: F.max_pool2d(x, 2), x=r(2, 3, 6, 6))
case("max_pool2d 2 wide", lambda x: F.max_pool2d(x, 2), x=r(2, 2, 5, 35))
case("max_pool2d 2 odd", lambda x: F.max_pool2d(x, 2), x=r(2, 3, 5, 7))
case("max_pool2d overlapping", lambda x: F.max_pool2d(x, 3, 2, 1), x=r(2, 3, 6, 7))
case("max_pool2d dilation", lambda x: F.max_pool2d(x, 2, 1, 1, 2), x=r(2, 3, 6, 7))
case("max_pool2d ceil", lambda x: F.max_pool2d(x, 2, ceil_mode=True), x=r(2, 3, 5, 7))
case("max_pool2d rectangle", lambda x: F.max_pool2d(x, (3, 2), (2, 1)), x=r(1, 2, 7, 5))
case("max_pool2d large window", lambda x: F.max_pool2d(x, 17), x=r(1, 2, 17, 17))
case("max_pool2d unbatched", lambda x: F.max_pool2d(x, 2), x=r(3, 4, 4))
case("max_pool2d indices", lambda x: F.max_pool2d(x, 3, 2, 1, return_indices=True)[1], x=r(2, 3, 6, 7))
case("avg_pool2d", lambda x: F.avg_pool2d(x, 2), x=r(2, 3, 6, 6))
case("avg_pool2d padding", lambda x: F.avg_pool2d(x, 3, 2, 1), x=r(2, 3, 6, 7))
case("avg_pool2d no padding counted", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), x=r(2, 3, 6, 7))
case("avg_pool2d ceil", lambda x: F.avg_pool2d(x, 3, 2, 1, ceil_mode=True), x=r(2, 3, 6, 8))
case("avg_pool2d divisor", lambda x: F.avg_pool2d(x, 2, divisor_override=3), x=r(2, 3, 4, 4))
case("adaptive_avg_pool2d 1", lambda x: F.adaptive_avg_pool2d(x, 1), x=r(2, 3, 6, 7))
case("adaptive_avg_pool2d 3x4", lambda x: F.adaptive_avg_pool2d(x, (3, 4)), x=r(2, 3, 7, 6))
case("adaptive_avg_pool2d keep", lambda x: F.adaptive_avg_pool2d(x, (None, 2)), x=r(2, 3, 5, 6))

case("batch_norm training", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), x=r(4, 3, 2, 5), w=r(3), b=r(3))
case("batch_norm of vectors", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), x=r(6, 3), w=r(3), b=r(3))
case("batch_norm plain", lambda x: F.batch_norm(x, None, None, None, None, True, 0.1, 0.01), x=r(4, 3, 5))
case("batch_norm evaluation", lambda x, w, b: F.batch_norm(
    x, torch.tensor([0.5, -0.5, 1.0]), torch.tensor([1.5, 0.5, 2.0]), w, b), x=r(4, 3, 2, 2), w=r(3), b=r(3))
case("layer_norm", lambda x, w, b: F.layer_norm(x, (5,), w, b), x=r(4, 3, 5), w=r(5), b=r(5))
case("layer_norm two dimensions", lambda x, w, b: F.layer_norm(x, (3, 5), w, b), x=r(4, 3, 5), w=r(3, 5), b=r(3, 5))
case("layer_norm plain", lambda x: F.layer_norm(x, (20,)), x=r(4, 20))

case("softmax last", lambda x: F.softmax(x, -1), x=r(3, 19))
case("softmax middle", lambda x: F.softmax(x, 1), x=r(2, 4, 3))
case("softmax first", lambda x: F.softmax(x, 0), x=r(4, 3))
case("log_softmax last", lambda x: F.log_softmax(x, -1), x=r(3, 19))
case("log_softmax middle", lambda x: F.log_softmax(x, 1), x=r(2, 4, 3))

for reduction in ["mean", "sum", "none"]:
    case(f"nll {reduction}", lambda x, t, red=reduction: F.nll_loss(x, t, reduction=red), x=r(5, 4), t=ints(4, 5))
    case(f"cross_entropy {reduction}", lambda x, t, red=reduction: F.cross_entropy(x, t, reduction=red),
         x=r(5, 4), t=ints(4, 5))
    case(f"cross_entropy weight ignore {reduction}",
         lambda x, t, red=reduction: F.cross_entropy(
             x, t, torch.tensor([0.5, 1.0, 2.0, 0.25]), ignore_index=2, reduction=red),
         x=r(6, 4), t=torch.tensor([0, 1, 2, 3, 2, 1]))
    case(f"cross_entropy smoothing {reduction}",
         lambda x, t, red=reduction: F.cross_entropy(x, t, label_smoothing=0.1, reduction=red), x=r(5, 4), t=ints(4, 5))
    case(f"cross_entropy smoothing weight ignore {reduction}",
         lambda x, t, red=reduction: F.cross_entropy(
             x, t, torch.tensor([0.5, 1.0, 2.0, 0.25]), ignore_index=2, label_smoothing=0.2, reduction=red),
         x=r(6, 4), t=torch.tensor([0, 1, 2, 3, 2, 1]))
    case(f"cross_entropy probabilities {reduction}",
         lambda x, p, red=reduction: F.cross_entropy(x, p, reduction=red), x=r(5, 4), p=torch.rand(5, 4))
    case(f"cross_entropy images {reduction}", lambda x, t, red=reduction: F.cross_entropy(x, t, reduction=red),
         x=r(2, 4, 3, 2), t=ints(4, 2, 3, 2))
    case(f"mse {reduction}", lambda x, y, red=reduction: F.mse_loss(x, y, reduction=red), x=r(3, 4), y=r(3, 4))
    case(f"l1 {reduction}", lambda x, y, red=reduction: F.l1_loss(x, y, reduction=red), x=r(3, 4), y=r(3, 4))
    case(f"smooth_l1 {reduction}", lambda x, y, red=reduction: F.smooth_l1_loss(x, y, reduction=red, beta=0.7),
         x=r(3, 4), y=r(3, 4))
    case(f"huber {reduction}", lambda x, y, red=reduction: F.huber_loss(x, y, reduction=red, delta=0.7),
         x=r(3, 4), y=r(3, 4))
    case(f"bce {reduction}", lambda x, y, red=reduction: F.binary_cross_entropy(torch.sigmoid(x), y.detach(), reduction=red),
         x=r(3, 4), y=torch.rand(3, 4))
    case(f"bce_with_logits {reduction}",
         lambda x, y, red=reduction: F.binary_cross_entropy_with_logits(x, y.detach(), reduction=red),
         x=r(3, 4), y=torch.rand(3, 4))
case("bce_with_logits weights", lambda x, y: F.binary_cross_entropy_with_logits(
    x, y.detach(), torch.tensor([1.0, 2.0, 0.5, 1.0]), pos_weight=torch.tensor([3.0, 1.0, 0.5, 2.0])),
    x=r(3, 4), y=torch.rand(3, 4))
case("nll of one row", lambda x, t: F.nll_loss(x, t), x=r(4), t=torch.tensor(2))
case("mse broadcast", lambda x, y: F.mse_loss(x, y), x=r(3, 1), y=r(4))
case("kl_div batchmean", lambda x, y: F.kl_div(x, y.detach(), reduction="batchmean"),
     x=F.log_softmax(r(3, 4), 1), y=torch.rand(3, 4))
case("embedding", lambda w, t: F.embedding(t, w), w=r(6, 3), t=ints(6, 2, 4))
case("embedding padding", lambda w, t: F.embedding(t, w, 1), w=r(6, 3), t=torch.tensor([1, 2, 1, 5]))
case("one_hot", lambda t: F.one_hot(t, 5), t=ints(5, 2, 3))
case("int matmul", lambda a, b: a @ b, a=ints(9, 3, 4), b=ints(9, 4, 2))

wide = torch.cat([r(13) * 3, torch.tensor([-30.0, 30.0, 0.5])])
for name, function in {
    "relu": F.relu, "leaky_relu": lambda x: F.leaky_relu(x, 0.2), "gelu": F.gelu,
    "gelu tanh": lambda x: F.gelu(x, approximate="tanh"), "elu": lambda x: F.elu(x, 0.7), "selu": F.selu, "silu": F.silu,
    "softplus": lambda x: F.softplus(x, 2, 10), "hardtanh": lambda x: F.hardtanh(x, -0.5, 2), "relu6": F.relu6,
    "logsigmoid": F.logsigmoid, "hardsigmoid": F.hardsigmoid, "hardswish": F.hardswish, "mish": F.mish,
    "sigmoid": torch.sigmoid, "tanh": torch.tanh,
}.items():
    case(name, lambda x, function=function: function(x), x=wide.clone())


def write(kind, name, tensor):
    shape = ",".join(map(str, tensor.shape)) or "-"
    numbers = " ".join(f"{v:.9g}" for v in tensor.detach().flatten().tolist())
    print(f"{kind} {name} {str(tensor.dtype)[6:]} {shape} : {numbers}")


print(f"# PyTorch {torch.__version__}; made by Tests/Oracle/record_layers.py")
for name, tensors, function in CASES:
    leaves = {k: v.clone().requires_grad_() if v.is_floating_point() else v for k, v in tensors.items()}
    output = function(**leaves)
    print(f"case {name}")
    for k, v in leaves.items():
        write("input", k, v)
    write("output", "y", output)
    if output.is_floating_point() and output.requires_grad:
        upstream = torch.randn_like(output)
        output.backward(upstream)
        write("upstream", "g", upstream)
        for k, v in leaves.items():
            if v.is_floating_point() and v.grad is not None:
                write("gradient", k, v.grad)
