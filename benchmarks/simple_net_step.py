# One training step of SimpleNet (two linear layers) on a batch of 64: zero_grad, forward, loss, backward, Adam.
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        return F.log_softmax(self.fc2(x), dim=1)


torch.manual_seed(0)
net = SimpleNet()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
data, target = torch.rand(64, 784), torch.randint(0, 10, (64,))

times = []
for step in range(400):
    started = time.perf_counter()
    optimizer.zero_grad()
    loss = criterion(net(data), target)
    loss.backward()
    optimizer.step()
    times.append(time.perf_counter() - started)
times = sorted(times[50:])
print(f"loss {loss.item():.4f}, step: best {times[0] * 1000:.3f} ms, median {times[len(times) // 2] * 1000:.3f} ms")
