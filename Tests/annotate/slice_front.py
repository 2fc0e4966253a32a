def words(text):
    count = 0
    while text:
        if text[0] == " ":
            count += 1
        text = text[1:]  # SLOW: text
    return count


print(words("one two three " * 9000))
