# A cached property is computed once and stands in the instance's dict then; what a temporary view looked at can be resized.
from array import array
from functools import cached_property


class Hand:
    made = 0

    def __init__(self, cards):
        self.cards = sorted(cards, reverse=True)

    @cached_property
    def score(self):
        Hand.made += 1
        return len(self.cards), self.cards[0]

    @property
    def name(self):
        return "abc"[self.score[0] - 2]

    def __lt__(self, other):
        return self.score < other.score

    def __eq__(self, other):
        return self.score == other.score


hands = [Hand([1, 2]), Hand([3, 4, 9]), Hand([1, 9])]
for hand in sorted(hands, reverse=True):
    print(hand.name, hand.score)
print(hands[0] == hands[2], Hand.made, ["score" in vars(hand) for hand in hands])
hands[0].score = (7, 7)
del hands[1].score
print(hands[0].score, hands[1] == hands[2], Hand.made)

numbers = array("H", [1, 256])
for i in range(3):
    print(memoryview(numbers).nbytes, memoryview(numbers).format)
numbers.append(7)
print(numbers)
