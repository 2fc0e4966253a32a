def mix(n):
    state = 1
    for i in range(n):
        state = (state * 398520 + i) % 1000003
    return state

answer = 0
for _ in range(30):
    answer += mix(4000)
print(answer)
