# Objects of several kinds where an attribute is asked for that only some of them have.
class Constraint:
    def __init__(self, value):
        self.value = value
        self.strength = 1

    def execute(self):
        return self.value * 2

    def output(self):
        return Variable(self.value)


class Sum(Constraint):
    def execute(self):
        return self.value + 100


class Variable:
    def __init__(self, start):
        self.start = start
        self.value = start


class Hidden:
    def __getattr__(self, name):
        if name == "strength":
            return 50
        if name == "execute":
            return lambda: "hidden"
        raise AttributeError(name)


def every(things):
    total = []
    for thing in things:
        total.append(thing.value)
    return total


def executes(things):
    done = []
    for thing in things:
        done.append(thing.execute())
        done.append(thing.strength)
    return done


mixed = [Constraint(1), Sum(2), Variable(3), 4, "five", [6], None]
print(every(mixed[:3]), executes(mixed[:2]))
for wrong in mixed[2:]:
    try:
        print(executes([mixed[0], wrong, mixed[1]]))
    except AttributeError as error:
        print(error)
    try:
        print(every([wrong]))
    except AttributeError as error:
        print(error)
print(executes([mixed[0], Hidden(), mixed[1]]))
late = Variable(8)
late.execute = lambda: "its own"
late.strength = 9
print(executes([mixed[1], late, mixed[0]]))


def bump(things):
    for thing in things:
        thing.strength = thing.value
    return [thing.strength for thing in things]


print(bump(mixed[:3]), mixed[2].__dict__)


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def depth(tree):
    if isinstance(tree, int):
        return 0
    return 1 + max(depth(tree.left), depth(tree.right))


print(depth(Node(Node(1, Node(2, 3)), 4)))
try:
    depth(Node("leaf", 1))
except AttributeError as error:
    print(error)
