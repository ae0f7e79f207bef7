# Strings: built piece by piece, joined, split, searched, formatted in all three ways.
import time


def report(rows):
    lines = []
    for number in range(rows):
        name = "row" + str(number)
        value = number * 1.37
        lines.append(f"{name:<12}|{value:>10.3f}|{number % 17:04d}|{name!r}")
        lines.append("%s has %d and %.2f" % (name, number, value))
        lines.append("{} / {:x} / {:,}".format(name.upper(), number, number * 1000))
    return "\n".join(lines)


def reverse_words(text):
    out = ""
    for word in text.split(" "):
        if word.startswith("row"):
            word = word.replace("row", "line").capitalize()
        out += word[::-1]
        out += " "
    return out


def count_letters(text):
    vowels = 0
    for letter in text:
        if letter in "aeiou":
            vowels += 1
    return vowels


started = time.perf_counter()
text = report(20_000)
words = reverse_words(text)
vowels = count_letters(words[:400_000])
elapsed = time.perf_counter() - started
print(f"{len(text)} characters, {len(words)} reversed, {vowels} vowels, {words[1000:1040]!r}")
print(f"seconds: {elapsed:.4f}")
