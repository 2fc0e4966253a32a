def flatten(rows):
    return [item for row in rows for item in row]


print(len(flatten([[i, i + 1] for i in range(20000)])))
