// _hashlib: digests, keyed digests and key derivation by OpenSSL's libcrypto. The library's contexts lie outside the
// collected heap; finalizers free them.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>

#include "../core/native.h"
#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

typedef struct {
    nx_header header;
    EVP_MD_CTX *context;
} hash_object;

typedef struct {
    nx_header header;
    EVP_MD_CTX *context; // HMAC by EVP_DigestSign: the key is part of it
    const EVP_MD *digest;
} hmac_object;

static nx_type hash_type, xof_type, hmac_type, unsupported_error;

static EVP_MD_CTX *context_of(nx_value self) {
    return NX_PTR(hash_object, self)->context;
}

// The library's last error as a ValueError, "[digital envelope routines] unsupported".
static nx_value fail_as(nx_type *type) {
    unsigned long code = ERR_peek_last_error();
    if (!code)
        return nx_raise(type, "unknown reasons");
    const char *library = ERR_lib_error_string(code), *reason = ERR_reason_error_string(code);
    ERR_clear_error();
    if (!reason)
        return nx_raise(type, "unknown reason");
    return library ? nx_raise(type, "[%s] %s", library, reason) : nx_raise(type, "%s", reason);
}

static nx_value fail(void) {
    return fail_as(&nx_ValueError);
}

// ---- names: Python's and the library's --------------------------------------------------------------------------------------

static const struct { const char *python, *library; } names[] = {
    {"md5", "MD5"}, {"sha1", "SHA1"}, {"sha224", "SHA2-224"}, {"sha256", "SHA2-256"}, {"sha384", "SHA2-384"},
    {"sha512", "SHA2-512"}, {"sha512_224", "SHA2-512/224"}, {"sha512_256", "SHA2-512/256"}, {"sha3_224", "SHA3-224"},
    {"sha3_256", "SHA3-256"}, {"sha3_384", "SHA3-384"}, {"sha3_512", "SHA3-512"}, {"shake_128", "SHAKE128"},
    {"shake_256", "SHAKE256"}, {"blake2b", "BLAKE2b512"}, {"blake2s", "BLAKE2s256"}, {"ripemd160", "RIPEMD160"},
    {"sm3", "SM3"}, {"md5-sha1", "MD5-SHA1"},
};
enum { NAMES = sizeof names / sizeof *names };

// Fetched once and kept for the program's life: the library looks for a long time, compared with hashing a short text.
static const EVP_MD *digest_named(const char *name) {
    static const EVP_MD *fetched[NAMES];
    for (int i = 0; i < NAMES; i++) {
        if (strcasecmp(name, names[i].python) != 0)
            continue;
        if (!fetched[i])
            fetched[i] = EVP_MD_fetch(NULL, names[i].library, NULL);
        return fetched[i];
    }
    return EVP_MD_fetch(NULL, name, NULL);
}

static nx_value python_name(const EVP_MD *digest) {
    for (int i = 0; i < NAMES; i++)
        if (EVP_MD_is_a(digest, names[i].library))
            return nx_str_from_c(names[i].python);
    return nx_str_from_c(EVP_MD_get0_name(digest));
}

// hmac_new takes a name or one of the constructors of this module.
static const EVP_MD *digest_from(nx_value v) {
    if (nx_is_str(v)) {
        const EVP_MD *digest = digest_named(nx_str_utf8_lossy(v, NULL));
        if (!digest)
            fail_as(&nx_ValueError);
        return digest;
    }
    for (int i = 0; i < NAMES; i++) {
        char function[32];
        snprintf(function, sizeof function, "openssl_%s", names[i].python);
        if (nx_is_builtin_named(v, function))
            return digest_named(names[i].python);
    }
    nx_raisef(&unsupported_error, "Unsupported digestmod %S", v);
    return NULL;
}

// ---- hashes -----------------------------------------------------------------------------------------------------------------

static bool hashable_buffer(nx_value v, nx_buffer *view) {
    if (nx_is_str(v))
        return nx_failf(&nx_TypeError, "Strings must be encoded before hashing");
    if (!nx_type_of(v)->buffer)
        return nx_failf(&nx_TypeError, "object supporting the buffer API required");
    return nx_buffer_get(v, view);
}

static bool feed(EVP_MD_CTX *context, nx_value data, bool sign) {
    nx_buffer view;
    if (!hashable_buffer(data, &view))
        return false;
    int done = sign ? EVP_DigestSignUpdate(context, view.data, (size_t)view.length)
                    : EVP_DigestUpdate(context, view.data, (size_t)view.length);
    nx_buffer_release(&view);
    return done == 1 || fail();
}

