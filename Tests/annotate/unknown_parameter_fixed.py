import json

class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

def distance(point):
    return point.x * point.x + point.y * point.y

def main():
    loaded = json.loads('[' + ','.join('{"x": %d, "y": %d}' % (i, i + 1) for i in range(1000)) + ']')
    points = [Point(int(item["x"]), int(item["y"])) for item in loaded]
    result = 0
    for _ in range(3000):
        for point in points:
            result += distance(point)
    print(result)

main()
