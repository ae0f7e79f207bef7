# One training step of CustomNet (two convolutions, pooling, dropout) on a batch of 64 images of 28×28.
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class CustomNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear(64 * 7 * 7, 128)
        self.fc2 = nn.Linear(128, 10)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, 64 * 7 * 7)
        x = self.dropout(F.relu(self.fc1(x)))
        return F.log_softmax(self.fc2(x), dim=1)


torch.manual_seed(0)
net = CustomNet()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
data, target = torch.rand(64, 1, 28, 28), torch.randint(0, 10, (64,))

times = []
for step in range(60):
    started = time.perf_counter()
    optimizer.zero_grad()
    loss = criterion(net(data), target)
    loss.backward()
    optimizer.step()
    times.append(time.perf_counter() - started)
times = sorted(times[10:])
print(f"loss {loss.item():.4f}, step: best {times[0] * 1000:.2f} ms, median {times[len(times) // 2] * 1000:.2f} ms")
