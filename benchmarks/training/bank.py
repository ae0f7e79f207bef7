# Accounts and their errors: classes with inheritance, properties, exceptions that are raised, chained and handled.
import random


class Refused(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} cannot pay {amount}")
        self.account = account


class Account:
    kinds = {}

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        Account.kinds[cls.__name__.lower()] = cls

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < self.lowest():
            raise Refused(self, value)
        self._balance = value

    def lowest(self):
        return 0

    def pay(self, amount, to):
        try:
            self.balance -= amount
        except Refused:
            self.history.append(("refused", amount))
            raise
        else:
            to.balance += amount
            self.history.append(("paid", amount))
        finally:
            self.last = amount

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance})"

    def __lt__(self, other):
        return self.balance < other.balance


class Credit(Account):
    def __init__(self, owner, balance, *, limit=500):
        super().__init__(owner, balance)
        self.limit = limit

    def lowest(self):
        return -self.limit


class Savings(Account):
    rate = 0.01

    def grow(self):
        self._balance += int(self._balance * self.rate)


random.seed(3)
accounts = []
for index in range(60):
    kind = ("credit", "savings", "account")[index % 3]
    make = Account.kinds.get(kind, Account)
    accounts.append(make(f"owner {index}", 100 + 10 * index))
refused = 0
for step in range(60_000):
    payer = accounts[step * 7 % 60]
    other = accounts[(step * 11 + 5) % 60]
    if payer is other:
        continue
    try:
        payer.pay(random.randint(1, 90), to=other)
    except Refused as error:
        refused += 1
        if error.account is not payer:
            raise
    if step % 1000 == 0:
        for account in accounts:
            if isinstance(account, Savings):
                account.grow()
print(refused, min(accounts), max(accounts), sum(len(account.history) for account in accounts))
