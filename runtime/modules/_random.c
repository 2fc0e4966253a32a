// _random.Random: the Mersenne Twister MT19937 (Matsumoto, Nishimura, 1998), seeded so that equal seeds give the same
// sequences as CPython's.
#include <errno.h>
#include <sys/random.h>
#include <time.h>

#include "../core/callable.h"
#include "../types/containers.h"
#include "../types/number.h"
#include "natrix.h"

enum { WORDS = 624, SHIFT = 397 };

typedef struct {
    nx_header header;
    int32_t index; // next word of the state; WORDS: make new ones
    uint32_t state[WORDS];
} random_object;

static random_object *of(nx_value self) {
    return NX_PTR(random_object, self);
}

static uint32_t twist(uint32_t high, uint32_t low) {
    uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
    return mixed >> 1 ^ (mixed & 1 ? 0x9908b0dfu : 0);
}

static void refill(random_object *r) {
    uint32_t *s = r->state;
    int i = 0;
    for (; i < WORDS - SHIFT; i++)
        s[i] = s[i + SHIFT] ^ twist(s[i], s[i + 1]);
    for (; i < WORDS - 1; i++)
        s[i] = s[i + SHIFT - WORDS] ^ twist(s[i], s[i + 1]);
    s[WORDS - 1] = s[SHIFT - 1] ^ twist(s[WORDS - 1], s[0]);
    r->index = 0;
}

static uint32_t next_word(random_object *r) {
    if (r->index >= WORDS)
        refill(r);
    uint32_t y = r->state[r->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void seed_with_words(random_object *r, const uint32_t *key, size_t count) {
    uint32_t *s = r->state;
    s[0] = 19650218u;
    for (uint32_t i = 1; i < WORDS; i++)
        s[i] = 1812433253u * (s[i - 1] ^ s[i - 1] >> 30) + i;
    uint32_t i = 1;
    size_t j = 0;
    for (size_t k = count > WORDS ? count : WORDS; k; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i == WORDS) {
            s[0] = s[WORDS - 1];
            i = 1;
        }
        if (++j == count)
            j = 0;
    }
    for (int k = WORDS - 1; k; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - i;
        if (++i == WORDS) {
            s[0] = s[WORDS - 1];
            i = 1;
        }
    }
    s[0] = 0x80000000u;
    r->index = WORDS;
}

static void seed_from_system(random_object *r) {
    uint32_t key[WORDS];
    if (getrandom(key, sizeof key, 0) != (ssize_t)sizeof key) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        memset(key, 0, sizeof key);
        key[0] = (uint32_t)now.tv_nsec;
        key[1] = (uint32_t)now.tv_sec;
    }
    seed_with_words(r, key, WORDS);
}

// None: from the system. An int: its magnitude. Anything else: its hash.
nx_value nx_random_Random_seed(nx_value self, nx_value n) {
    if (n == NX_NONE) {
        seed_from_system(of(self));
        return NX_NONE;
    }
    nx_int_look look;
    if (!nx_int_look_at(n, &look)) {
        int64_t hash;
        if (!nx_hash(n, &hash))
            return 0;
        look.one = (mp_limb_t)hash;
        look.limbs = &look.one;
        look.count = hash != 0;
    }
    int64_t bits = nx_limbs_bits(look.limbs, look.count);
    size_t count = bits ? (size_t)((bits - 1) / 32 + 1) : 1;
    uint32_t local[32], *key = count <= 32 ? local : (uint32_t *)nx_alloc_bytes(count * sizeof(uint32_t));
    if (!key)
        return 0;
    key[0] = 0;
    for (size_t i = 0; i < count && look.count; i++)
        key[i] = (uint32_t)(look.limbs[i / 2] >> (i % 2 * 32));
    seed_with_words(of(self), key, count);
    return NX_NONE;
}

// 53 random bits
static double next_double(random_object *r) {
    uint32_t high = next_word(r) >> 5, low = next_word(r) >> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}
