# A string that is compared with several short constants, of every length and kind.
def kind(op):
    if op == "":
        return 0
    elif op == "a":
        return 1
    elif op == "ab":
        return 2
    elif op == "abc":
        return 3
    elif op == "abcd":
        return 4
    elif op == "abcde":
        return 5
    elif op == "abcdef":
        return 6
    elif op == "abcdefg":
        return 7
    elif op == "abcdefgh":
        return 8
    elif op == "\x00":
        return 9
    elif op == "a\x00":
        return 10
    elif op == "\xe9t\xe9":
        return 11
    elif op == "\u20ac":
        return 12
    elif op != "zz" and "yy" != op:
        return 13
    return 14


words = ["", "a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "abcdefghi", "\x00", "a\x00", "\x00a",
         "\xe9t\xe9", "\u20ac", "e\u0301", "zz", "yy", "b", "ba", "abd", "bbc", "acd", "abce", "bbcd", "abcdf", "abcdeg", "abcdefh",
         "\U0001f600", "a" * 256, "a" * 263]
print([kind(w) for w in words])
print([kind("".join(list(w))) for w in words])
print([kind((w + "tail")[:len(w)]) for w in words])


class Name(str):
    def __eq__(self, other):
        return other == "abc"

    __hash__ = str.__hash__


for other in (Name("q"), 5, None, b"abc", ["abc"]):
    print(kind(other))


def run(code):
    stack = []
    for op, arg in code:
        if op == "push":
            stack.append(arg)
        elif op == "add":
            stack.append(stack.pop() + stack.pop())
        elif op == "mul":
            stack.append(stack.pop() * stack.pop())
        elif op == "neg":
            stack.append(-stack.pop())
        else:
            raise ValueError("unknown " + op)
    return stack


text = "push 2;push 3;add;push 4;mul;neg"
program = []
for line in text.split(";"):
    parts = line.split()
    program.append((parts[0], int(parts[1]) if len(parts) > 1 else None))
print(run(program))
try:
    run([("halt", None)])
except ValueError as error:
    print(error)
