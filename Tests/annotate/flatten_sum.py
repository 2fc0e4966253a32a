def flatten(rows):
    return sum(rows, [])  # SLOW: sum


print(len(flatten([[i, i + 1] for i in range(20000)])))
