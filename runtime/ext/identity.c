// Which objects of the two sides belong together.
//
// `guests`: host address -> guest address. The guest object keeps the host's alive: the table owns one reference, given up
// after a collection that found the guest object dead. The guest addresses in it are invisible to the collector.
// `hosts`: guest address -> host address. The host object keeps the guest's alive, by a root, and takes itself out of the
// table when it is destroyed; exceptions and classes are in both tables.
#include "bridge.h"
#include "alloc.h"
#include <stdlib.h>

// ---- a map from addresses to addresses: open addressing, linear probes ------------------------------------------------

typedef struct { uintptr_t key, value; } pair;
typedef struct { pair *pairs; size_t count, mask; } map;

static size_t place(const map *m, uintptr_t key) { return (key >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 20 & m->mask; }

static uintptr_t map_get(const map *m, uintptr_t key) {
    if (!m->count) return 0;
    for (size_t i = place(m, key); m->pairs[i].key; i = (i + 1) & m->mask)
        if (m->pairs[i].key == key) return m->pairs[i].value;
    return 0;
}

static bool map_put(map *m, uintptr_t key, uintptr_t value);

static bool map_grow(map *m) {
    size_t size = m->pairs ? (m->mask + 1) * 2 : 256;
    map grown = {calloc(size, sizeof(pair)), 0, size - 1};
    if (!grown.pairs) return false;
    for (size_t i = 0; m->pairs && i <= m->mask; i++)
        if (m->pairs[i].key) map_put(&grown, m->pairs[i].key, m->pairs[i].value);
    free(m->pairs);
    *m = grown;
    return true;
}

static bool map_put(map *m, uintptr_t key, uintptr_t value) {
    if ((!m->pairs || (m->count + 1) * 2 > m->mask) && !map_grow(m)) return false;
    size_t i = place(m, key);
    while (m->pairs[i].key && m->pairs[i].key != key) i = (i + 1) & m->mask;
    m->count += m->pairs[i].key == 0;
    m->pairs[i] = (pair){key, value};
    return true;
}

static void map_remove(map *m, uintptr_t key) {
    if (!m->count) return;
    size_t i = place(m, key);
    while (m->pairs[i].key && m->pairs[i].key != key) i = (i + 1) & m->mask;
    if (!m->pairs[i].key) return;
    m->count--;
    for (size_t next = (i + 1) & m->mask; m->pairs[next].key; next = (next + 1) & m->mask) {
        size_t home = place(m, m->pairs[next].key);
        if (((next - home) & m->mask) < ((next - i) & m->mask)) continue;
        m->pairs[i] = m->pairs[next];
        i = next;
    }
    m->pairs[i] = (pair){0, 0};
}

// ---- the tables ---------------------------------------------------------------------------------------------------------

static map guests, hosts;
size_t nx_foreign_count;

// What may die, in the order of its making: a collection looks through these. `weight` is about how many bytes of the host's
// the pair keeps alive.
typedef struct { uintptr_t host, guest; size_t weight; } watched_pair;
static watched_pair *watched;
static size_t watched_count, watched_capacity;
size_t nx_foreign_weight;

static bool watch(uintptr_t host, uintptr_t guest, size_t weight) {
    if (watched_count == watched_capacity) {
        size_t larger = watched_capacity ? 2 * watched_capacity : 1024;
        watched_pair *grown = realloc(watched, larger * sizeof *grown);
        if (!grown) return false;
        watched = grown;
        watched_capacity = larger;
    }
    watched[watched_count++] = (watched_pair){host, guest, weight};
    nx_foreign_weight += weight;
    return true;
}

// Pairs of `guests` that came lately, one for each place: what compiled code forgets soon never gets into the table.
enum { LATEST_GUESTS = 128 };
static pair *latest_guests; // where the collector does not look
static pair *guest_place(uintptr_t host) { return &latest_guests[((host >> 4) ^ (host >> 11)) % LATEST_GUESTS]; }

// How many hosts of a kind of address are in `guests`: mostly none, and then nobody has to look.
enum { KINDS = 4096 };
static uint32_t in_guests[KINDS];
static uint32_t *kind_of(uintptr_t host) { return &in_guests[((host >> 4) ^ (host >> 16)) % KINDS]; }

static inline uintptr_t guest_get(uintptr_t host) {
    const pair *late = guest_place(host);
    if (late->key == host) return late->value;
    return *kind_of(host) ? map_get(&guests, host) : 0;
}

static bool guests_put(uintptr_t host, uintptr_t guest) {
    size_t before = guests.count;
    if (!map_put(&guests, host, guest)) return false;
    *kind_of(host) += guests.count != before;
    return true;
}

static void guests_remove(uintptr_t host) {
    size_t before = guests.count;
    if (!*kind_of(host)) return;
    map_remove(&guests, host);
    *kind_of(host) -= guests.count != before;
}

static bool guest_put(uintptr_t host, uintptr_t guest) {
    pair *late = guest_place(host);
    if (late->key && late->key != host && !guests_put(late->key, late->value)) return false;
    guests_remove(host);
    *late = (pair){host, guest};
    return true;
}

static void guest_remove(uintptr_t host) {
    pair *late = guest_place(host);
    if (late->key == host) *late = (pair){0, 0};
    else guests_remove(host);
}

// Pairs of `hosts` that came lately, one for each place: an instance that lives shortly never gets into the table.
enum { LATEST = 64 };
static pair *latest; // where the collector does not look
static pair *latest_place(uintptr_t guest) { return &latest[(guest >> 4) % LATEST]; }

nx_value nx_guest_of(PyObject *object) {
    nx_value v = (nx_value)guest_get((uintptr_t)object);
    if (v && nx_is_foreign(v) && NX_PTR(nx_foreign, v)->nothing[1] == NX_GIVEN_ONCE) NX_PTR(nx_foreign, v)->nothing[1] = 0;
    return v;
}
PyObject *nx_host_of(nx_value v) {
    const pair *late = latest_place((uintptr_t)v);
    return (PyObject *)(late->key == (uintptr_t)v ? late->value : map_get(&hosts, (uintptr_t)v));
}

bool nx_identify_heavy(PyObject *object, nx_value guest, size_t weight) {
    if (!watch((uintptr_t)object, (uintptr_t)guest, weight) || !guest_put((uintptr_t)object, (uintptr_t)guest)) {
        nx_raise_no_memory();
        return false;
    }
    nx_foreign_count++;
    return true;
}

bool nx_identify_new(PyObject *object, nx_value guest, size_t weight) {
    pair *late = guest_place((uintptr_t)object);
    if (NX_UNLIKELY(late->key || watched_count == watched_capacity)) return nx_identify_heavy(object, guest, weight);
    *late = (pair){(uintptr_t)object, (uintptr_t)guest};
    watched[watched_count++] = (watched_pair){(uintptr_t)object, (uintptr_t)guest, weight};
    nx_foreign_weight += weight;
    nx_foreign_count++;
    return true;
}

bool nx_forget_foreign(PyObject *object) {
    pair *late = guest_place((uintptr_t)object);
    const watched_pair *last = watched_count ? &watched[watched_count - 1] : NULL;
    if (NX_LIKELY(last && late->key == (uintptr_t)object && last->host == (uintptr_t)object)) {
        *late = (pair){0, 0};
        nx_foreign_count--;
        nx_foreign_weight -= last->weight;
        watched_count--;
        return true;
    }
    if (!guest_get((uintptr_t)object)) return true;
    guest_remove((uintptr_t)object);
    nx_foreign_count--;
    // Mostly it is one of the last. What stays behind is found out by `sweep`.
    for (size_t i = watched_count; i-- > 0 && i + 16 >= watched_count;) {
        if (watched[i].host != (uintptr_t)object) continue;
        nx_foreign_weight -= watched[i].weight;
        watched[i] = watched[--watched_count];
        return true;
    }
    return false;
}

void nx_identify_proxy(nx_value guest, PyObject *object) {
    pair *late = latest_place((uintptr_t)guest);
    if (late->key && late->key != (uintptr_t)guest) map_put(&hosts, late->key, late->value);
    *late = (pair){(uintptr_t)guest, (uintptr_t)object};
}

void nx_forget_proxy(nx_value guest) {
    pair *late = latest_place((uintptr_t)guest);
    if (late->key == (uintptr_t)guest) *late = (pair){0, 0};
    else map_remove(&hosts, (uintptr_t)guest);
}

void nx_identify_forever(PyObject *object, nx_value guest) {
    nx_forget_proxy(guest);
    guest_put((uintptr_t)object, (uintptr_t)guest);
    map_put(&hosts, (uintptr_t)guest, (uintptr_t)object);
    nx_root_new(guest);
}

static int by_host(const void *a, const void *b) {
    uintptr_t left = ((const watched_pair *)a)->host, right = ((const watched_pair *)b)->host;
    return left < right ? -1 : left > right;
}

// Takes out pairs that are none any more, and those that are there twice.
static void tidy(void) {
    qsort(watched, watched_count, sizeof *watched, by_host);
    size_t kept = 0;
    for (size_t i = 0; i < watched_count; i++) {
        bool is_twice = kept && watched[kept - 1].host == watched[i].host;
        if (is_twice || guest_get(watched[i].host) != watched[i].guest) nx_foreign_weight -= watched[i].weight;
        else watched[kept++] = watched[i];
    }
    watched_count = kept;
}

// The collector holds its lock: nothing may be allocated from it.
static void sweep(void) {
    size_t kept = 0;
    for (size_t i = 0; i < watched_count; i++) {
        watched_pair pair = watched[i];
        if (!nx_gc_is_dead((void *)pair.guest)) {
            watched[kept++] = pair;
            continue;
        }
        nx_foreign_weight -= pair.weight;
        if (guest_get(pair.host) != pair.guest) continue;
        if (nx_host_of((nx_value)pair.guest) == (PyObject *)pair.host) nx_forget_proxy((nx_value)pair.guest);
        guest_remove(pair.host);
        nx_foreign_count--;
        nx_ext_release_later((PyObject *)pair.host);
    }
    watched_count = kept;
    if (watched_count > 2 * nx_foreign_count + 1024) tidy();
}

void nx_identity_start(void) {
    latest = calloc(LATEST, sizeof *latest);
    latest_guests = calloc(LATEST_GUESTS, sizeof *latest_guests);
    if (!latest || !latest_guests) Py_FatalError("natrix: no memory");
    nx_gc_after_collection(sweep);
}

// ---- roots: cells that the collector follows, in blocks that a static list holds -------------------------------------------

enum { BLOCK = 256 };
typedef struct block { struct block *next; nx_value cells[BLOCK]; } block;
static block *blocks;
static nx_value *free_root; // a free cell holds the next one, odd so that it is no pointer
size_t nx_root_count;

nx_value *nx_root_new(nx_value value) {
    if (!free_root) {
        block *made = nx_alloc_words(sizeof *made / sizeof(nx_value));
        if (!made) return NULL;
        made->next = blocks;
        blocks = made;
        for (int i = 0; i < BLOCK; i++) {
            made->cells[i] = (uintptr_t)free_root | 1;
            free_root = &made->cells[i];
        }
    }
    nx_value *root = free_root;
    free_root = (nx_value *)(uintptr_t)(*root & ~(nx_value)1);
    *root = value;
    nx_root_count++;
    return root;
}

void nx_root_free(nx_value *root) {
    *root = (uintptr_t)free_root | 1;
    free_root = root;
    nx_root_count--;
}