static nx_value hash_new(const EVP_MD *digest, nx_value data) {
    if (!digest)
        return fail();
    bool xof = (EVP_MD_get_flags(digest) & EVP_MD_FLAG_XOF) != 0;
    hash_object *self = nx_new_object(hash_object, *(xof ? &xof_type : &hash_type));
    if (!self)
        return 0;
    self->context = EVP_MD_CTX_new();
    if (!self->context)
        return nx_raise_no_memory();
    if (EVP_DigestInit_ex(self->context, digest, NULL) != 1)
        return fail();
    return !data || feed(self->context, data, false) ? NX_OBJ(self) : 0;
}

nx_value nx_hashlib_new(nx_value name, nx_value string, nx_value usedforsecurity) {
    if (!nx_is_str(name))
        return nx_raise(&nx_TypeError, "name must be a string");
    return hash_new(digest_named(nx_str_utf8_lossy(name, NULL)), string);
}

// openssl_md5(string=b'', *, usedforsecurity=True)
static nx_value constructor(const char *name, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value data = nargs ? args[0] : 0;
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (nargs > 1)
        return nx_raise(&nx_TypeError, "openssl_%s() takes at most 1 positional argument (%zu given)", name, nargs);
    for (size_t i = 0; i < keywords; i++) {
        nx_value keyword = NX_PTR(nx_tuple, kwnames)->items[i];
        const char *text = nx_str_utf8_lossy(keyword, NULL);
        if (strcmp(text, "string") == 0) {
            if (nargs)
                return nx_raise(&nx_TypeError, "argument for openssl_%s() given by name ('string') and position (1)", name);
            data = args[nargs + i];
        } else if (strcmp(text, "usedforsecurity") == 0) {
            if (nx_truth(args[nargs + i]) < 0)
                return 0;
        } else
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for openssl_%s()", keyword, name);
    }
    return hash_new(digest_named(name), data);
}

#define CONSTRUCTOR(name)                                                                                                   \
    nx_value nx_hashlib_openssl_##name(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {               \
        return constructor(#name, nargs, args, kwnames);                                                                    \
    }
CONSTRUCTOR(md5) CONSTRUCTOR(sha1) CONSTRUCTOR(sha224) CONSTRUCTOR(sha256) CONSTRUCTOR(sha384) CONSTRUCTOR(sha512)
CONSTRUCTOR(sha3_224) CONSTRUCTOR(sha3_256) CONSTRUCTOR(sha3_384) CONSTRUCTOR(sha3_512) CONSTRUCTOR(shake_128)
CONSTRUCTOR(shake_256)

static void hash_finalize(nx_value self) {
    EVP_MD_CTX_free(NX_PTR(hash_object, self)->context);
    NX_PTR(hash_object, self)->context = NULL;
}

nx_value nx_hashlib_HASH_update(nx_value self, nx_value obj) {
    return feed(context_of(self), obj, false) ? NX_NONE : 0;
}

static nx_value finish(nx_value self, uint8_t *out, size_t length, bool xof) {
    EVP_MD_CTX *last = EVP_MD_CTX_new();
    if (!last)
        return nx_raise_no_memory();
    unsigned size;
    bool done = EVP_MD_CTX_copy(last, context_of(self)) == 1 &&
                (xof ? EVP_DigestFinalXOF(last, out, length) : EVP_DigestFinal_ex(last, out, &size)) == 1;
    EVP_MD_CTX_free(last);
    return done ? NX_NONE : fail();
}

static nx_value hex_text(const uint8_t *data, int64_t length) {
    return nx_text_spaced_hex(data, length, 0, 0);
}

nx_value nx_hashlib_HASH_digest(nx_value self) {
    uint8_t out[EVP_MAX_MD_SIZE];
    int size = EVP_MD_CTX_get_size(context_of(self));
    return finish(self, out, 0, false) ? nx_bytes_new(out, size) : 0;
}

nx_value nx_hashlib_HASH_hexdigest(nx_value self) {
    uint8_t out[EVP_MAX_MD_SIZE];
    int size = EVP_MD_CTX_get_size(context_of(self));
    return finish(self, out, 0, false) ? hex_text(out, size) : 0;
}

static nx_value xof_bytes(nx_value self, nx_value length) {
    int64_t size;
    if (!nx_to_size(length, &size))
        return 0;
    if (size < 0 || size > INT64_MAX / 4)
        return nx_raise_no_memory();
    nx_value result = nx_bytes_new(NULL, size);
    return result && (size == 0 || finish(self, NX_PTR(nx_bytes, result)->data, (size_t)size, true)) ? result : 0;
}

