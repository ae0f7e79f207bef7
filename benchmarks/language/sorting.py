# Sorting: numbers, strings, records by a key function, by a tuple of keys, and a comparison written out.
import random
import time


class Person:
    def __init__(self, name, age, score):
        self.name = name
        self.age = age
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


def insertion_sort(items):
    for i in range(1, len(items)):
        item = items[i]
        j = i - 1
        while j >= 0 and items[j] > item:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = item


random.seed(7)
numbers = [random.random() for _ in range(60_000)]
integers = [random.randint(0, 1_000_000) for _ in range(60_000)]
names = ["n" + str(value) for value in integers]
people = [Person(names[i], integers[i] % 90, numbers[i]) for i in range(30_000)]
started = time.perf_counter()
by_value = sorted(numbers)
integers.sort(reverse=True)
by_text = sorted(names)
by_length = sorted(names, key=len)
by_age = sorted(people, key=lambda person: person.age)
by_both = sorted(people, key=lambda person: (person.age, person.name))
by_score = sorted(people)
few = names[:500]
insertion_sort(few)
elapsed = time.perf_counter() - started
print(f"{by_value[100]:.6f} {integers[100]} {by_text[100]} {by_length[100]} {by_age[100].name}")
print(f"{by_both[100].name} {by_score[100].name} {few[100]}")
print(f"seconds: {elapsed:.4f}")
