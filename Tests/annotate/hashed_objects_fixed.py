class Place:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Place) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))


def walk(n):
    seen = {}
    for i in range(n):
        place = Place(i % 31, i % 37)
        seen[place.x, place.y] = seen.get((place.x, place.y), 0) + 1
    return len(seen)


print(walk(1000000))
