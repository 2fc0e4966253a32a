def words(letters):
    count = 0
    for c in letters:
        if c == " ":
            count += 1
    return count


print(words(list("one two three " * 2000)))
