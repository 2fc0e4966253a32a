def index(n):
    places = {}
    for i in range(n):
        places[i * 7] = i
    return len(places)


print(index(15000))
