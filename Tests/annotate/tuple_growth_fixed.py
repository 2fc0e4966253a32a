def squares(n):
    found = []
    for i in range(n):
        found.append(i * i)
    return sum(found)


print(squares(40000))