nx_value nx_random_Random_random(nx_value self) { return nx_from_double(next_double(of(self))); }

bool nx_random_f64(nx_value callee, double *result) {
    if (!nx_is_native(callee, nx_random_Random_random) || !NX_PTR(nx_native, callee)->self) return false;
    *result = next_double(of(NX_PTR(nx_native, callee)->self));
    return true;
}

nx_value nx_random_Random_getrandbits(nx_value self, nx_value k) {
    random_object *r = of(self);
    int64_t bits;
    if (!nx_int_to_i64(k, &bits))
        return 0;
    if (bits < 0)
        return nx_raise(&nx_ValueError, "number of bits must be non-negative");
    if (bits == 0)
        return NX_INT(0);
    if (bits <= 32)
        return nx_from_small_int(next_word(r) >> (32 - bits));
    int64_t words = (bits - 1) / 32 + 1;
    nx_int *result = nx_int_reserve((words + 1) / 2);
    if (!result)
        return 0;
    result->limbs[(words - 1) / 2] = 0; // the high half of an odd count
    for (int64_t i = 0; i < words; i++, bits -= 32) {
        uint64_t word = next_word(r);
        if (bits < 32)
            word >>= 32 - bits;
        result->limbs[i / 2] = i % 2 ? result->limbs[i / 2] | word << 32 : word;
    }
    return nx_int_finish(result, (words + 1) / 2, false);
}

nx_value nx_random_Random_getstate(nx_value self) {
    nx_tuple *result = nx_tuple_new(WORDS + 1);
    if (!result)
        return 0;
    for (int i = 0; i < WORDS; i++)
        result->items[i] = nx_from_small_int(of(self)->state[i]);
    result->items[WORDS] = nx_from_small_int(of(self)->index);
    return NX_OBJ(result);
}

nx_value nx_random_Random_setstate(nx_value self, nx_value state) {
    if (!nx_is_tuple(state))
        return nx_raise(&nx_TypeError, "state vector must be a tuple");
    const nx_tuple *values = NX_PTR(nx_tuple, state);
    if (values->length != WORDS + 1)
        return nx_raise(&nx_ValueError, "state vector is the wrong size");
    uint32_t words[WORDS];
    int64_t n;
    for (int i = 0; i < WORDS; i++) {
        if (!nx_is_int(values->items[i]))
            return nx_raise(&nx_TypeError, "an integer is required");
        if (nx_int_sign(values->items[i]) < 0)
            return nx_raise(&nx_OverflowError, "can't convert negative value to unsigned int");
        if (!nx_int_to_i64(values->items[i], &n))
            return 0;
        words[i] = (uint32_t)n;
    }
    if (!nx_int_to_i64(values->items[WORDS], &n))
        return 0;
    if (n < 0 || n > WORDS)
        return nx_raise(&nx_ValueError, "invalid state");
    memcpy(of(self)->state, words, sizeof words);
    of(self)->index = (int32_t)n;
    return NX_NONE;
}

// ---- integers and choices ---------------------------------------------------------------------------------------------
// These are asked for the most. What is not plain - a subclass with a generator of its own, arguments that are no ints,
// errors - is done by methods of the class in Python (lib/random.py), whose names begin with `_any_`.

// What an instance draws by, and the methods here that stand for these.
static const struct {
    const char *name;
    const void *function;
} drawing[] = {
    {"random", nx_random_Random_random}, {"getrandbits", nx_random_Random_getrandbits},
    {"_randbelow", nx_random_Random__randbelow}, {"randrange", nx_random_Random_randrange},
};

static bool draws_plainly(const nx_shape *shape) {
    if (shape->dict_mode || shape->type->getattr != nx_getattr_generic) return false;
    for (size_t i = 0; i < sizeof drawing / sizeof *drawing; i++) {
        nx_str *name = nx_str_intern_c(drawing[i].name);
        nx_value found = name ? nx_type_lookup(shape->type, name) : 0;
        if (!found || !nx_is_exact(found, &nx_method_descriptor_type) ||
            NX_PTR(nx_method_descriptor, found)->def->function != drawing[i].function)
            return false;
        for (const nx_shape *step = shape; step->name; step = step->parent)
            if (nx_str_equal(step->name, name)) return false;
    }
    return true;
}

