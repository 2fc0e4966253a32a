// What the runtime's files offer one another: the prototypes that cross families. Generated code sees natrix.h only,
// which includes this. A function that can fail returns 0 / NULL / false / -1 with an exception pending in nx_state.
// "calls Python" means that user code may run: re-read any container's fields afterwards.
#ifndef NX_API_H
#define NX_API_H

#include "object.h"

// ---- core/gc.c: the only file that names the collector --------------------------------------------------------
void *nx_alloc_object(nx_type *type, size_t bytes);        // header set to the type's fresh shape, rest zero; scanned unless ATOMIC
void *nx_alloc_bytes(size_t bytes);                        // pointer-free buffer, not zeroed
void *nx_alloc_words(size_t count);                        // zeroed buffer of nx_values, scanned
void *nx_grow_words(void *old, size_t old_count, size_t count); // new buffer with the old contents, rest zero
// All of them return NULL with MemoryError pending when memory runs out.
#define nx_new_object(T, type_) ((T *)nx_alloc_object(&(type_), sizeof(T)))

// ---- core/error.c: exceptions and tracebacks ------------------------------------------------------------------
// What was being handled outside a generator that is running: a stack of these lies on the C stack.
typedef struct nx_handled_scope {
    nx_value handled;
    struct nx_handled_scope *outer;
} nx_handled_scope;

typedef struct nx_state {
    nx_value error;          // the pending exception object, or 0; it carries its traceback so far
    nx_value error_traceback;// unused
    nx_value handled;        // the exception being handled in this function or generator, or 0; see nx_handled_now
    nx_handled_scope *outer; // of the generators that are running
    char *stack_limit;       // a frame below this address raises RecursionError; a signal sets it high to be noticed
    char *stack_limit_real;
    int loop_event;          // what loops of fast code have to leave for: a signal, other threads, finalizers that have waited for long
    volatile int pending_signal;
    int64_t depth;           // of Python functions in one another, where they count it
} nx_state_t;
extern NX_OWN nx_state_t nx_state;

extern int64_t nx_recursion_limit;             // sys.getrecursionlimit()
extern const bool nx_program_counts_recursion; // the program's own functions keep nx_state.depth (generated)
static inline void nx_leave_depth(int64_t *depth) { nx_state.depth = *depth - 1; }
#define NX_COUNT_DEPTH __attribute__((cleanup(nx_leave_depth))) int64_t nx_depth = ++nx_state.depth
#define NX_IS_TOO_DEEP NX_UNLIKELY(nx_depth > nx_recursion_limit)

