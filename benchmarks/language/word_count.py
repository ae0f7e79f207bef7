# Dictionaries with string keys: words counted, pairs of words counted, an index of where words stand.
import time

stems = ["time", "year", "people", "way", "day", "man", "thing", "woman", "life", "child", "world", "school"]
ends = ["", "s", "ly", "ing", "ed", "er"]


def text(words):
    state = 12345
    out = []
    for _ in range(words):
        state = (state * 1103515245 + 12345) % 2147483648
        out.append(stems[state % 12] + ends[state // 12 % 6])
        if state % 9 == 0:
            out[-1] += "."
    return " ".join(out)


def count(text):
    counts = {}
    pairs = {}
    places = {}
    previous = None
    for position, word in enumerate(text.split()):
        word = word.strip(".").lower()
        counts[word] = counts.get(word, 0) + 1
        if previous is not None:
            pair = (previous, word)
            if pair in pairs:
                pairs[pair] += 1
            else:
                pairs[pair] = 1
        if word not in places:
            places[word] = []
        places[word].append(position)
        previous = word
    return counts, pairs, places


document = text(120_000)
started = time.perf_counter()
counts, pairs, places = count(document)
total = 0
for word, number in counts.items():
    total += number * len(places[word]) % 1000
elapsed = time.perf_counter() - started
best = max(counts, key=counts.get)
print(f"{len(counts)} words, {len(pairs)} pairs, most often {best!r} ({counts[best]}), total {total}")
print(f"seconds: {elapsed:.4f}")
