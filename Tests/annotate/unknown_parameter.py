# The parameter comes from a table of anything, so nothing is known of it.
import json

def distance(point):
    return point["x"] * point["x"] + point["y"] * point["y"]  # SLOW: annotate this parameter

def main():
    points = json.loads('[' + ','.join('{"x": %d, "y": %d}' % (i, i + 1) for i in range(1000)) + ']')
    result = 0
    for _ in range(3000):
        for point in points:
            result += distance(point)
    print(result)

main()
