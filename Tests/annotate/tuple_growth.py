def squares(n):
    found = ()
    for i in range(n):
        found += (i * i,)  # SLOW: found
    return sum(found)


print(squares(40000))
