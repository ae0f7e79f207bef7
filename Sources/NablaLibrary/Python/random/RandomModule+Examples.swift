import NablaVM

// imports: import random

extension Examples {
  /// Of `random`, which the examples have imported.
  static let random: Examples = """
    betavariate: random.seed(0); 0 < random.betavariate(2, 3) < 1 => True
    choice: random.seed(0); random.choice(['a', 'b', 'c']) => 'b'
    choices: random.seed(0); random.choices('ab', weights=[9, 1], k=4) => ['a', 'a', 'a', 'a']
    expovariate: random.seed(0); random.expovariate(2) > 0 => True
    gammavariate: random.seed(0); random.gammavariate(2, 1) > 0 => True
    gauss: random.seed(0); round(random.gauss(0, 1), 4) => 0.9417
    getrandbits: random.seed(0); random.getrandbits(8) => 216
    getstate: state = random.getstate(); a = random.random(); random.setstate(state); random.random() == a => True
    lognormvariate: random.seed(0); random.lognormvariate(0, 1) > 0 => True
    normalvariate: random.seed(0); round(random.normalvariate(0, 1), 4) => -0.1839
    paretovariate: random.seed(0); random.paretovariate(3) >= 1 => True
    randbytes: random.seed(0); len(random.randbytes(4)) => 4
    randint: random.seed(0); random.randint(1, 6) => 4
    random: random.seed(0); random.random() => 0.8444218515250481
    randrange: random.seed(0); random.randrange(0, 100, 5) => 60
    sample: random.seed(0); random.sample(range(100), 3) => [49, 97, 53]
    seed: random.seed(1); a = random.random(); random.seed(1); random.random() == a => True
    setstate: state = random.getstate(); a = random.random(); random.setstate(state); random.random() == a => True
    shuffle: random.seed(0); x = [1, 2, 3, 4]; random.shuffle(x); x => [3, 1, 2, 4]
    triangular: random.seed(0); 0 <= random.triangular(0, 1, 0.5) <= 1 => True
    uniform: random.seed(0); round(random.uniform(5, 10), 4) => 9.2221
    vonmisesvariate: random.seed(0); 0 <= random.vonmisesvariate(0, 4) < 6.284 => True
    weibullvariate: random.seed(0); random.weibullvariate(1, 2) > 0 => True
    """
}
