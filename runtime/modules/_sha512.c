// SHA-512 and SHA-384 (FIPS 180-4). The constants, fractional parts of roots of primes, are computed at first use.
#include "../types/number.h"

typedef struct {
    nx_header header;
    uint64_t state[8];
    uint64_t length; // bytes so far
    int64_t digest_size;
    uint8_t block[128];
} sha_object;

static nx_type sha_type;
static uint64_t round_constants[80], start_512[8], start_384[8];

// The first 64 bits of the fractional part of the root of n, square or cube.
static uint64_t root_fraction(unsigned long n, int degree) {
    mpz_t z;
    mpz_init_set_ui(z, n);
    mpz_mul_2exp(z, z, (mp_bitcnt_t)(64 * degree));
    mpz_root(z, z, (unsigned long)degree);
    uint64_t result = mpz_getlimbn(z, 0);
    mpz_clear(z);
    return result;
}

static void compute_constants(void) {
    int count = 0;
    for (unsigned long n = 2; count < 80; n++) {
        bool prime = true;
        for (unsigned long d = 2; d * d <= n && prime; d++)
            prime = n % d != 0;
        if (!prime)
            continue;
        round_constants[count] = root_fraction(n, 3);
        if (count < 8)
            start_512[count] = root_fraction(n, 2);
        else if (count < 16)
            start_384[count - 8] = root_fraction(n, 2);
        count++;
    }
}

static uint64_t turn(uint64_t x, int n) {
    return x >> n | x << (64 - n);
}

static void compress(sha_object *h) {
    uint64_t w[80], s[8];
    for (int i = 0; i < 16; i++) {
        memcpy(&w[i], h->block + 8 * i, 8);
        w[i] = __builtin_bswap64(w[i]);
    }
    for (int i = 16; i < 80; i++) {
        uint64_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 1) ^ turn(a, 8) ^ a >> 7) + w[i - 7] + (turn(b, 19) ^ turn(b, 61) ^ b >> 6);
    }
    memcpy(s, h->state, sizeof s);
    for (int i = 0; i < 80; i++) {
        uint64_t e = s[4], a = s[0];
        uint64_t first = s[7] + (turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)) + ((e & s[5]) ^ (~e & s[6])) +
                         round_constants[i] + w[i];
        uint64_t second = (turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += first;
        s[0] = first + second;
    }
    for (int i = 0; i < 8; i++)
        h->state[i] += s[i];
}

static void feed(sha_object *h, const uint8_t *data, size_t count) {
    size_t used = h->length % 128;
    h->length += count;
    while (count) {
        size_t part = 128 - used < count ? 128 - used : count;
        memcpy(h->block + used, data, part);
        data += part;
        count -= part;
        used += part;
        if (used == 128) {
            compress(h);
            used = 0;
        }
    }
}

static void finish(const sha_object *h, uint8_t out[64]) {
    sha_object last = *h;
    uint8_t padding[256] = {0x80};
    size_t used = h->length % 128, pad = (used < 112 ? 112 : 240) - used;
    uint64_t bits = __builtin_bswap64(h->length << 3), high = __builtin_bswap64(h->length >> 61);
    memcpy(padding + pad, &high, 8);
    memcpy(padding + pad + 8, &bits, 8);
    feed(&last, padding, pad + 16);
    for (int i = 0; i < 8; i++) {
        uint64_t word = __builtin_bswap64(last.state[i]);
        memcpy(out + 8 * i, &word, 8);
    }
}

nx_value nx_sha512_SHA512_update(nx_value self, nx_value obj) {
    nx_buffer view;
    if (nx_is_str(obj))
        return nx_raise(&nx_TypeError, "Strings must be encoded before hashing");
    if (!nx_type_of(obj)->buffer)
        return nx_raise(&nx_TypeError, "object supporting the buffer API required");
    if (!nx_buffer_get(obj, &view))
        return 0;
    feed(NX_PTR(sha_object, self), view.data, (size_t)view.length);
    nx_buffer_release(&view);
    return NX_NONE;
}

static nx_value start(nx_value string, const uint64_t *state, int64_t digest_size) {
    if (!round_constants[0])
        compute_constants();
    sha_object *h = nx_new_object(sha_object, sha_type);
    if (!h)
        return 0;
    memcpy(h->state, state, sizeof h->state);
    h->digest_size = digest_size;
    if (string && !nx_sha512_SHA512_update(NX_OBJ(h), string))
        return 0;
    return NX_OBJ(h);
}

nx_value nx_sha512_sha512(nx_value string, nx_value usedforsecurity) {
    return start(string, start_512, 64);
}

nx_value nx_sha512_sha384(nx_value string, nx_value usedforsecurity) {
    return start(string, start_384, 48);
}

nx_value nx_sha512_SHA512_digest(nx_value self) {
    uint8_t out[64];
    finish(NX_PTR(sha_object, self), out);
    return nx_bytes_new(out, NX_PTR(sha_object, self)->digest_size);
}

nx_value nx_sha512_SHA512_hexdigest(nx_value self) {
    uint8_t out[64], text[128];
    finish(NX_PTR(sha_object, self), out);
    int64_t size = NX_PTR(sha_object, self)->digest_size;
    for (int64_t i = 0; i < size; i++) {
        text[2 * i] = (uint8_t)"0123456789abcdef"[out[i] >> 4];
        text[2 * i + 1] = (uint8_t)"0123456789abcdef"[out[i] & 15];
    }
    return nx_str_from_latin1(text, 2 * size);
}

nx_value nx_sha512_SHA512_copy(nx_value self) {
    sha_object *copy = nx_new_object(sha_object, sha_type);
    if (!copy)
        return 0;
    *copy = *NX_PTR(sha_object, self);
    return NX_OBJ(copy);
}

nx_value nx_sha512_SHA512_get_name(nx_value self) {
    return nx_str_from_c(NX_PTR(sha_object, self)->digest_size == 64 ? "sha512" : "sha384");
}

nx_value nx_sha512_SHA512_get_block_size(nx_value self) {
    return NX_INT(128);
}

nx_value nx_sha512_SHA512_get_digest_size(nx_value self) {
    return nx_from_small_int(NX_PTR(sha_object, self)->digest_size);
}

#include "_sha512.inc"

static nx_type sha_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &sha_type},
    .c_name = "_sha512.sha512",
    .base = &nx_object_type,
    .flags = NX_TYPE_ATOMIC,
    .basic_size = sizeof(sha_object),
    .methods = nx_sha512_SHA512_methods,
    .getsets = nx_sha512_SHA512_getsets,
};

static bool init(nx_module *self) {
    return nx_type_ready(&sha_type);
}

const nx_module_def nx_module__sha512 = {.name = "_sha512", .functions = nx_sha512_functions, .init = init};