// Whether an instance draws from this generator: neither it nor a class between it and _random.Random has other methods.
static bool is_plain(nx_value self) {
    static struct {
        nx_shape *shape;
        uint64_t epoch;
        bool is_plain;
    } last;
    nx_shape *shape = nx_shape_of(self);
    if (NX_UNLIKELY(shape != last.shape || last.epoch != nx_class_epoch)) {
        last.is_plain = draws_plainly(shape);
        last.shape = shape;
        last.epoch = nx_class_epoch;
    }
    return last.is_plain;
}

// An int from 0 to n - 1, n > 0: bits that are too many are drawn again.
static uint64_t below(random_object *r, uint64_t n) {
    int bits = 64 - __builtin_clzll(n);
    uint64_t drawn;
    do {
        drawn = bits <= 32 ? next_word(r) >> (32 - bits) : next_word(r);
        if (bits > 32)
            drawn |= (uint64_t)(next_word(r) >> (64 - bits)) << 32;
    } while (drawn >= n);
    return drawn;
}

static nx_value any(nx_value self, const char *name, size_t count, const nx_value *args) {
    return nx_call_method(self, nx_str_intern_c(name), count, args, 0);
}

nx_value nx_random_Random__randbelow(nx_value self, nx_value n) {
    if (nx_is_small_int(n) && nx_small_int(n) > 0 && is_plain(self))
        return nx_from_small_int((int64_t)below(of(self), (uint64_t)nx_small_int(n)));
    return any(self, "_randbelow_with_getrandbits", 1, &n);
}

nx_value nx_random_Random_randrange(nx_value self, nx_value start, nx_value stop, nx_value step) {
    if (nx_is_small_int(start) && step == NX_INT(1) && is_plain(self)) {
        int64_t first = nx_small_int(start);
        if (stop == NX_NONE && first > 0) return nx_from_small_int((int64_t)below(of(self), (uint64_t)first));
        if (nx_is_small_int(stop) && nx_small_int(stop) > first) {
            uint64_t width = (uint64_t)nx_small_int(stop) - (uint64_t)first;
            return nx_from_small_int(first + (int64_t)below(of(self), width));
        }
    }
    return any(self, "_any_randrange", 3, (nx_value[]){start, stop, step});
}

nx_value nx_random_Random_randint(nx_value self, nx_value a, nx_value b) {
    if (nx_is_small_int(a) && nx_is_small_int(b) && nx_small_int(a) <= nx_small_int(b) && is_plain(self)) {
        uint64_t width = (uint64_t)nx_small_int(b) - (uint64_t)nx_small_int(a) + 1;
        return nx_from_small_int(nx_small_int(a) + (int64_t)below(of(self), width));
    }
    return any(self, "_any_randint", 2, (nx_value[]){a, b});
}

// Of a list or tuple that no class has taken over: 0 for others.
static nx_value *items_of(nx_value sequence, int64_t *length) {
    if (nx_is_exact(sequence, &nx_list_type)) {
        *length = NX_PTR(nx_list, sequence)->length;
        return NX_PTR(nx_list, sequence)->items;
    }
    if (!nx_is_exact(sequence, &nx_tuple_type)) return NULL;
    *length = NX_PTR(nx_tuple, sequence)->length;
    return NX_PTR(nx_tuple, sequence)->items;
}

nx_value nx_random_Random_choice(nx_value self, nx_value seq) {
    int64_t length = 0;
    nx_value *items = items_of(seq, &length);
    if (items && length > 0 && is_plain(self)) return items[below(of(self), (uint64_t)length)];
    return any(self, "_any_choice", 1, &seq);
}