nx_value nx_hashlib_HASHXOF_digest(nx_value self, nx_value length) {
    return xof_bytes(self, length);
}

nx_value nx_hashlib_HASHXOF_hexdigest(nx_value self, nx_value length) {
    nx_value bytes = xof_bytes(self, length);
    return bytes ? hex_text(NX_PTR(nx_bytes, bytes)->data, NX_PTR(nx_bytes, bytes)->length) : 0;
}

nx_value nx_hashlib_HASH_copy(nx_value self) {
    hash_object *copy = nx_new_object(hash_object, *nx_type_of(self));
    if (!copy)
        return 0;
    copy->context = EVP_MD_CTX_new();
    if (!copy->context)
        return nx_raise_no_memory();
    return EVP_MD_CTX_copy(copy->context, context_of(self)) == 1 ? NX_OBJ(copy) : fail();
}

nx_value nx_hashlib_HASH_get_name(nx_value self) {
    return python_name(EVP_MD_CTX_get0_md(context_of(self)));
}

nx_value nx_hashlib_HASH_get_block_size(nx_value self) {
    return NX_INT(EVP_MD_CTX_get_block_size(context_of(self)));
}

nx_value nx_hashlib_HASH_get_digest_size(nx_value self) {
    bool xof = nx_is_exact(self, &xof_type);
    return NX_INT(xof ? 0 : EVP_MD_CTX_get_size(context_of(self)));
}

static nx_value hash_repr(nx_value self) {
    nx_value name = nx_hashlib_HASH_get_name(self);
    char address[32];
    snprintf(address, sizeof address, "%p", (void *)NX_PTR(hash_object, self));
    return nx_str_format("<%U %s object @ %s>", name, nx_type_of(self)->c_name, address);
}

// ---- keyed digests ----------------------------------------------------------------------------------------------------------

static nx_value hmac_make(nx_value key, nx_value msg, nx_value digestmod) {
    nx_buffer view;
    if (!digestmod || digestmod == NX_NONE)
        return nx_raise(&nx_TypeError, "Missing required parameter 'digestmod'.");
    if (!nx_buffer_get(key, &view))
        return 0;
    const EVP_MD *digest = digest_from(digestmod);
    hmac_object *self = digest ? nx_new_object(hmac_object, hmac_type) : NULL;
    nx_value result = 0;
    if (self) {
        EVP_PKEY *secret = EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, NULL, view.length ? view.data : (const void *)"", (size_t)view.length);
        self->digest = digest;
        self->context = EVP_MD_CTX_new();
        if (secret && self->context && EVP_DigestSignInit(self->context, NULL, digest, NULL, secret) == 1)
            result = NX_OBJ(self);
        else
            fail();
        EVP_PKEY_free(secret);
    }
    nx_buffer_release(&view);
    return result && (!msg || msg == NX_NONE || feed(self->context, msg, true)) ? result : 0;
}

nx_value nx_hashlib_hmac_new(nx_value key, nx_value msg, nx_value digestmod) {
    return hmac_make(key, msg, digestmod);
}

static void hmac_finalize(nx_value self) {
    EVP_MD_CTX_free(NX_PTR(hmac_object, self)->context);
    NX_PTR(hmac_object, self)->context = NULL;
}

nx_value nx_hashlib_HMAC_update(nx_value self, nx_value msg) {
    return feed(NX_PTR(hmac_object, self)->context, msg, true) ? NX_NONE : 0;
}

static nx_value hmac_finish(nx_value self, uint8_t *out, size_t *size) {
    EVP_MD_CTX *last = EVP_MD_CTX_new();
    if (!last)
        return nx_raise_no_memory();
    *size = EVP_MAX_MD_SIZE;
    bool done = EVP_MD_CTX_copy(last, NX_PTR(hmac_object, self)->context) == 1 && EVP_DigestSignFinal(last, out, size) == 1;
    EVP_MD_CTX_free(last);
    return done ? NX_NONE : fail();
}

nx_value nx_hashlib_HMAC_digest(nx_value self) {
    uint8_t out[EVP_MAX_MD_SIZE];
    size_t size;
    return hmac_finish(self, out, &size) ? nx_bytes_new(out, (int64_t)size) : 0;
}

nx_value nx_hashlib_HMAC_hexdigest(nx_value self) {
    uint8_t out[EVP_MAX_MD_SIZE];
    size_t size;
    return hmac_finish(self, out, &size) ? hex_text(out, (int64_t)size) : 0;
}

