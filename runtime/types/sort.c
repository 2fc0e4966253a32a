// list.sort and sorted: a stable merge sort (sort_merge.inc) made for the kinds of keys that lists mostly hold.
//
// While it is being sorted the list is empty, so that what a comparison does to it is noticed. One pass over the keys
// finds out whether they are all small ints, all floats, all str, or tuples beginning with one of these: then comparing
// needs no dispatch (and cannot fail). Otherwise only `<` is asked. Many such keys in no order to speak of are not compared
// at all but sorted by their ranks (sort_rank.c), tuples by the ranks of their items one after the other.
#include "alloc.h"
#include "natives.h"
#include "containers.h"
#include "sort_rank.h"
#include <stdlib.h>

typedef struct {
    nx_value *keys, *values;             // values: the list's items when there is a key function, else NULL
    nx_value *spare_keys, *spare_values; // room for the smaller of two runs
    int64_t spare, gallop;
} sorter;

enum { MINIMUM_GALLOP = 7 };

static void reverse_items(nx_value *items, int64_t low, int64_t high) {
    for (high--; low < high; low++, high--) {
        nx_value item = items[low];
        items[low] = items[high];
        items[high] = item;
    }
}

static void reverse_range(sorter *s, int64_t low, int64_t high) {
    reverse_items(s->keys, low, high);
    if (s->values) reverse_items(s->values, low, high);
}

static bool aside(sorter *s, int64_t from, int64_t count) {
    if (s->spare < count) {
        s->spare_keys = nx_alloc_words(count);
        s->spare_values = s->values ? nx_alloc_words(count) : NULL;
        if (!s->spare_keys || (s->values && !s->spare_values)) return false;
        s->spare = count;
    }
    memcpy(s->spare_keys, s->keys + from, count * sizeof(nx_value));
    if (s->values) memcpy(s->spare_values, s->values + from, count * sizeof(nx_value));
    return true;
}

static int64_t minimum_run(int64_t n) {
    int64_t odd = 0;
    while (n >= 64) {
        odd |= n & 1;
        n >>= 1;
    }
    return n + odd;
}