nx_value nx_random_Random_shuffle(nx_value self, nx_value x) {
    int64_t length = 0;
    nx_value *items = nx_is_exact(x, &nx_list_type) ? items_of(x, &length) : NULL;
    if (!items || !is_plain(self)) return any(self, "_any_shuffle", 1, &x);
    for (int64_t i = length - 1; i > 0; i--) {
        uint64_t j = below(of(self), (uint64_t)i + 1);
        nx_value item = items[i];
        items[i] = items[j];
        items[j] = item;
    }
    return NX_NONE;
}

// choices(population, k=k) of a list or tuple; NotImplemented for what is not plain.
nx_value nx_random_Random__pick(nx_value self, nx_value population, nx_value k) {
    int64_t length = 0;
    nx_value *items = items_of(population, &length);
    if (!items || !length || !nx_is_small_int(k) || !is_plain(self)) return NX_NOTIMPLEMENTED;
    nx_list *result = nx_list_new(nx_small_int(k) > 0 ? nx_small_int(k) : 0);
    for (int64_t i = 0; result && i < nx_small_int(k); i++) {
        if (!nx_list_push(result, items[(int64_t)(next_double(of(self)) * (double)length)])) return 0;
    }
    return result ? NX_OBJ(result) : 0;
}

// sample(population, k), 0 <= k <= its length, from a table of the items that are left.
nx_value nx_random_Random__draw(nx_value self, nx_value population, nx_value k) {
    int64_t length = 0;
    nx_value *items = items_of(population, &length);
    if (!items || !nx_is_small_int(k) || nx_small_int(k) < 0 || nx_small_int(k) > length || !is_plain(self)) return NX_NOTIMPLEMENTED;
    int64_t count = nx_small_int(k);
    nx_list *pool = nx_list_new(length), *result = nx_list_new(count);
    if (!pool || !result) return 0;
    memcpy(pool->items, items, (size_t)length * sizeof *items);
    pool->length = length;
    for (int64_t i = 0; i < count; i++) {
        uint64_t j = below(of(self), (uint64_t)(length - i));
        if (!nx_list_push(result, pool->items[j])) return 0;
        pool->items[j] = pool->items[length - i - 1];
    }
    return NX_OBJ(result);
}

// Bytes from the system's generator, for random.SystemRandom.
nx_value nx_random_system_bytes(nx_value count) {
    int64_t size;
    if (!nx_to_index(count, &size, false))
        return 0;
    if (size < 0)
        return nx_raise(&nx_ValueError, "negative argument not allowed");
    nx_value result = nx_bytes_new(NULL, size);
    for (int64_t done = 0; result && done < size;) {
        ssize_t got = getrandom(NX_PTR(nx_bytes, result)->data + done, (size_t)(size - done), 0);
        if (got < 0 && errno != EINTR)
            return nx_raise_os_error(errno, 0);
        done += got > 0 ? got : 0;
    }
    return result;
}

static nx_value random_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);

#include "_random.inc"

static nx_type random_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &random_type},
    .c_name = "_random.Random",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC,
    .basic_size = sizeof(random_object),
    .doc = "Random() -> create a random number generator with its own internal state.",
    .methods = nx_random_Random_methods,
    .new_ = random_new,
};

static nx_value random_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &random_type, "Random", kwnames))
        return 0;
    if (!nx_check_count("Random", nargs, 0, 1))
        return 0;
    random_object *self = (random_object *)nx_alloc_object(cls, sizeof(random_object) + nx_attribute_bytes(cls));
    // random.Random's __init__ seeds with its argument, whatever kinds that takes
    if (!self || !nx_random_Random_seed(NX_OBJ(self), nargs && cls == &random_type ? args[0] : NX_NONE))
        return 0;
    return NX_OBJ(self);
}

static nx_type *const types[] = {&random_type, NULL};
const nx_module_def nx_module__random = {.name = "_random", .functions = nx_random_functions, .types = types};
