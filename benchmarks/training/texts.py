# Text: a report in every kind of formatting, reading records, counting, searching, replacing, ciphers.
import json
import re
import string

words = "the tensor has a stride and the stride has a tensor so the gradient flows back to every leaf".split()


def records(n):
    out = []
    for k in range(n):
        name = words[k % len(words)]
        out.append(",".join([str(k), name, f"{k * 0.37:.2f}", "yes" if k % 3 else "no", hex(k)[2:]]))
    return "\n".join(out)


def read(text):
    rows = []
    for line in text.splitlines():
        number, name, value, flag, code = line.split(",")
        rows.append({"number": int(number), "name": name, "value": float(value), "flag": flag == "yes", "code": int(code, 16)})
    return rows


def table(rows):
    out = []
    for row in rows:
        out.append(f"{row['number']:>6d} {row['name']:<10s} {row['value']:>9.2f} {row['flag']!s:^7} {row['code']:#x}")
        out.append("%-8s|%5d|%8.3e" % (row["name"], row["number"], row["value"]))
        out.append("{name}: {value:,.1f} {0!r}".format(row["flag"], name=row["name"].title(), value=row["value"]))
    return out


def caesar(text, shift):
    out = []
    for c in text:
        if c in string.ascii_lowercase:
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        else:
            out.append(c)
    return "".join(out)


def palindrome(text):
    clean = "".join(c for c in text.lower() if c.isalpha())
    return clean == clean[::-1]


text = records(6_000)
rows = read(text)
lines = table(rows)
letters = {}
for line in lines[:4_000]:
    for c in line:
        letters[c] = letters.get(c, 0) + 1
secret = caesar(" ".join(words * 60), 3)
plain = caesar(secret, -3)
found = sum(len(re.findall(r"\b\w+ent\b", line)) for line in [plain] * 20)
swapped = re.sub(r"(\w+) has a (\w+)", lambda m: m.group(2) + " of a " + m.group(1), plain)
again = json.loads(json.dumps(rows[:800]))
parts = [line.partition("|") for line in lines]
stripped = "".join(line.strip(" |").upper().replace("TENSOR", "T").center(30, "*")[2:-2] for line in lines[:6_000])
built = ""
for k in range(30_000):
    built += words[k % len(words)][0]
count = sum(1 for line in lines if line.startswith(("the", "tensor")) or line.endswith("1") or "grad" in line)
print(len(text), len(lines), sorted(letters.items())[:4], plain == " ".join(words * 60), found, len(swapped))
print(again == rows[:800], len(parts), len(stripped), built.count("t"), count, palindrome("Never odd or even"))
