# Graphs: shortest paths with a heap, breadth-first search with a deque, components with union-find, all in containers.
import heapq
from collections import Counter, defaultdict, deque


def build(n):
    graph = defaultdict(list)
    state = 7
    for node in range(n):
        for _ in range(4):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            other = state % n
            weight = state // n % 20 + 1
            graph[node].append((other, weight))
            graph[other].append((node, weight))
    return graph


def shortest(graph, start):
    distance = {start: 0}
    heap = [(0, start)]
    done = set()
    while heap:
        length, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, weight in graph[node]:
            new = length + weight
            if other not in distance or new < distance[other]:
                distance[other] = new
                heapq.heappush(heap, (new, other))
    return distance


def levels(graph, start):
    seen = {start}
    level = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other, _ in graph[node]:
            if other not in seen:
                seen.add(other)
                level[other] = level[node] + 1
                queue.append(other)
    return level


class Union:
    def __init__(self, n):
        self.parent = list(range(n))
        self.size = [1] * n

    def find(self, a):
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = self.parent[a]
        return a

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


graph = build(5_000)
distance = shortest(graph, 0)
level = levels(graph, 0)
edges = sorted({(min(a, b), max(a, b), w) for a in graph for b, w in graph[a]}, key=lambda edge: edge[2])
union = Union(5_000)
tree = [edge for edge in edges if union.join(edge[0], edge[1])]
print(sum(distance.values()), Counter(level.values()).most_common(3), sum(w for *_, w in tree))
