# A counter in the class that each instance changes.
class Node:
    made = 0

    def __init__(self, value):
        Node.made += 1  # SLOW: the class 'Node'
        self.value = value

def build(n):
    total = 0
    for i in range(n):
        node = Node(i)
        total += node.value
    return total

print(build(20000000), Node.made)
