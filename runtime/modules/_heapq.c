// Binary heaps in lists: heap[k] is not greater than heap[2k + 1] and heap[2k + 2] (not less in a max heap).
// An item sinks to a leaf along the smaller children first and rises from there, which compares less often.
#include "../core/host.h"
#include "natives.h"
#include "../types/containers.h"
#include "natrix.h"

// argument: as in "heappush() argument 1"
static bool check(nx_value heap, const char *argument) {
    return nx_is_list(heap) || nx_failf(&nx_TypeError, "%s must be list, not %Y", argument, heap);
}

// a < b of two ints, or of tuples that ints and floats decide; -1 where `<` must be asked.
static inline int before_quick(nx_value a, nx_value b) {
    if (nx_are_small_ints(a, b)) return (int64_t)a < (int64_t)b;
    if (!nx_is_exact(a, &nx_tuple_type) || !nx_is_exact(b, &nx_tuple_type)) return -1;
    const nx_tuple *left = NX_PTR(nx_tuple, a), *right = NX_PTR(nx_tuple, b);
    for (int64_t i = 0; i < left->length && i < right->length; i++) {
        nx_value x = left->items[i], y = right->items[i];
        if (x == y && nx_is_small_int(x)) continue;
        if (NX_LIKELY(nx_are_small_ints(x, y))) return (int64_t)x < (int64_t)y;
        if (!nx_is_tagged_float(x) || !nx_is_tagged_float(y)) return -1;
        if (x != y) return nx_tagged_float(x) < nx_tagged_float(y);
    }
    return left->length < right->length;
}

// a < b, or b < a in a max heap; 1, 0, -1. `changed` is set when a comparison changed the list's length.
static int before(nx_list *heap, nx_value a, nx_value b, bool max) {
    int less = max ? before_quick(b, a) : before_quick(a, b);
    if (less >= 0) return less;
    int64_t length = heap->length;
    less = max ? nx_lt_truth(b, a) : nx_lt_truth(a, b);
    if (less >= 0 && heap->length != length) return nx_failf(&nx_RuntimeError, "list changed size during iteration") - 1;
    return less;
}

// The item at `at` moves up as long as its parent comes after it.
static bool rise(nx_list *heap, int64_t start, int64_t at, bool max) {
    nx_value *items = heap->items, moving = items[at];
    while (at > start) { // no code of the program runs: the item itself need not be in the list on its way
        nx_value parent = items[(at - 1) >> 1];
        int less = max ? before_quick(parent, moving) : before_quick(moving, parent);
        if (less <= 0) {
            items[at] = moving;
            if (less == 0) return true;
            break;
        }
        items[at] = parent;
        at = (at - 1) >> 1;
    }
    items[at] = moving;
    while (at > start) {
        int64_t parent = (at - 1) >> 1;
        int less = before(heap, heap->items[at], heap->items[parent], max);
        if (less < 0) return false;
        if (!less) break;
        nx_value item = heap->items[at];
        heap->items[at] = heap->items[parent];
        heap->items[parent] = item;
        at = parent;
    }
    return true;
}

static bool sink(nx_list *heap, int64_t at, bool max) {
    int64_t start = at, end = heap->length, limit = end >> 1; // at < limit has a child
    nx_value *items = heap->items, moving = items[at];
    while (at < limit) {
        int64_t child = 2 * at + 1, grandchild = 2 * child + 1;
        if (grandchild + 3 < end) // one of these four comes next, and tuples lie anywhere
            for (int i = 0; i < 4; i++) __builtin_prefetch(NX_PTR(char, items[grandchild + i]));
        if (child + 1 < end) {
            int less = max ? before_quick(items[child + 1], items[child]) : before_quick(items[child], items[child + 1]);
            if (less < 0) break;
            child += !less;
        }
        items[at] = items[child];
        at = child;
    }
    items[at] = moving;
    while (at < limit) {
        int64_t child = 2 * at + 1;
        if (child + 1 < end) {
            int less = before(heap, heap->items[child], heap->items[child + 1], max);
            if (less < 0) return false;
            if (!less) child++;
        }
        nx_value item = heap->items[at];
        heap->items[at] = heap->items[child];
        heap->items[child] = item;
        at = child;
    }
    return rise(heap, start, at, max);
}

