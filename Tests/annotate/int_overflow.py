# A product that outgrows the machine's words: the rest of the loop is on big ints.
def mix(n):
    state = 1
    for i in range(n):
        state = state * 6364136223846793005 + i  # SLOW: 2**63
    return state % 1000003

answer = 0
for _ in range(30):
    answer += mix(4000)
print(answer)