nx_value nx_hashlib_HMAC_copy(nx_value self) {
    hmac_object *copy = nx_new_object(hmac_object, hmac_type);
    if (!copy)
        return 0;
    copy->digest = NX_PTR(hmac_object, self)->digest;
    copy->context = EVP_MD_CTX_new();
    if (!copy->context)
        return nx_raise_no_memory();
    return EVP_MD_CTX_copy(copy->context, NX_PTR(hmac_object, self)->context) == 1 ? NX_OBJ(copy) : fail();
}

nx_value nx_hashlib_HMAC_get_name(nx_value self) {
    nx_value name = python_name(NX_PTR(hmac_object, self)->digest);
    return name ? nx_str_format("hmac-%U", name) : 0;
}

nx_value nx_hashlib_HMAC_get_block_size(nx_value self) {
    return NX_INT(EVP_MD_get_block_size(NX_PTR(hmac_object, self)->digest));
}

nx_value nx_hashlib_HMAC_get_digest_size(nx_value self) {
    return NX_INT(EVP_MD_get_size(NX_PTR(hmac_object, self)->digest));
}

static nx_value hmac_repr(nx_value self) {
    char address[32];
    snprintf(address, sizeof address, "%p", (void *)NX_PTR(hmac_object, self));
    return nx_str_format("<%U HMAC object @ %s>", python_name(NX_PTR(hmac_object, self)->digest), address);
}

nx_value nx_hashlib_hmac_digest(nx_value key, nx_value msg, nx_value digest) {
    nx_value hmac = hmac_make(key, msg, digest);
    return hmac ? nx_hashlib_HMAC_digest(hmac) : 0;
}

// ---- key derivation ---------------------------------------------------------------------------------------------------------

nx_value nx_hashlib_pbkdf2_hmac(nx_value hash_name, nx_value password, nx_value salt, nx_value iterations, nx_value dklen) {
    nx_buffer secret, salting;
    int64_t rounds, length;
    if (!nx_is_str(hash_name))
        return nx_raisef(&nx_TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %Y", hash_name);
    const EVP_MD *digest = digest_named(nx_str_utf8_lossy(hash_name, NULL));
    if (!nx_buffer_get(password, &secret))
        return 0;
    nx_value result = 0;
    if (nx_buffer_get(salt, &salting)) {
        if (!digest)
            fail();
        else if (!nx_int_to_i64(iterations, &rounds))
            ;
        else if (rounds < 1)
            nx_raise(&nx_ValueError, "iteration value must be greater than 0.");
        else if (rounds > INT32_MAX)
            nx_raise(&nx_OverflowError, "iteration value is too great.");
        else {
            length = EVP_MD_get_size(digest);
            if (dklen != NX_NONE && !nx_int_to_i64(dklen, &length))
                ;
            else if (length < 1)
                nx_raise(&nx_ValueError, "key length must be greater than 0.");
            else if (length > INT32_MAX)
                nx_raise(&nx_OverflowError, "key length is too great.");
            else if ((result = nx_bytes_new(NULL, length)) != 0 &&
                     PKCS5_PBKDF2_HMAC(secret.data, (int)secret.length, salting.data, (int)salting.length, (int)rounds, digest,
                                       (int)length, NX_PTR(nx_bytes, result)->data) != 1)
                result = fail();
        }
        nx_buffer_release(&salting);
    }
    nx_buffer_release(&secret);
    return result;
}

static bool unsigned_from(nx_value v, const char *name, int64_t *out) {
    if (!nx_is_int(v) || !nx_int_try_i64(v, out) || *out < 0)
        return nx_failf(&nx_TypeError, "%s is required and must be an unsigned int", name);
    return true;
}

nx_value nx_hashlib_scrypt(nx_value password, nx_value salt, nx_value n, nx_value r, nx_value p, nx_value maxmem, nx_value dklen) {
    nx_buffer secret, salting;
    int64_t cost, block, parallel, memory, length;
    if (!nx_buffer_get(password, &secret))
        return 0;
    nx_value result = 0;
    if (salt == NX_NONE)
        nx_raise(&nx_TypeError, "salt is required");
    else if (nx_buffer_get(salt, &salting)) {
        if (!unsigned_from(n, "n", &cost))
            ;
        else if (cost < 2 || (cost & (cost - 1)))
            nx_raise(&nx_ValueError, "n must be a power of 2.");
        else if (!unsigned_from(r, "r", &block) || !unsigned_from(p, "p", &parallel) || !nx_int_to_i64(maxmem, &memory) ||
                 !nx_int_to_i64(dklen, &length))
            ;
        else if (memory < 0 || memory > INT32_MAX)
            nx_raise(&nx_ValueError, "maxmem must be positive and smaller than %d", INT32_MAX);
        else if (length < 1 || length > INT32_MAX)
            nx_raise(&nx_ValueError, "dklen must be greater than 0 and smaller than %d", INT32_MAX);
        else if ((result = nx_bytes_new(NULL, length)) != 0 &&
                 EVP_PBE_scrypt(secret.data, (size_t)secret.length, salting.data, (size_t)salting.length, (uint64_t)cost,
                                (uint64_t)block, (uint64_t)parallel, (uint64_t)memory, NX_PTR(nx_bytes, result)->data,
                                (size_t)length) != 1)
            result = fail();
        nx_buffer_release(&salting);
    }
    nx_buffer_release(&secret);
    return result;
}

// ---- comparing --------------------------------------------------------------------------------------------------------------

static bool same_bytes(const uint8_t *a, int64_t a_length, const uint8_t *b, int64_t b_length) {
    uint8_t difference = a_length != b_length;
    const uint8_t *other = difference ? b : a; // takes the same time when the lengths differ
    for (int64_t i = 0; i < b_length; i++)
        difference |= (uint8_t)(((const volatile uint8_t *)other)[i] ^ b[i]);
    return difference == 0;
}

nx_value nx_hashlib_compare_digest(nx_value a, nx_value b) {
    if (nx_is_str(a) && nx_is_str(b)) {
        const nx_str *left = NX_PTR(nx_str, a), *right = NX_PTR(nx_str, b);
        if (!left->ascii || !right->ascii)
            return nx_raise(&nx_TypeError, "comparing strings with non-ASCII characters is not supported");
        return nx_from_bool(same_bytes(left->data, left->length, right->data, right->length));
    }
    nx_buffer left, right;
    if (!nx_type_of(a)->buffer && !nx_type_of(b)->buffer)
        return nx_raisef(&nx_TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
    if (!nx_buffer_get(a, &left))
        return 0;
    if (!nx_buffer_get(b, &right)) {
        nx_buffer_release(&left);
        return 0;
    }
    bool same = same_bytes(left.data, left.length, right.data, right.length);
    nx_buffer_release(&left);
    nx_buffer_release(&right);
    return nx_from_bool(same);
}

nx_value nx_hashlib_get_fips_mode(void) {
    return NX_INT(EVP_default_properties_is_fips_enabled(NULL));
}

static nx_value no_instances(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_raisef(&nx_TypeError, "cannot create '%s' instances", cls->c_name);
}

#include "_hashlib.inc"

static nx_type hash_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &hash_type},
    .c_name = "_hashlib.HASH",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(hash_object),
    .doc = nx_hashlib_HASH_doc,
    .repr = hash_repr,
    .new_ = no_instances,
    .methods = nx_hashlib_HASH_methods,
    .getsets = nx_hashlib_HASH_getsets,
    .finalize = hash_finalize,
    .finalizes_quietly = true,
};

