# A global that is an int and later something else.
scale = 3

def area(n):
    result = 0
    for i in range(n):
        result += i * scale  # SLOW: don't rebind this global
    return result

answer = 0
for _ in range(200):
    answer += area(100000)
print(answer)
scale = "none"
