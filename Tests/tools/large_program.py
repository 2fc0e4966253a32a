"""Writes a program of about as many lines as asked for, to measure how compile time grows: functions on numbers, strings and
containers, classes with methods, generators, closures, exceptions, all called once by `main`.

    large_program.py LINES > big.py
    large_program.py LINES --modules N DIR      the same in N modules and a main program, DIR/main.py

It is deterministic: the same arguments, the same text. The program prints one checksum.
"""
import argparse
import os
import random

KINDS = []


def kind(maker):
    KINDS.append(maker)
    return maker


@kind
def numbers(n, draw):
    a, b, c = draw.randint(2, 9), draw.randint(10, 99), draw.randint(100, 999)
    return f'''
def numbers_{n}(limit):
    """Sums what a small recurrence gives."""
    total = {a}
    value = {b}
    for i in range(limit):
        value = (value * {a} + i) % {c}
        if value % 2 == 0:
            total += value
        elif value > {b}:
            total -= i
        else:
            total = total ^ value
    while total > {c} * 100:
        total //= {a}
    return total
''', f"numbers_{n}(20)"


@kind
def text(n, draw):
    word = "".join(draw.choice("abcdefgh") for _ in range(6))
    return f'''
def text_{n}(words):
    counts = {{}}
    for word in words:
        key = word.strip().lower()
        if key.startswith("{word[0]}") or key == "{word}":
            counts[key] = counts.get(key, 0) + {draw.randint(1, 5)}
        else:
            counts.setdefault(key[:2], 0)
            counts[key[:2]] += len(key)
    lines = ["%s=%d" % (key, count) for key, count in sorted(counts.items())]
    return len(", ".join(lines))
''', f'text_{n}(["{word}", "Other", "{word[:3]} ", "thing{n}"])'


@kind
def shape(n, draw):
    a, b = draw.randint(1, 9), draw.randint(1, 9)
    return f'''
class Shape_{n}:
    sides = {a}

    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.history = []

    def area(self):
        return self.width * self.height

    def scaled(self, factor):
        self.history.append(self.area())
        return Shape_{n}(self.width * factor, self.height + {b})

    @property
    def perimeter(self):
        return 2 * (self.width + self.height)

    def __eq__(self, other):
        return isinstance(other, Shape_{n}) and self.area() == other.area()

    def __hash__(self):
        return hash((self.width, self.height))


def use_shape_{n}():
    shape = Shape_{n}({a}, {b})
    for k in range(3):
        shape = shape.scaled(k + 1)
    return int(shape.area() + shape.perimeter) + len({{shape, Shape_{n}(1, 1)}})
''', f"use_shape_{n}()"


@kind
def generator(n, draw):
    a, b = draw.randint(2, 7), draw.randint(2, 30)
    return f'''
def steps_{n}(limit):
    state = {b}
    for i in range(limit):
        state = (state * {a} + i) % 101
        if state % 3:
            yield i, state


def use_steps_{n}():
    best = max(state for _, state in steps_{n}(15))
    pairs = {{i: state for i, state in steps_{n}(10) if state > {b}}}
    return best + sum(pairs.values()) + len([i for i in pairs if i % 2])
''', f"use_steps_{n}()"


@kind
def closure(n, draw):
    a, b = draw.randint(2, 9), draw.randint(2, 9)
    return f'''
def closure_{n}(start):
    count = start

    def step(by={a}):
        nonlocal count
        count += by
        return count * {b}

    handlers = [step, lambda: step({b}), lambda: count]
    result = 0
    for handler in handlers:
        result = result * 2 + handler()
    return result
''', f"closure_{n}({n % 17})"


@kind
def checked(n, draw):
    a = draw.randint(2, 6)
    return f'''
class Error_{n}(ValueError):
    pass


def checked_{n}(items):
    done = failed = 0
    for item in items:
        try:
            if item % {a} == 0:
                raise Error_{n}("item %d" % item)
            done += 100 // (item - 7)
        except Error_{n} as error:
            failed += len(str(error))
        except ZeroDivisionError:
            failed += 1
        finally:
            done += 1
    return done * 10 + failed
''', f"checked_{n}(range({n % 5}, 12))"


@kind
def grid(n, draw):
    a, b = draw.randint(3, 6), draw.randint(2, 9)
    return f'''
def grid_{n}(size):
    rows = [[(x * y + {b}) % 10 for x in range(size)] for y in range(size)]
    total = 0
    for y in range(1, size - 1):
        for x in range(1, size - 1):
            around = rows[y - 1][x] + rows[y + 1][x] + rows[y][x - 1] + rows[y][x + 1]
            if around > {a * 5}:
                rows[y][x] = around % {b + 1}
            total += rows[y][x]
    first, *rest = rows[0]
    return total + first + len(rest)
''', f"grid_{n}({a + 3})"


def pieces(lines, seed):
    draw = random.Random(seed)
    made, calls, count, n = [], [], 0, 0
    while count < lines:
        text, call = draw.choice(KINDS)(n, draw)
        made.append(text)
        calls.append(call)
        count += text.count("\n") + 2
        n += 1
    return made, calls


def module(lines, seed, name="main"):
    made, calls = pieces(lines, seed)
    text = '"""Written by large_program.py."""\n' + "\n".join(made)
    text += f"\n\ndef {name}():\n    checksum = 0\n"
    for call in calls:
        text += f"    checksum = (checksum * 31 + {call}) % 1000000007\n"
    return text + "    return checksum\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=int)
    parser.add_argument("--modules", type=int, default=0)
    parser.add_argument("folder", nargs="?")
    options = parser.parse_args()
    end = '\n\nif __name__ == "__main__":\n'
    if not options.modules:
        print(module(options.lines, 1) + end + "    print(main())")
        return
    if not options.folder:
        parser.error("several modules need a folder")
    os.makedirs(options.folder, exist_ok=True)
    names = [f"part{i}" for i in range(options.modules)]
    for i, name in enumerate(names):
        with open(os.path.join(options.folder, name + ".py"), "w") as file:
            file.write(module(options.lines // options.modules, i + 1, "run"))
    with open(os.path.join(options.folder, "main.py"), "w") as file:
        file.write("".join(f"import {name}\n" for name in names) + end)
        file.write("".join(f"    print({name}.run())\n" for name in names))


main()
