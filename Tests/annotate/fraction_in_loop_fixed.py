from fractions import Fraction


def duration(notes):
    total = 0
    for note in notes:
        total += note
    return Fraction(total, 12)


print(duration([1, 3, 4, 6] * 50000))
