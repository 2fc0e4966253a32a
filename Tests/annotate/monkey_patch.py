# A method that is replaced from outside.
class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size * self.size

def total(shapes):
    result = 0
    for shape in shapes:
        result += shape.area()  # SLOW: rebound
    return result

def area_of_circle(self):
    return self.size * self.size * 3

Shape.area = area_of_circle
shapes = [Shape(i) for i in range(1000)]
answer = 0
for _ in range(20000):
    answer += total(shapes)
print(answer)
