def count(known, asked):
    found = 0
    for name in asked:
        if name in known:
            found += 1
    return found


print(count({i * 3: i for i in range(3000)}, [i for i in range(6000)]))
