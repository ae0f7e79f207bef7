# A small language: characters to tokens, tokens to a tree by recursive descent, the tree evaluated and printed.
from dataclasses import dataclass, field


@dataclass
class Token:
    kind: str
    text: str
    place: int = 0


@dataclass
class Node:
    operator: str
    children: list = field(default_factory=list)
    value: float = 0.0


def tokens(text):
    place = 0
    while place < len(text):
        c = text[place]
        if c.isspace():
            place += 1
        elif c.isdigit():
            start = place
            while place < len(text) and (text[place].isdigit() or text[place] == "."):
                place += 1
            yield Token("number", text[start:place], start)
        elif c.isalpha() or c == "_":
            start = place
            while place < len(text) and (text[place].isalnum() or text[place] == "_"):
                place += 1
            yield Token("name", text[start:place], start)
        elif c in "+-*/()=,":
            yield Token(c, c, place)
            place += 1
        else:
            raise SyntaxError(f"what is {c!r} at {place}?")
    yield Token("end", "", place)


class Parser:
    order = {"+": 1, "-": 1, "*": 2, "/": 2}

    def __init__(self, text):
        self.tokens = list(tokens(text))
        self.index = 0

    @property
    def current(self):
        return self.tokens[self.index]

    def take(self, kind):
        token = self.current
        if token.kind != kind:
            raise SyntaxError(f"expected {kind} at {token.place}")
        self.index += 1
        return token

    def expression(self, lowest=0):
        left = self.factor()
        while True:
            rank = self.order.get(self.current.kind)
            if rank is None or rank <= lowest:
                return left
            operator = self.take(self.current.kind).kind
            left = Node(operator, [left, self.expression(rank)])

    def factor(self):
        kind = self.current.kind
        if kind == "number":
            return Node("number", value=float(self.take("number").text))
        if kind == "name":
            return Node("name:" + self.take("name").text)
        if kind == "-":
            self.take("-")
            return Node("negate", [self.factor()])
        self.take("(")
        inner = self.expression()
        self.take(")")
        return inner


def evaluate(node, names):
    match node:
        case Node(operator="number"):
            return node.value
        case Node(operator="negate", children=[inner]):
            return -evaluate(inner, names)
        case Node(children=[left, right]):
            x, y = evaluate(left, names), evaluate(right, names)
            if node.operator == "+":
                return x + y
            elif node.operator == "-":
                return x - y
            elif node.operator == "*":
                return x * y
            return x / y if y else 0.0
    return names.get(node.operator[5:], 0.0)


def show(node):
    if node.operator == "number":
        return "%g" % node.value
    if node.operator.startswith("name:"):
        return node.operator[5:]
    if node.operator == "negate":
        return "-" + show(node.children[0])
    return "(" + f" {node.operator} ".join(show(child) for child in node.children) + ")"


total = 0.0
shown = 0
for k in range(600):
    text = f"(a{k % 7} + {k}.5) * (b - {k % 13}) / (c + -{k % 5} * (a{k % 3} - 2)) + d * {k} - 7 * (x_{k % 4} + 1)"
    tree = Parser(text).expression()
    names = {"a0": 1.0, "a1": 2.0, "b": float(k), "c": 3.0, "x_1": 9.0}
    for _ in range(3):
        total += evaluate(tree, names)
    shown += len(show(tree))
wrong = 0
for text in ["1 +", "(2 * 3", "4 $ 5", "", "a b)"] * 200:
    try:
        Parser(text).expression()
    except SyntaxError as error:
        wrong += len(str(error))
print(round(total, 6), shown, wrong)
