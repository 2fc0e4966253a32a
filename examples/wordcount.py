"""The most frequent words of a text: dictionaries, strings, sorting, formatting."""
import sys
from collections import Counter

TEXT = """
It is a truth universally acknowledged, that a program in want of speed must be in want of a compiler.
However little known the feelings or views of such a program may be on its first entering a machine,
this truth is so well fixed in the minds of the surrounding engineers, that it is considered as the
rightful property of some one or other of their compilers.
"""


def words(text):
    for word in text.lower().split():
        word = word.strip(".,;:!?")
        if word:
            yield word


def main():
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            text = file.read()
    else:
        text = TEXT
    counts = Counter(words(text))
    width = max(map(len, counts))
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
        print(f"{word:<{width}} {count:3} {'#' * count}")
    print(f"{sum(counts.values())} words, {len(counts)} different")


if __name__ == "__main__":
    main()