static nx_type xof_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &xof_type},
    .c_name = "_hashlib.HASHXOF",
    .base = &hash_type,
    .basic_size = sizeof(hash_object),
    .doc = nx_hashlib_HASHXOF_doc,
    .repr = hash_repr,
    .new_ = no_instances,
    .methods = nx_hashlib_HASHXOF_methods,
    .finalize = hash_finalize,
    .finalizes_quietly = true,
};

static nx_type hmac_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &hmac_type},
    .c_name = "_hashlib.HMAC",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(hmac_object),
    .doc = nx_hashlib_HMAC_doc,
    .repr = hmac_repr,
    .new_ = no_instances,
    .methods = nx_hashlib_HMAC_methods,
    .getsets = nx_hashlib_HMAC_getsets,
    .finalize = hmac_finalize,
    .finalizes_quietly = true,
};

static nx_type unsupported_error = {
    .header = {&nx_type_type.root},
    .root = {.type = &unsupported_error},
    .c_name = "_hashlib.UnsupportedDigestmodError",
    .base = &nx_ValueError,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static bool init(nx_module *self) {
    nx_value set = nx_set_new();
    for (int i = 0; set && i < NAMES; i++)
        if (nx_set_add_value(set, nx_str_from_c(names[i].python)) < 0)
            return false;
    nx_value frozen = set ? nx_frozenset_of(set) : 0;
    return frozen && nx_dict_set_str(self->dict, nx_str_intern_c("openssl_md_meth_names"), frozen);
}

static nx_type *const types[] = {&hash_type, &xof_type, &hmac_type, &unsupported_error, NULL};
const nx_module_def nx_module__hashlib = {.name = "_hashlib", .functions = nx_hashlib_functions, .types = types, .init = init};
