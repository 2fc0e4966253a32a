def running_medians(numbers):
    seen = []
    total = 0
    for number in numbers:
        seen.append(number)
        seen.sort()  # SLOW: sort
        total += seen[len(seen) // 2]
    return total


print(running_medians([i * 7919 % 10007 for i in range(10000)]))
