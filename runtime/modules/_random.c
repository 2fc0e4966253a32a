// _random.Random: the Mersenne Twister MT19937 (Matsumoto, Nishimura, 1998), seeded so that equal seeds give the same
// sequences as CPython's.
#include <errno.h>
#include <sys/random.h>
#include <time.h>

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
