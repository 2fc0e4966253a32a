# A queue that is a list: what is behind its first item is moved.
def walk(n):
    queue = list(range(n))
    total = 0
    while queue:
        x = queue.pop(0)  # SLOW: deque
        total += x
        if x % 3 == 1:
            queue.append(x // 3)
    return total
print(walk(100000))
