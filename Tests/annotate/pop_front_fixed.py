from collections import deque
def walk(n):
    queue = deque(range(n))
    total = 0
    while queue:
        x = queue.popleft()
        total += x
        if x % 3 == 1:
            queue.append(x // 3)
    return total
print(walk(100000))
