class Node:
    def __init__(self, value):
        self.value = value

def build(n):
    total = 0
    made = 0
    for i in range(n):
        node = Node(i)
        made += 1
        total += node.value
    return total, made

print(*build(20000000))
