class Averager:
    def __init__(self):
        self.total = 0
        self.count = 0

    def send(self, value):
        self.total += value
        self.count += 1
        return self.total

def run(n):
    averager = Averager()
    result = 0
    for i in range(n):
        result = averager.send(i)
    return result

print(run(10000000))
