// Characters that are one when case is ignored. Two are when their lower-case forms have the same upper-case form: 'k',
// 'K' and the Kelvin sign; 's' and the long s. The tables are built when first asked for (0.5 ms): patterns whose letters
// are ASCII, searched in narrow strings, never need them.
#include <stdlib.h>
#include "re.h"

typedef struct { uint64_t key; uint32_t c; } folded;

static folded *by_key;         // cased characters, those of a class together
static uint32_t *by_character; // positions in by_key, sorted by character
static int64_t count;

static uint64_t key_of(uint32_t c) {
    uint32_t lower[3], upper[3] = {0, 0, 0};
    nx_unicode_map(c, UNICODE_TO_LOWER, lower);
    nx_unicode_map(lower[0], UNICODE_TO_UPPER, upper);
    return upper[0] | (uint64_t)upper[1] << 21 | (uint64_t)upper[2] << 42;
}

static int compare_keys(const void *a, const void *b) {
    const folded *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : x->c < y->c ? -1 : x->c > y->c;
}

static int compare_characters(const void *a, const void *b) {
    uint32_t x = by_key[*(const uint32_t *)a].c, y = by_key[*(const uint32_t *)b].c;
    return x < y ? -1 : x > y;
}

#define LAST_CASED 0x1FFFF // the planes behind have no letters with case

static bool build(void) {
    if (by_key)
        return true;
    folded *table = malloc(4096 * sizeof(folded));
    uint32_t *index = malloc(4096 * sizeof(uint32_t));
    if (!table || !index) {
        free(table);
        free(index);
        return false;
    }
    int64_t n = 0;
    for (uint32_t c = 0; c <= LAST_CASED && n < 4096; c++) {
        const nx_unicode_record *record = nx_unicode(c);
        if (record->lower || record->upper || record->flags & UNICODE_SPECIAL)
            table[n++] = (folded){key_of(c), c};
    }
    by_key = table;
    by_character = index;
    count = n;
    qsort(by_key, (size_t)n, sizeof(folded), compare_keys);
    for (int64_t i = 0; i < n; i++)
        by_character[i] = (uint32_t)i;
    qsort(by_character, (size_t)n, sizeof(uint32_t), compare_characters);
    return true;
}

// The place in by_character of the first character >= c.
static int64_t place_of(uint32_t c) {
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (by_key[by_character[middle]].c < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int others_at(int64_t place, uint32_t others[4]) {
    int64_t at = by_character[place], from = at, to = at + 1;
    while (from > 0 && by_key[from - 1].key == by_key[at].key)
        from--;
    while (to < count && by_key[to].key == by_key[at].key)
        to++;
    int n = 0;
    for (; from < to && n < 4; from++)
        if (from != at)
            others[n++] = by_key[from].c;
    return n;
}

int nx_regex_fold(uint32_t c, uint32_t others[4]) {
    if (c < 128 && !((c | 32) >= 'a' && (c | 32) <= 'z'))
        return 0;
    if (!build())
        return 0;
    int64_t place = place_of(c);
    return place < count && by_key[by_character[place]].c == c ? others_at(place, others) : 0;
}

void nx_regex_fold_range(uint32_t low, uint32_t high, void (*add)(void *context, uint32_t c), void *context) {
    uint32_t others[4];
    if (low > LAST_CASED || !build())
        return;
    for (int64_t place = place_of(low); place < count && by_key[by_character[place]].c <= high; place++)
        for (int n = others_at(place, others), i = 0; i < n; i++)
            if (others[i] < low || others[i] > high)
                add(context, others[i]);
}