nx_value nx_raise(nx_type *type, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Message from a small formatter: %s C string, %d int, %ld/%lld long, %zd, %U str value, %R repr, %S str(), %T type name
// of a value, %Y the same but "None" for None (wrong arguments), %N name of an nx_type*. Always returns 0; `return nx_raisef(...)` reads well.
nx_value nx_raisef(nx_type *type, const char *format, ...);
bool nx_failf(nx_type *type, const char *format, ...);      // the same, returning false
bool nx_raise_constant(nx_type *type, const char *message); // one of the runtime's texts; returns false
nx_value nx_raise_value(nx_value exception);                // raise an instance or class; sets __context__; returns 0
nx_value nx_raise_stop_iteration(nx_value value);           // StopIteration(value), without arguments when value is 0 or None
nx_value nx_raise_attribute_error(nx_value object, nx_str *name, const char *format, ...); // fills in .obj and .name
nx_value nx_raise_name_error(nx_type *type, nx_str *name, const char *format, ...);        // fills in .name
nx_value nx_handled_now(void);                              // sys.exception(): also looks outside the running generators
// An exception that only nx_state and handlers of compiled code know, which the program cannot get at any more: it and what
// belongs to it is given back. Exceptions begin so when the runtime raises them, or `raise` has them made; who keeps one
// (nx_error_take does) or lets the program see it says nx_expose_exception.
enum { NX_OWNED = 1, NX_OWNED_ARGS = 2 };
void nx_exception_reuse(nx_value exception);
static inline void nx_expose_exception(nx_value exception) { NX_PTR(nx_exception, exception)->owned = 0; }
void nx_exception_own(nx_exception *exception, bool owns_args); // which was made to be raised at once
nx_value nx_raise_no_memory(void);
nx_value nx_raise_recursion(void);                          // or KeyboardInterrupt when a signal is pending
NX_COLD nx_value nx_raise_depth(void);                      // RecursionError: sys.getrecursionlimit() is exceeded
nx_value nx_raise_key_error(nx_value key);
nx_value nx_raise_type_error_binary(int operation, nx_value left, nx_value right, bool inplace);
nx_value nx_raise_os_error(int number, nx_value filename);  // the right subclass of OSError
static inline bool nx_pending(void) { return nx_state.error != 0; }
bool nx_error_matches(nx_type *type);                       // of the pending exception
void nx_error_clear(void);
// Takes the pending exception out of the state (normalised, traceback attached) and returns it.
nx_value nx_error_take(void);
void nx_error_restore(nx_value exception);                  // makes it pending again, without touching __context__
nx_value nx_exception_new(nx_type *type, nx_value message); // type(message), for C callers
// If StopIteration is pending: clears it, stores its value and returns true.
bool nx_error_take_stop_iteration(nx_value *value);
void nx_traceback_here(const nx_code *code, uint32_t position, nx_value globals); // adds an entry to the pending one
void nx_print_uncaught(void);                               // prints the pending exception as CPython does
// The end of a program that failed: SystemExit's status or message, else sys.excepthook; returns the exit status
// (for KeyboardInterrupt the process dies by SIGINT after printing).
int nx_finish_uncaught(void);
// Reports the pending exception where it cannot be raised ("Exception ignored in: ..."); clears it.
void nx_print_unraisable(const char *what, nx_value object);
// The traceback text of an exception as the `traceback` module formats it, or 0.
nx_value nx_traceback_text(nx_value exception);
bool nx_warn(nx_type *category, const char *format, ...);   // warnings.warn; false when it raises

// ---- types/traceback.c: the call stack, in programs that look at it (and in functions that ask who called them) ------
typedef struct nx_frame_link {
    struct nx_frame_link *outer;
    const nx_code *code;
    nx_dict *globals;
    uint32_t position;
    nx_value frame; // the frame object, once somebody asked for it
} nx_frame_link;
extern NX_OWN nx_frame_link *nx_frames;          // of the innermost function
extern const bool nx_program_has_frames;  // every function has one (generated)
void nx_frame_left(nx_frame_link *link);  // the function ends, but its frame object stays
nx_value nx_frame_at(int64_t depth);      // ValueError when the stack is not that deep
nx_value nx_caller_module(void);          // __name__ of the module that called the library, or None

nx_value nx_quitter_new(const char *name); // types/quitter.c: exit, quit

// ---- core/type.c, core/attribute.c ------------------------------------------------------------------------------
static inline nx_type *nx_type_of(nx_value v);              // of any value, tagged ones too
nx_type *nx_type_of_tagged(nx_value v);
static inline bool nx_has_flag(nx_value v, uint32_t flag);
bool nx_type_ready(nx_type *type);                          // fills mro, dict and inherited slots of a static type
bool nx_is_subtype(const nx_type *type, const nx_type *base);
bool nx_tells_class(nx_type *type);                         // whether __class__ of instances is their class, as isinstance asks
extern bool nx_class_redefined;                             // some class gives its instances another __class__
nx_value nx_type_lookup(nx_type *type, nx_str *name);       // through the MRO, 0 if absent WITHOUT an exception
nx_value nx_type_call(nx_type *type, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_type_name(const nx_type *type);                 // __name__ as str
int nx_isinstance(nx_value v, nx_value class_or_tuple);     // calls Python; -1 on error
int nx_issubclass(nx_value v, nx_value class_or_tuple);
nx_attributes *nx_attributes_of(nx_value v);                // of an object whose type has NX_TYPE_HAS_ATTRIBUTES

nx_value nx_getattr(nx_value object, nx_str *name);
// Absent: returns 0 with NO exception pending (AttributeError swallowed); other errors: 0 with it pending.
nx_value nx_getattr_optional(nx_value object, nx_str *name);
bool nx_setattr(nx_value object, nx_str *name, nx_value value); // value 0 deletes
nx_value nx_getattr_generic(nx_value object, nx_value name);    // object.__getattribute__
bool nx_setattr_generic(nx_value object, nx_value name, nx_value value);
// Looks a special method up on the type and calls it with self; absent: NX_NOTIMPLEMENTED without exception.
nx_value nx_call_special(nx_value self, nx_str *name, size_t nargs, const nx_value *args);

// ---- core/call.c -------------------------------------------------------------------------------------------------
nx_value nx_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_call0(nx_value callee);
nx_value nx_call1(nx_value callee, nx_value a);
nx_value nx_call2(nx_value callee, nx_value a, nx_value b);
nx_value nx_call3(nx_value callee, nx_value a, nx_value b, nx_value c);
nx_value nx_call_tuple(nx_value callee, nx_value args_tuple, nx_value kwargs_dict_or_0); // f(*args, **kwargs)
nx_value nx_call_method(nx_value self, nx_str *name, size_t nargs, const nx_value *args, nx_value kwnames); // nargs without self
nx_value nx_native_call(const nx_native_def *def, size_t nargs, const nx_value *args, nx_value kwnames); // args[0] is self
nx_value nx_native_function(const nx_native_def *def, nx_value module_name); // a builtin function object
bool nx_is_callable(nx_value v);

// ---- core/operator.c: the dispatch of operators (slots, reflected, subclass priority, in-place) ---------------------
nx_value nx_binary(int operation, nx_value left, nx_value right);
nx_value nx_inplace(int operation, nx_value left, nx_value right);
nx_value nx_compare(nx_value left, nx_value right, int operation);   // rich comparison, a value
int nx_compare_bool(nx_value left, nx_value right, int operation);   // 0, 1, -1; identity counts as equal for EQ/NE
int nx_equal(nx_value left, nx_value right);                         // nx_compare_bool with NX_EQ
nx_value nx_order(int order, int operation);                         // the bool of an operation whose operands stand as order (< 0, 0, > 0) says
int nx_truth(nx_value v);                                            // 0, 1, -1
bool nx_hash(nx_value v, int64_t *hash);
nx_value nx_pow3(nx_value base, nx_value exponent, nx_value modulus);
nx_value nx_negative(nx_value v), nx_positive(nx_value v), nx_invert(nx_value v), nx_absolute(nx_value v);
nx_value nx_not(nx_value v);
nx_value nx_getitem(nx_value object, nx_value key);
bool nx_setitem(nx_value object, nx_value key, nx_value value);      // value 0 deletes
int nx_contains(nx_value container, nx_value item);
bool nx_length(nx_value v, int64_t *length);                         // len(v)
int64_t nx_length_hint(nx_value v);                                  // guess for presizing; 0 also with an exception pending
nx_value nx_iter(nx_value v);                                        // iter(v)
nx_value nx_next(nx_value iterator);                                 // item, NX_STOP, or 0
nx_value nx_next_raising(nx_value iterator);                         // generator.c: as Python's next(it), StopIteration at the end
nx_value nx_repr(nx_value v), nx_to_str(nx_value v), nx_ascii(nx_value v);
nx_value nx_format(nx_value v, nx_value spec);                       // format(v, spec); spec is a str

// ---- types/int.c, bigint.c, float.c, complex.c ------------------------------------------------------------------
static inline bool nx_is_int(nx_value v);                            // int or bool or a subclass
nx_value nx_int_from_i64(int64_t n);
nx_value nx_int_from_u64(uint64_t n);
nx_value nx_int_from_double(double d);                               // truncates; errors on inf and nan
nx_value nx_int_from_limbs(const uint64_t *limbs, int64_t count, bool negative);
nx_value nx_int_from_text(const char *digits, size_t length, int base); // exact literal text without prefix/underscores
bool nx_int_to_i64(nx_value v, int64_t *out);                        // OverflowError "Python int too large to convert to C long"
bool nx_int_try_i64(nx_value v, int64_t *out);                       // false without exception when it is no int or too large
bool nx_int_to_double(nx_value v, double *out);                      // OverflowError "int too large to convert to float"
int nx_int_sign(nx_value v);                                         // -1, 0, 1
nx_value nx_index(nx_value v);                                       // operator.index: an exact int
// As a C index: __index__ applied; clipped=true clamps out-of-range ints, else IndexError "cannot fit 'int' into an index-sized integer"
bool nx_to_index(nx_value v, int64_t *out, bool clip);
bool nx_to_size(nx_value v, int64_t *out);                           // an argument of C type ssize_t: OverflowError when too large
nx_value nx_float_boxed(double d);                                   // for what cannot be self-tagged
static inline nx_value nx_from_double(double d) {
    nx_value v = nx_rotate_float(d);
    return NX_LIKELY(nx_is_tagged_float(v)) ? v : nx_float_boxed(d);
}
static inline bool nx_is_float(nx_value v);                          // float or a subclass
static inline double nx_float_value(nx_value v);                     // v is a float
bool nx_to_double(nx_value v, double *out);                          // float(v) for C functions: __float__, __index__; TypeError "must be real number, not X"
nx_value nx_float_repr(double d);
nx_value nx_complex_new(double real, double imag);

// ---- types/str.c, bytes.c -----------------------------------------------------------------------------------------
nx_value nx_str_from_utf8(const char *text, size_t length);          // invalid bytes become surrogate escapes
nx_value nx_str_from_c(const char *text);                            // NUL-terminated, UTF-8
nx_str *nx_str_intern_c(const char *text);                           // interned, for the runtime's own names
nx_value nx_str_intern(nx_value string);
nx_value nx_str_from_chars(const uint32_t *chars, int64_t length);   // narrows
nx_value nx_str_from_latin1(const uint8_t *chars, int64_t length);
nx_value nx_str_from_ascii(const char *chars, int64_t length);       // known to be ASCII
nx_value nx_str_from_char(uint32_t c);                               // one character; shared below 256
extern NX_OWN nx_str nx_latin1[256];                                        // those
nx_value nx_str_concat(nx_value left, nx_value right);               // both str
nx_value nx_str_append(nx_value left, nx_value right);               // the same for `left += right`: leaves room for more
nx_value nx_str_slice(nx_value string, int64_t start, int64_t end);
// Whether two texts of so many bytes are the same; words are a few: no call, and no byte after byte.
static inline bool nx_same_bytes(const void *left_, const void *right_, size_t count) {
    const char *left = left_, *right = right_;
    uint64_t a, b, c, d;
    if (NX_UNLIKELY(count > 16)) return memcmp(left, right, count) == 0;
    if (count >= 8) {
        memcpy(&a, left, 8), memcpy(&b, right, 8);
        memcpy(&c, left + count - 8, 8), memcpy(&d, right + count - 8, 8);
        return ((a ^ b) | (c ^ d)) == 0;
    }
    if (count >= 4) {
        uint32_t e, f, g, h;
        memcpy(&e, left, 4), memcpy(&f, right, 4);
        memcpy(&g, left + count - 4, 4), memcpy(&h, right + count - 4, 4);
        return ((e ^ f) | (g ^ h)) == 0;
    }
    return count == 0 || (left[0] == right[0] && left[count / 2] == right[count / 2] && left[count - 1] == right[count - 1]);
}
bool nx_str_equal(const nx_str *a, const nx_str *b);
int64_t nx_str_hash(nx_str *s);
int nx_str_compare(const nx_str *a, const nx_str *b);                // -1, 0, 1 by code points
static inline uint32_t nx_str_at(const nx_str *s, int64_t i) {
    return s->kind == 1 ? ((const uint8_t *)s->data)[i] : s->kind == 2 ? ((const uint16_t *)s->data)[i] : ((const uint32_t *)s->data)[i];
}
// UTF-8 with a NUL behind it, valid as long as the string is kept; surrogates: UnicodeEncodeError.
const char *nx_str_utf8(nx_value string, size_t *length);
const char *nx_str_utf8_lossy(nx_value string, size_t *length);      // never fails; surrogateescape'd
nx_value nx_str_escaped(nx_value text);                               // as ascii(): what is no ASCII becomes \x, \u, \U
nx_value nx_str_format(const char *format, ...);                     // the formatter of nx_raisef
nx_value nx_str_join(nx_value separator, nx_value iterable);
nx_value nx_str_percent(nx_value format, nx_value args);             // format % args
// A growing text, for repr and formatting. Never fails before finish(). It begins in its own room, which it leaves when it
// becomes longer: so a builder is never copied.
enum { NX_BUILDER_ROOM = 160 };
typedef struct nx_builder {
    void *data;
    int64_t length, capacity;
    uint8_t kind;
    bool failed, borrowed;
    char room[NX_BUILDER_ROOM];
} nx_builder;
// Begins in a buffer of the caller's (on its stack), which the text leaves when it becomes longer.
static inline void nx_builder_start(nx_builder *b, char *buffer, size_t bytes) {
    b->data = buffer;
    b->length = 0;
    b->capacity = (int64_t)bytes;
    b->kind = 1;
    b->failed = false;
    b->borrowed = true;
}
static inline void nx_builder_init(nx_builder *b) { nx_builder_start(b, b->room, NX_BUILDER_ROOM); }
void nx_builder_char(nx_builder *b, uint32_t c);
void nx_builder_c(nx_builder *b, const char *utf8);
void nx_builder_latin1(nx_builder *b, const char *text, int64_t length);
void nx_builder_str(nx_builder *b, nx_value string);
nx_value nx_builder_finish(nx_builder *b);
nx_value nx_bytes_new(const uint8_t *data, int64_t length);          // data NULL: uninitialised
bool nx_buffer_get(nx_value v, nx_buffer *view);                     // TypeError "a bytes-like object is required, not 'X'"
void nx_buffer_release(nx_buffer *view);
bool nx_exports_remain(const int64_t *exports);                      // after a collection: are there views of a storage?

// ---- types/tuple.c, list.c, dict.c, set.c, slice.c, range.c ---------------------------------------------------------
nx_tuple *nx_tuple_new(int64_t length);                              // items 0; the caller fills them in
nx_value nx_tuple_from(int64_t length, const nx_value *items);
nx_value nx_tuple_of(nx_value iterable);                             // tuple(iterable)
extern nx_tuple nx_empty_tuple;
nx_list *nx_list_new(int64_t capacity);
nx_value nx_list_slice(nx_list *list, nx_slice *slice);
nx_value nx_list_from(int64_t length, const nx_value *items);
nx_value nx_list_of(nx_value iterable);                              // list(iterable)
bool nx_list_push(nx_list *list, nx_value item);
bool nx_list_extend_from(nx_list *list, nx_value iterable);
bool nx_list_sort_values(nx_list *list, nx_value key, bool reverse);
nx_dict *nx_dict_new(int64_t capacity);
// Value for the key, or 0: absent (no exception) or an error (exception pending: hash or == raised).
nx_value nx_dict_get_value(nx_dict *dict, nx_value key);
void nx_temporaries_forget(void);                                    // the same: large ints that nobody else has
void nx_dict_forget_key(nx_value key);                                // the same of lookups of a key that goes away
void nx_tuple_forget_hash(const nx_tuple *tuple);                     // the same of a tuple's hash
void nx_dict_forget_last(void);                                      // a collection begins: the last lookups go, and JSON's views of its stack
void nx_tuple_forget_hashes(void);                                   // the same: hashes that were kept
nx_value nx_dict_get_str(nx_dict *dict, nx_str *key);                // never runs user code for exact str keys
bool nx_dict_set(nx_dict *dict, nx_value key, nx_value value);
bool nx_dict_set_str(nx_dict *dict, nx_str *key, nx_value value);
int nx_dict_delete(nx_dict *dict, nx_value key);                     // 1 deleted, 0 absent, -1 error
bool nx_dict_next(nx_dict *dict, int64_t *position, nx_value *key, nx_value *value); // iterate from *position = 0
nx_dict *nx_dict_copy_of(nx_dict *dict);
bool nx_dict_update_from(nx_dict *dict, nx_value mapping_or_pairs);
void nx_dict_reserve_globals(nx_dict *dict, const nx_str *const *names, uint32_t count); // the reserved entries of a module
nx_value nx_set_new(void);
nx_value nx_set_of(nx_value iterable);
nx_value nx_frozenset_of(nx_value iterable);
int nx_set_add_value(nx_value set, nx_value item);                   // 1 added, 0 was there, -1 error
int nx_set_contains_value(nx_value set, nx_value item);
bool nx_set_next(nx_value set, int64_t *position, nx_value *item);
nx_value nx_slice_new(nx_value start, nx_value stop, nx_value step);
// Resolved against a length as slice.indices does; count = number of items.
bool nx_slice_indices(nx_slice *slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count);
// Unpacks any iterable into exactly count items (fresh array), with CPython's ValueErrors.
bool nx_unpack(nx_value iterable, int64_t count, nx_value *items);
bool nx_unpack_star(nx_value iterable, int64_t before, int64_t after, nx_value *items); // items[before] is a list

nx_value nx_callable_iterator_new(nx_value callable, nx_value sentinel); // iter(callable, sentinel)
nx_value nx_sequence_iterator_new(nx_value sequence);                // over __getitem__(0), (1), ... until IndexError
nx_value nx_sequence_iterator_at(nx_value sequence, int64_t index);      // the same with so many items taken

// ---- guards against unbounded repr recursion: true = already inside
bool nx_repr_enter(nx_value v);
void nx_repr_leave(nx_value v);
int64_t nx_repr_depth(void);                                         // how many are inside

// ---- core/import.c ----------------------------------------------------------------------------------------------------
nx_value nx_import_module(nx_str *full_name);                        // sys.modules, then the program's modules; ModuleNotFoundError
nx_value nx_module_new(nx_value name);
extern nx_dict *nx_sys_modules;

// ---- types: the static type objects ------------------------------------------------------------------------------------
#define NX_TYPES(X) \
    X(object) X(type) X(none) X(bool) X(ellipsis) X(notimplemented) X(int) X(float) X(complex) X(str) X(bytes) \
    X(bytearray) X(memoryview) X(list) X(tuple) X(dict) X(set) X(frozenset) X(range) X(slice) X(cell) X(code) \
    X(function) X(method) X(native) X(method_descriptor) X(wrapper_descriptor) X(method_wrapper) X(getset) X(member) \
    X(classmethod) X(staticmethod) X(property) X(super) X(generator) X(coroutine) X(coroutine_wrapper) \
    X(async_generator) X(module) X(traceback) X(frame) X(enumerate) X(zip) X(map) X(filter) X(reversed) X(mappingproxy) \
    X(list_iterator) X(list_reverse_iterator) X(tuple_iterator) X(range_iterator) X(long_range_iterator) X(str_iterator) X(str_ascii_iterator) \
    X(bytes_iterator) X(bytearray_iterator) X(dict_keys) X(dict_values) X(dict_items) X(dict_key_iterator) \
    X(dict_value_iterator) X(dict_item_iterator) X(dict_reverse_key_iterator) X(dict_reverse_value_iterator) \
    X(dict_reverse_item_iterator) X(set_iterator) X(callable_iterator) X(sequence_iterator) \
    X(generic_alias) X(generic_alias_iterator) X(union) \
    X(weakref) X(type_var) X(param_spec) X(type_var_tuple) X(type_alias) X(template) X(interpolation) \
    X(async_generator_asend) X(async_generator_athrow) X(builtin_classmethod) X(simple_namespace) \
    X(quitter) X(module_spec) X(program_loader) X(builtin_importer) X(frozen_importer) X(path_finder)
#define NX_DECLARE_TYPE(name) extern nx_type nx_##name##_type;
NX_TYPES(NX_DECLARE_TYPE)

// Exceptions: C name is nx_<Name>, e.g. nx_TypeError.
#define NX_EXCEPTIONS(X) \
    X(BaseException, 0) X(Exception, BaseException) X(BaseExceptionGroup, BaseException) X(ExceptionGroup, BaseExceptionGroup) \
    X(GeneratorExit, BaseException) X(KeyboardInterrupt, BaseException) X(SystemExit, BaseException) \
    X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError) X(OverflowError, ArithmeticError) \
    X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception) X(AttributeError, Exception) \
    X(BufferError, Exception) X(EOFError, Exception) X(ImportError, Exception) X(ModuleNotFoundError, ImportError) \
    X(LookupError, Exception) X(IndexError, LookupError) X(KeyError, LookupError) X(MemoryError, Exception) \
    X(NameError, Exception) X(UnboundLocalError, NameError) X(OSError, Exception) X(BlockingIOError, OSError) \
    X(ChildProcessError, OSError) X(ConnectionError, OSError) X(BrokenPipeError, ConnectionError) \
    X(ConnectionAbortedError, ConnectionError) X(ConnectionRefusedError, ConnectionError) \
    X(ConnectionResetError, ConnectionError) X(FileExistsError, OSError) X(FileNotFoundError, OSError) \
    X(InterruptedError, OSError) X(IsADirectoryError, OSError) X(NotADirectoryError, OSError) X(PermissionError, OSError) \
    X(ProcessLookupError, OSError) X(TimeoutError, OSError) X(ReferenceError, Exception) X(RuntimeError, Exception) \
    X(NotImplementedError, RuntimeError) X(RecursionError, RuntimeError) X(StopIteration, Exception) \
    X(StopAsyncIteration, Exception) X(SyntaxError, Exception) X(IndentationError, SyntaxError) X(TabError, IndentationError) \
    X(SystemError, Exception) X(TypeError, Exception) X(ValueError, Exception) X(UnicodeError, ValueError) \
    X(UnicodeDecodeError, UnicodeError) X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError) \
    X(Warning, Exception) X(BytesWarning, Warning) X(DeprecationWarning, Warning) X(EncodingWarning, Warning) \
    X(FutureWarning, Warning) X(ImportWarning, Warning) X(PendingDeprecationWarning, Warning) X(ResourceWarning, Warning) \
    X(RuntimeWarning, Warning) X(SyntaxWarning, Warning) X(UnicodeWarning, Warning) X(UserWarning, Warning)
