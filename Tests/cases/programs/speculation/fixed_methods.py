class Shape:
    def __init__(self, w): self.w = w
    def area(self): return self.w * 2
    def name(self): return "shape"
    def bad(self, n):
        if n > 5:
            raise ValueError(n)
        return n
class Sq(Shape):
    def area(self): return self.w * self.w
    def twice(self): return self.area() + super().area()
def use(s, n):
    t = 0
    for i in range(n):
        t += s.twice() + s.area()
        if s.name() == "shape":
            t += s.bad(i)
    return t
s = Sq(3)
print(use(s, 4))
try:
    print(use(s, 9))
except ValueError as e:
    print("ValueError", e)
s.w = 2 ** 62
print(use(s, 2))
s.w = 1.5
print(use(s, 2))
class Stack:
    def __init__(self):
        self.items = []
    def push(self, x):
        self.items.append(x)
    def pop(self):
        return self.items.pop()
    def top(self):
        return self.items[-1]
def run(st, n):
    for i in range(n):
        st.push(i)
        st.push(i + 1)
        x = st.pop()
        st.push(x + st.top())
    return st.pop()
print(run(Stack(), 10))
st = Stack()
try:
    st.pop()
except IndexError as e:
    print(e)
