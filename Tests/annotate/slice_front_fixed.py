def words(text):
    count = 0
    for c in text:
        if c == " ":
            count += 1
    return count


print(words("one two three " * 9000))