// The depth of the boundary between two runs in a perfectly balanced tree of merges.
static int merge_power(int64_t start, int64_t first, int64_t second, int64_t n) {
    int64_t a = 2 * start + first, b = a + first + second; // twice the middles
    int power = 0;
    for (;;) {
        power++;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

// ---- ways of comparing ---------------------------------------------------------------------------------------------------
static inline int less_str(nx_value a, nx_value b) {
    const nx_str *x = NX_PTR(nx_str, a), *y = NX_PTR(nx_str, b);
    if (NX_LIKELY(x->kind == 1 && y->kind == 1)) {
        int64_t n = x->length < y->length ? x->length : y->length;
        if (n && *(const uint8_t *)x->data != *(const uint8_t *)y->data) return *(const uint8_t *)x->data < *(const uint8_t *)y->data;
        int order = memcmp(x->data, y->data, n);
        return order ? order < 0 : x->length < y->length;
    }
    return nx_str_compare(x, y) < 0;
}
static inline double key_float(nx_value v) { return nx_is_tagged_float(v) ? nx_tagged_float(v) : NX_PTR(nx_float, v)->value; }
static inline int less_any(nx_value a, nx_value b) { return nx_compare_bool(a, b, NX_LT); }

// Tuples whose first items are of one kind: mostly these decide.
static NX_NOINLINE int less_tuple_rest(nx_value a, nx_value b, int64_t from) {
    nx_tuple *x = NX_PTR(nx_tuple, a), *y = NX_PTR(nx_tuple, b);
    for (int64_t i = from; i < x->length && i < y->length; i++) {
        nx_value p = x->items[i], q = y->items[i];
        if (p == q) continue;
        if (nx_are_small_ints(p, q)) return (int64_t)p < (int64_t)q;
        int same = nx_equal_quick(p, q);
        if (same < 0) return -1;
        if (!same) return nx_compare_bool(p, q, NX_LT);
    }
    return x->length < y->length;
}
static inline int less_tuple_int(nx_value a, nx_value b) {
    int64_t x = (int64_t)NX_PTR(nx_tuple, a)->items[0], y = (int64_t)NX_PTR(nx_tuple, b)->items[0];
    return x != y ? x < y : less_tuple_rest(a, b, 1);
}
static inline int less_tuple_str(nx_value a, nx_value b) {
    nx_value x = NX_PTR(nx_tuple, a)->items[0], y = NX_PTR(nx_tuple, b)->items[0];
    if (x != y) {
        int order = nx_str_compare(NX_PTR(nx_str, x), NX_PTR(nx_str, y));
        if (order) return order < 0;
    }
    return less_tuple_rest(a, b, 1);
}
static inline int less_tuple_float(nx_value a, nx_value b) {
    nx_value p = NX_PTR(nx_tuple, a)->items[0], q = NX_PTR(nx_tuple, b)->items[0];
    double x = key_float(p), y = key_float(q);
    return p != q && x != y ? x < y : less_tuple_rest(a, b, 1);
}
static inline int less_tuple(nx_value a, nx_value b) { return less_tuple_rest(a, b, 0); }

#define SORT(name) name##_int
#define LESS(a, b) ((int64_t)(a) < (int64_t)(b))
#define LESS_NEVER_FAILS
#include "sort_merge.inc"
#define SORT(name) name##_float
#define LESS(a, b) (key_float(a) < key_float(b))
#define LESS_NEVER_FAILS
#include "sort_merge.inc"
#define SORT(name) name##_str
#define LESS(a, b) less_str(a, b)
#define LESS_NEVER_FAILS
#include "sort_merge.inc"
#define SORT(name) name##_tuple_int
#define LESS(a, b) less_tuple_int(a, b)
#include "sort_merge.inc"
#define SORT(name) name##_tuple_str
#define LESS(a, b) less_tuple_str(a, b)
#include "sort_merge.inc"
#define SORT(name) name##_tuple_float
#define LESS(a, b) less_tuple_float(a, b)
#include "sort_merge.inc"
#define SORT(name) name##_tuple
#define LESS(a, b) less_tuple(a, b)
#include "sort_merge.inc"
#define SORT(name) name##_any
#define LESS(a, b) less_any(a, b)
#include "sort_merge.inc"

// ---- choosing one ----------------------------------------------------------------------------------------------------------
typedef enum { KEYS_INT, KEYS_FLOAT, KEYS_STR, KEYS_TUPLE, KEYS_OTHER } key_kind;

static key_kind kind_of(nx_value v) {
    if (nx_is_small_int(v)) return KEYS_INT;
    if (nx_is_tagged_float(v) || nx_is_exact(v, &nx_float_type)) return KEYS_FLOAT;
    if (nx_is_exact_str(v)) return KEYS_STR;
    if (nx_is_exact(v, &nx_tuple_type)) return KEYS_TUPLE;
    return KEYS_OTHER;
}

// ---- by rank -----------------------------------------------------------------------------------------------------------------
enum { RANKED = 0, UNRANKED = 1 }; // besides -1, an error
enum { FEW = 96 };                 // fewer keys are compared
static int sort_ranked(sorter *s, int64_t count, int64_t item);

// The item of a tuple, or (item -1) the key itself.
static inline nx_value part_of(nx_value key, int64_t item) { return item < 0 ? key : NX_PTR(nx_tuple, key)->items[item]; }

// The ranks of all keys (of that item of all of them), which must be of one kind. Not of keys that are nearly sorted: runs
// are merged faster.
static bool rank_keys(const sorter *s, int64_t count, int64_t item, nx_rank *ranks, key_kind *kind) {
    int64_t falls = 0;
    for (int64_t i = 0; i < count; i++) {
        if (item >= 0 && NX_PTR(nx_tuple, s->keys[i])->length <= item) return false;
        nx_value part = part_of(s->keys[i], item);
        if (i == 0) *kind = kind_of(part);
        else if (kind_of(part) != *kind) return false;
        switch (*kind) {
        case KEYS_INT: ranks[i].rank = nx_rank_of_int(part); break;
        case KEYS_FLOAT:
            if (!nx_rank_of_float(key_float(part), &ranks[i].rank)) return false;
            break;
        case KEYS_STR:
            if (NX_PTR(nx_str, part)->kind != 1) return false;
            ranks[i].rank = nx_rank_of_str(NX_PTR(nx_str, part));
            break;
        default: return false;
        }
        ranks[i].index = i;
        falls += i && ranks[i].rank < ranks[i - 1].rank;
        if (i == 4096 && falls < 512) return false;
    }
    return falls >= count / 8;
}

static void move_to(nx_value *items, nx_value *room, const nx_rank *ranks, int64_t count) {
    for (int64_t i = 0; i < count; i++) room[i] = items[ranks[i].index];
    memcpy(items, room, (size_t)count * sizeof *items);
}

// Keys of equal ranks: what remains to be compared.
static int sort_equal_ranks(sorter *s, int64_t low, int64_t count, int64_t item, key_kind kind) {
    sorter part = {.keys = s->keys + low, .values = s->values ? s->values + low : NULL, .gallop = MINIMUM_GALLOP};
    bool equal = true;
    if (kind == KEYS_STR) {
        const nx_str *first = NX_PTR(nx_str, part_of(part.keys[0], item));
        for (int64_t i = 1; equal && i < count; i++) equal = nx_str_equal(first, NX_PTR(nx_str, part_of(part.keys[i], item)));
        if (item < 0) return equal ? RANKED : sort_str(&part, count);
    }
    if (item < 0) return RANKED;
    if (equal && count >= FEW) {
        int done = sort_ranked(&part, count, item + 1);
        if (done != UNRANKED) return done;
    }
    return sort_tuple(&part, count);
}

static int sort_ranked(sorter *s, int64_t count, int64_t item) {
    key_kind kind;
    if (count < FEW || count > UINT32_MAX) return UNRANKED;
    nx_rank *ranks = malloc((size_t)count * 2 * sizeof *ranks);
    if (!ranks || !rank_keys(s, count, item, ranks, &kind)) {
        free(ranks);
        return UNRANKED;
    }
    nx_value *room = nx_alloc_words(count);
    if (!room) {
        free(ranks);
        return -1;
    }
    nx_rank *sorted = nx_sort_ranks(ranks, ranks + count, count);
    move_to(s->keys, room, sorted, count);
    if (s->values) move_to(s->values, room, sorted, count);
    nx_give_back(room, (size_t)count * sizeof *room);
    int done = RANKED;
    if (item >= 0 || kind == KEYS_STR) {
        for (int64_t low = 0, next; done == RANKED && low < count; low = next) {
            for (next = low + 1; next < count && sorted[next].rank == sorted[low].rank;) next++;
            if (next - low > 1) done = sort_equal_ranks(s, low, next - low, item, kind);
        }
    }
    free(ranks);
    return done;
}

static int sort_tuples(sorter *s, int64_t count) {
    int done = sort_ranked(s, count, 0);
    if (done != UNRANKED) return done;
    key_kind kind = KEYS_OTHER;
    for (int64_t i = 0; i < count; i++) {
        nx_tuple *tuple = NX_PTR(nx_tuple, s->keys[i]);
        key_kind this = tuple->length ? kind_of(tuple->items[0]) : KEYS_OTHER;
        if (i && this != kind) return sort_tuple(s, count);
        kind = this;
    }
    switch (kind) {
    case KEYS_INT: return sort_tuple_int(s, count);
    case KEYS_STR: return sort_tuple_str(s, count);
    case KEYS_FLOAT: return sort_tuple_float(s, count);
    default: return sort_tuple(s, count);
    }
}

static int sort_keys(sorter *s, int64_t count) {
    key_kind kind = kind_of(s->keys[0]);
    for (int64_t i = 1; i < count; i++)
        if (kind_of(s->keys[i]) != kind) return sort_any(s, count);
    if (kind == KEYS_INT || kind == KEYS_FLOAT || kind == KEYS_STR) {
        int done = sort_ranked(s, count, -1);
        if (done != UNRANKED) return done;
    }
    switch (kind) {
    case KEYS_INT: return sort_int(s, count);
    case KEYS_FLOAT: return sort_float(s, count);
    case KEYS_STR: return sort_str(s, count);
    case KEYS_TUPLE: return sort_tuples(s, count);
    default: return sort_any(s, count);
    }
}

static bool sort_all(sorter *s, int64_t count, bool reverse) {
    if (count < 2) return true;
    // reversing before and after keeps equal items in their order
    if (reverse) reverse_range(s, 0, count);
    bool ok = sort_keys(s, count) == 0;
    if (reverse) reverse_range(s, 0, count);
    return ok;
}

bool nx_list_sort_by_keys(nx_value list, nx_value keys, nx_value reverse) {
    sorter s = {.gallop = MINIMUM_GALLOP, .keys = NX_PTR(nx_list, keys)->items, .values = NX_PTR(nx_list, list)->items};
    return sort_all(&s, NX_PTR(nx_list, list)->length, reverse == NX_TRUE);
}

bool nx_list_sort_values(nx_list *list, nx_value key, bool reverse) {
    sorter s = {.gallop = MINIMUM_GALLOP};
    nx_value *items = list->items;
    int64_t count = list->length, capacity = list->capacity;
    list->items = NULL;
    list->length = list->capacity = 0;
    bool ok = true;
    s.keys = items;
    if (key && key != NX_NONE) {
        s.values = items;
        s.keys = count ? nx_alloc_words(count) : NULL;
        ok = !count || s.keys;
        for (int64_t i = 0; ok && i < count; i++) ok = (s.keys[i] = nx_call1(key, items[i])) != 0;
    }
    if (ok) ok = sort_all(&s, count, reverse);
    bool modified = list->length != 0 || list->items != NULL;
    list->items = items;
    list->length = count;
    list->capacity = capacity;
    if (ok && modified) return nx_failf(&nx_ValueError, "list modified during sort");
    return ok;
}
