def index(n):
    places = {}
    for i in range(n):
        places = {**places, i * 7: i}  # SLOW: places
    return len(places)


print(index(15000))