#define NX_DECLARE_EXCEPTION(name, base) extern nx_type nx_##name;
NX_EXCEPTIONS(NX_DECLARE_EXCEPTION)

// ---- names: interned strings that the runtime uses; nx_s___init__ etc. Defined in core/names.c, add to names.def -------
#define NX_NAME(name) extern nx_str nx_s_##name;
#include "names.def"
#undef NX_NAME

static inline nx_type *nx_type_of(nx_value v) { return NX_LIKELY(nx_is_pointer(v)) ? nx_shape_of(v)->type : nx_type_of_tagged(v); }

// ---- inline tests ------------------------------------------------------------------------------------------------------
static inline bool nx_has_flag(nx_value v, uint32_t flag) {
    return nx_is_pointer(v) && (nx_shape_of(v)->type->flags & flag) != 0;
}
static inline bool nx_is_exact(nx_value v, const nx_type *type) { return nx_is_pointer(v) && nx_shape_of(v) == &type->root; }
static inline bool nx_is_int(nx_value v) { return nx_is_small_int(v) || nx_is_bool(v) || nx_has_flag(v, NX_TYPE_INT); }
static inline bool nx_is_exact_int(nx_value v) { return nx_is_small_int(v) || nx_is_exact(v, &nx_int_type); }
static inline bool nx_is_float(nx_value v) { return nx_is_tagged_float(v) || nx_has_flag(v, NX_TYPE_FLOAT); }
static inline double nx_float_value(nx_value v) {
    return nx_is_tagged_float(v) ? nx_tagged_float(v) : NX_PTR(nx_float, v)->value;
}
static inline bool nx_is_str(nx_value v) { return nx_has_flag(v, NX_TYPE_STR); }
static inline bool nx_is_exact_str(nx_value v) { return nx_is_exact(v, &nx_str_type); }
extern NX_OWN uint64_t nx_guard_failures; // how often fast versions have left for generic ones
extern NX_OWN nx_value nx_handed_over; // drop.c: what a fast version returned that nobody else has, until its caller asks
static inline bool nx_str_ends(const nx_str *s) { return s->storage != NX_STR_OUTGROWN && s->storage != NX_STR_PART; } // with a NUL behind its characters
// Somebody else has an exact str from now on: nx_drop leaves it to the collector.
static inline nx_value nx_share(nx_value string) {
    nx_str *s = NX_PTR(nx_str, string);
    if (s->storage == NX_STR_PLAIN) s->storage = NX_STR_SHARED;
    return string;
}
static inline nx_value nx_share_key(nx_value key) { return nx_is_exact_str(key) ? nx_share(key) : key; }
static inline bool nx_is_tuple(nx_value v) { return nx_has_flag(v, NX_TYPE_TUPLE); }
static inline bool nx_is_list(nx_value v) { return nx_has_flag(v, NX_TYPE_LIST); }
static inline bool nx_is_dict(nx_value v) { return nx_has_flag(v, NX_TYPE_DICT); }
static inline bool nx_is_type(nx_value v) { return nx_has_flag(v, NX_TYPE_TYPE); }
static inline bool nx_is_exception(nx_value v) { return nx_has_flag(v, NX_TYPE_EXCEPTION); }
static inline nx_value nx_from_i64(int64_t n) {
    return NX_LIKELY(nx_fits_small_int(n)) ? nx_from_small_int(n) : nx_int_from_i64(n);
}

#endif
