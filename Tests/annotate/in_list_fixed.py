def common(left, right):
    found = 0
    for item in left:
        if item in right:
            found += 1
    return found

left = [i * 3 for i in range(2000)]
right = {i * 2 for i in range(2000)}
answer = 0
for _ in range(60):
    answer += common(left, right)
print(answer)
