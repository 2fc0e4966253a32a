def words(letters):
    count = 0
    while letters:
        if letters[0] == " ":
            count += 1
        letters = letters[1:]  # SLOW: letters
    return count


print(words(list("one two three " * 2000)))