static nx_value pop(nx_value heap_, bool max) {
    if (NX_UNLIKELY(nx_is_foreign(heap_))) return nx_host->call("_heapq", max ? "_heappop_max" : "heappop", 1, &heap_);
    if (!check(heap_, max ? "_heappop_max() argument" : "heappop() argument")) return 0;
    nx_list *heap = NX_PTR(nx_list, heap_);
    if (heap->length == 0) return nx_raisef(&nx_IndexError, "index out of range");
    nx_value last = heap->items[--heap->length];
    heap->items[heap->length] = 0;
    if (heap->length == 0) return last;
    nx_value first = heap->items[0];
    heap->items[0] = last;
    return sink(heap, 0, max) ? first : 0;
}

static nx_value replace(nx_value heap_, nx_value item, bool max) {
    if (NX_UNLIKELY(nx_is_foreign(heap_)))
        return nx_host->call("_heapq", max ? "_heapreplace_max" : "heapreplace", 2, (nx_value[]){heap_, item});
    if (!check(heap_, max ? "_heapreplace_max() argument 1" : "heapreplace() argument 1")) return 0;
    nx_list *heap = NX_PTR(nx_list, heap_);
    if (heap->length == 0) return nx_raisef(&nx_IndexError, "index out of range");
    nx_value first = heap->items[0];
    heap->items[0] = item;
    return sink(heap, 0, max) ? first : 0;
}

static nx_value make_heap(nx_value heap_, bool max) {
    if (NX_UNLIKELY(nx_is_foreign(heap_))) return nx_host->call("_heapq", max ? "_heapify_max" : "heapify", 1, &heap_);
    if (!check(heap_, max ? "_heapify_max() argument" : "heapify() argument")) return 0;
    nx_list *heap = NX_PTR(nx_list, heap_);
    for (int64_t at = (heap->length >> 1) - 1; at >= 0; at--)
        if (!sink(heap, at, max)) return 0;
    return NX_NONE;
}

// A list of the host's: its own function.
static nx_value with_item(const char *name, nx_value heap, nx_value item) {
    return nx_host->call("_heapq", name, 2, (nx_value[]){heap, item});
}

nx_value nx_heapq_heappush(nx_value heap, nx_value item) {
    if (NX_UNLIKELY(nx_is_foreign(heap))) return with_item("heappush", heap, item);
    if (!check(heap, "heappush() argument 1") || !nx_list_push(NX_PTR(nx_list, heap), item)) return 0;
    return rise(NX_PTR(nx_list, heap), 0, NX_PTR(nx_list, heap)->length - 1, false) ? NX_NONE : 0;
}
nx_value nx_heapq_heappop(nx_value heap) { return pop(heap, false); }
nx_value nx_heapq_heapreplace(nx_value heap, nx_value item) { return replace(heap, item, false); }
nx_value nx_heapq_heappushpop(nx_value heap_, nx_value item) {
    if (NX_UNLIKELY(nx_is_foreign(heap_))) return with_item("heappushpop", heap_, item);
    if (!check(heap_, "heappushpop() argument 1")) return 0;
    nx_list *heap = NX_PTR(nx_list, heap_);
    if (heap->length == 0) return item;
    nx_value first = heap->items[0];
    int less = nx_are_small_ints(first, item) ? (int64_t)first < (int64_t)item : nx_compare_bool(first, item, NX_LT);
    if (less < 0) return 0;
    if (less && heap->length == 0) return nx_raisef(&nx_IndexError, "index out of range");
    return less ? replace(heap_, item, false) : item;
}
nx_value nx_heapq_heapify(nx_value heap) { return make_heap(heap, false); }
nx_value nx_heapq__heappop_max(nx_value heap) { return pop(heap, true); }
nx_value nx_heapq__heapreplace_max(nx_value heap, nx_value item) { return replace(heap, item, true); }
nx_value nx_heapq__heapify_max(nx_value heap) { return make_heap(heap, true); }

#include "_heapq.inc"
const nx_module_def nx_module__heapq = {.name = "_heapq", .functions = nx_heapq_functions};
