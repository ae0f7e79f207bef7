# Learning without tensors: a perceptron, k-means, a decision stump, gradient descent with a tape of closures, Q-learning.
import math
import random


class Scalar:
    def __init__(self, data, parents=(), rule=lambda grad: ()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.rule = rule

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.data + other.data, (self, other), lambda grad: (grad, grad))

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.data * other.data, (self, other), lambda grad: (grad * other.data, grad * self.data))

    def sigmoid(self):
        value = 1 / (1 + math.exp(-self.data))
        return Scalar(value, (self,), lambda grad: (grad * value * (1 - value),))

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, grad in zip(node.parents, node.rule(node.grad)):
                parent.grad += grad

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other


def fit(points, steps):
    w = [Scalar(0.1), Scalar(-0.2)]
    bias = Scalar(0.0)
    for _ in range(steps):
        loss = Scalar(0.0)
        for (x, y), target in points:
            out = (w[0] * x + w[1] * y + bias).sigmoid()
            error = out - Scalar(target)
            loss = loss + error * error
        for p in w + [bias]:
            p.grad = 0.0
        loss.backward()
        for p in w + [bias]:
            p.data -= 0.5 * p.grad
    return loss.data


def k_means(points, k, steps):
    centers = points[:k]
    for _ in range(steps):
        groups = [[] for _ in centers]
        for p in points:
            nearest = min(range(k), key=lambda i: (p[0] - centers[i][0]) ** 2 + (p[1] - centers[i][1]) ** 2)
            groups[nearest].append(p)
        centers = [
            (sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group)) if group else center
            for group, center in zip(groups, centers)
        ]
    return centers


def perceptron(rows, steps):
    weights = {}
    mistakes = 0
    for step in range(steps):
        features, label = rows[step % len(rows)]
        score = 0.0
        for name in features:
            score += weights.get(name, 0.0)
        guess = 1 if score > 0 else -1
        if guess != label:
            mistakes += 1
            for name in features:
                weights[name] = weights.get(name, 0.0) + 0.1 * label
    return mistakes, len(weights)


def q_learning(size, episodes):
    q = {(x, y): [0.0] * 4 for x in range(size) for y in range(size)}
    moves = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    total = 0
    for episode in range(episodes):
        state = (0, 0)
        for step in range(60):
            if random.random() < 0.1:
                action = random.randrange(4)
            else:
                action = q[state].index(max(q[state]))
            dx, dy = moves[action]
            new = (min(max(state[0] + dx, 0), size - 1), min(max(state[1] + dy, 0), size - 1))
            reward = 1.0 if new == (size - 1, size - 1) else -0.01
            q[state][action] += 0.2 * (reward + 0.9 * max(q[new]) - q[state][action])
            state = new
            if reward > 0:
                total += 1
                break
    return total


random.seed(1)
data = [((random.uniform(-1, 1), random.gauss(0, 1)), k % 2) for k in range(30)]
print(round(fit(data, 25), 6))
print([(round(x, 6), round(y, 6)) for x, y in k_means([(random.random(), random.random()) for _ in range(600)], 4, 6)])
rows = [([f"f{k * 7 % 50}", f"f{k * 3 % 50}", f"g{k % 11}"], 1 if k % 5 < 2 else -1) for k in range(300)]
print(perceptron(rows, 20_000), q_learning(5, 250))
