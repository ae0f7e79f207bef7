"""Records optimiser trajectories, schedules, default initialisation and short trainings.

    python Tests/Oracle/record_training.py > Tests/Oracle/Recorded/nn_training.txt

Lines as in record_layers.py; the Swift counterparts of the names are in Tests/NablaNNTests.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim
from torch.optim import lr_scheduler as sched


def write(kind, name, tensor):
    tensor = torch.as_tensor(tensor)
    shape = ",".join(map(str, tensor.shape)) or "-"
    print(f"{kind} {name} {str(tensor.dtype)[6:]} {shape} : " + " ".join(f"{v:.17g}" if tensor.dtype == torch.float64
          else f"{v:.9g}" for v in tensor.detach().flatten().tolist()))


print(f"# PyTorch {torch.__version__}; made by Tests/Oracle/record_training.py")

OPTIMIZERS = {
    "sgd": lambda p: optim.SGD(p, lr=0.1),
    "sgd momentum": lambda p: optim.SGD(p, lr=0.1, momentum=0.9),
    "sgd dampening": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5),
    "sgd nesterov decay": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
    "sgd maximize": lambda p: optim.SGD(p, lr=0.01, momentum=0.5, maximize=True),
    "adam": lambda p: optim.Adam(p, lr=0.05),
    "adam decay amsgrad": lambda p: optim.Adam(p, lr=0.05, betas=(0.8, 0.99), weight_decay=0.1, amsgrad=True),
    "adam maximize": lambda p: optim.Adam(p, lr=0.05, maximize=True),
    "adamw": lambda p: optim.AdamW(p, lr=0.05),
    "adamw amsgrad": lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.2, amsgrad=True),
    "rmsprop": lambda p: optim.RMSprop(p, lr=0.01),
    "rmsprop centered momentum": lambda p: optim.RMSprop(p, lr=0.01, momentum=0.9, centered=True, weight_decay=0.1),
    "adagrad": lambda p: optim.Adagrad(p, lr=0.1, lr_decay=0.1, weight_decay=0.01, initial_accumulator_value=0.1),
    "adadelta": lambda p: optim.Adadelta(p, lr=1.0, rho=0.9, weight_decay=0.01),
}
for name, make in OPTIMIZERS.items():
    print(f"case {name}")
    p = nn.Parameter(torch.tensor([1.0, -2.0, 0.5, 3.0, -0.1, 0.0]))
    target = torch.tensor([0.5, 0.5, -1.0, 2.0, 0.0, 1.0])
    weight = torch.tensor([1.0, 0.1, 2.0, 0.01, 5.0, 0.3])
    optimizer = make([p])
    for step in range(1, 31):
        optimizer.zero_grad()
        ((p - target) ** 2 * weight).sum().backward()
        optimizer.step()
        if step in (1, 2, 30):
            write("output", f"step{step}", p)

SCHEDULES = {
    "step": lambda o: sched.StepLR(o, 3, 0.5),
    "multistep": lambda o: sched.MultiStepLR(o, [2, 5, 5], 0.1),
    "exponential": lambda o: sched.ExponentialLR(o, 0.9),
    "cosine": lambda o: sched.CosineAnnealingLR(o, 5, 0.01),
    "lambda": lambda o: sched.LambdaLR(o, lambda e: 0.95 ** e),
}
for name, make in SCHEDULES.items():
    print(f"case schedule {name}")
    optimizer = optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    schedule = make(optimizer)
    rates = []
    for _ in range(14):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    write("output", "rates", torch.tensor(rates, dtype=torch.float64))

torch.manual_seed(0)
print("case default initialisation")
for name, layer in {"linear": nn.Linear(5, 3), "conv": nn.Conv2d(2, 3, 3), "conv1d": nn.Conv1d(2, 3, 3),
                    "embedding": nn.Embedding(4, 3, padding_idx=1), "norm": nn.BatchNorm2d(2)}.items():
    for key, value in layer.named_parameters():
        write("output", f"{name}.{key}", value)
for name, function in {
    "xavier_uniform": nn.init.xavier_uniform_, "xavier_normal": nn.init.xavier_normal_,
    "kaiming_uniform": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
    "kaiming_normal": lambda t: nn.init.kaiming_normal_(t, mode="fan_out"),
    "uniform": lambda t: nn.init.uniform_(t, -2, 3), "normal": lambda t: nn.init.normal_(t, 1, 2),
}.items():
    write("output", name, function(torch.empty(4, 5)))

print("case dropout")
torch.manual_seed(3)
write("output", "p03", F.dropout(torch.ones(30), 0.3))
write("output", "channels", F.dropout2d(torch.ones(3, 4, 1, 2), 0.4))
write("output", "after", torch.rand(3))


def data(channels, side):
    torch.manual_seed(7)
    labels = torch.randint(0, 4, (64,))
    images = torch.rand(64, channels, side, side)
    images[torch.arange(64), 0, labels, labels] += 2
    return images, labels


def train(name, net, loss, optimizer, images, labels, steps=25):
    print(f"case train {name}")
    losses = []
    for step in range(steps):
        at = slice(step % 4 * 16, step % 4 * 16 + 16)
        optimizer.zero_grad()
        value = loss(net(images[at]), labels[at])
        value.backward()
        optimizer.step()
        losses.append(value.item())
    write("output", "losses", torch.tensor(losses, dtype=torch.float64))


torch.manual_seed(0)
net = nn.Sequential(nn.Flatten(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 4), nn.LogSoftmax(dim=1))
train("simple", net, nn.NLLLoss(), optim.SGD(net.parameters(), lr=0.1, momentum=0.5), *data(1, 8))
torch.manual_seed(0)
net = nn.Sequential(
    nn.Conv2d(2, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3), nn.GELU(),
    nn.Dropout(0.25), nn.Flatten(), nn.Linear(32, 4))
images, labels = data(2, 8)
torch.manual_seed(11)
train("convolutional", net, nn.CrossEntropyLoss(), optim.Adam(net.parameters(), lr=0.01), images, labels)
net.eval()
write("output", "evaluation", net(images[:3]))
# In double precision, where rounding cannot hide a difference of meaning: ties among the zeros that ReLU leaves, the
# order of momentum and weight decay, biased and unbiased variance.
torch.manual_seed(0)
net = nn.Sequential(
    nn.Conv2d(2, 8, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(8), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(),
    nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 4), nn.LogSoftmax(dim=1)).double()
images, labels = data(2, 8)
optimizer = optim.SGD(net.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
train("double precision", net, nn.NLLLoss(), optimizer, images.double(), labels)
write("output", "running_mean", net[2].running_mean)
write("output", "running_var", net[2].running_var)
