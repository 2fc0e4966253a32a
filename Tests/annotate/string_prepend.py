# A str that grows at its front is copied each time.
class Report:
    def __init__(self):
        self.text = ""

    def add(self, n):
        for i in range(n):
            self.text = str(i) + "," + self.text  # SLOW: join

report = Report()
report.add(20000)
print(len(report.text))
