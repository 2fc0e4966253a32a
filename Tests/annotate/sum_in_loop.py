def shares(values):
    found = []
    for value in values:
        found.append(value / sum(values))  # SLOW: sum
    return found


print(max(shares([float(i) for i in range(12000)])))
