# One epoch of SimpleNet over a DataLoader on the 60,000 images of Fashion-MNIST, as tutorials write it.
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        return F.log_softmax(self.fc2(x), dim=1)


torch.manual_seed(0)
root = sys.argv[1] if len(sys.argv) > 1 else "./data"
train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=torchvision.transforms.ToTensor())
loader = torch.utils.data.DataLoader(train, batch_size=64, shuffle=True)
net = SimpleNet()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
started = time.perf_counter()
for data, target in loader:
    optimizer.zero_grad()
    loss = criterion(net(data.view(-1, 784)), target)
    loss.backward()
    optimizer.step()
print(f"last loss {loss.item():.4f}, epoch {time.perf_counter() - started:.2f} s")
