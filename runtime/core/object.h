// The object layouts that the runtime's files and generated code share, and the type object with its slots.
//
// Every heap object begins with nx_header: one word, the object's shape. A shape knows its type and, for
// instances of user classes, which attribute lives in which slot. `header.shape == &nx_list_type.root` is the
// exact-type test of a builtin type; a user class's fresh instances carry its `root` shape, and each new attribute
// moves an instance to the child shape that has one slot more.
#ifndef NX_OBJECT_H
#define NX_OBJECT_H

#include "value.h"

typedef struct nx_type nx_type;
typedef struct nx_shape nx_shape;
typedef struct nx_str nx_str;
typedef struct nx_dict nx_dict;
typedef struct nx_tuple nx_tuple;
typedef struct nx_list nx_list;
typedef struct nx_function nx_function;
struct nx_host_object; // hosted.h
typedef nx_value (*nx_hosted_entry)(nx_function *self, const struct nx_host_object *const *args);
typedef struct nx_code nx_code;
typedef struct nx_buffer nx_buffer;

typedef struct nx_header {
    nx_shape *shape;
} nx_header;

// Attribute slots of instances. Shapes form a tree from the type's root; children are found by attribute name. The chain
// of parents has the attributes in the order in which they were added; the slots of those that a class is known to have
// (nx_type.attribute_names) are the first ones and theirs whatever that order is.
struct nx_shape {
    nx_type *type;
    nx_shape *parent;      // NULL for a root
    nx_str *name;          // the attribute added by this step; NULL for a root
    nx_shape *children;    // first child
    nx_shape *sibling;     // next child of the same parent
    nx_dict *index;        // name -> slot, built when `count` grows large; else NULL (walk the parents)
    uint32_t count;        // attributes of an instance of this shape
    uint32_t slot;         // of the attribute added by this step
    uint32_t end;          // the slots from here on are free
    bool dict_mode;        // attributes live in the instance's dict, slots are unused
};

// The instance part of an object whose type has NX_TYPE_HAS_ATTRIBUTES: at nx_attributes(object). It has room for
// type->slot_capacity words, at least one.
typedef union nx_attributes {
    nx_dict *dict[0];   // dict[0] in dict mode (`__dict__` taken, attribute deleted, slots full)
    nx_value slots[0];  // else; 0 = unbound
} nx_attributes;

typedef nx_value (*nx_unary_slot)(nx_value self);
typedef nx_value (*nx_binary_slot)(nx_value left, nx_value right);
typedef nx_value (*nx_ternary_slot)(nx_value a, nx_value b, nx_value c);
typedef bool (*nx_set_slot)(nx_value self, nx_value key, nx_value value); // value 0 deletes; false = error pending
// kwnames: a tuple of names for the last values of args, or 0. nargs counts the positional ones only.
typedef nx_value (*nx_call_slot)(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
enum { NX_LT, NX_LE, NX_EQ, NX_NE, NX_GT, NX_GE };
typedef nx_value (*nx_compare_slot)(nx_value left, nx_value right, int operation);

// Binary operators, in the order of nx_type.binary / nx_type.inplace.
typedef enum {
    NX_ADD, NX_SUB, NX_MUL, NX_MATMUL, NX_TRUEDIV, NX_FLOORDIV, NX_MOD, NX_POW, NX_LSHIFT, NX_RSHIFT, NX_AND, NX_XOR,
    NX_OR, NX_DIVMOD, NX_BINARY_COUNT
} nx_operator;

enum {
    NX_TYPE_READY = 1 << 0,          // mro, dict and inherited slots are filled in
    NX_TYPE_HEAP = 1 << 1,           // made by a class statement or type(): mutable
    NX_TYPE_BASE = 1 << 2,           // may be subclassed
    NX_TYPE_HAS_ATTRIBUTES = 1 << 3, // instances have an nx_attributes part
    NX_TYPE_HAS_DICT = 1 << 4,       // and accept any attribute (no __slots__)
    NX_TYPE_ATOMIC = 1 << 5,         // instances hold no pointers for the collector to follow
    NX_TYPE_ABSTRACT = 1 << 6,       // has __abstractmethods__
    NX_TYPE_WEAKREFABLE = 1 << 7,
    NX_TYPE_INT = 1 << 8,            // int or a subclass (bool is not an object of nx_int: see nx_is_int)
    NX_TYPE_FLOAT = 1 << 9,
    NX_TYPE_STR = 1 << 10,
    NX_TYPE_BYTES = 1 << 11,
    NX_TYPE_LIST = 1 << 12,
    NX_TYPE_TUPLE = 1 << 13,
    NX_TYPE_DICT = 1 << 14,
    NX_TYPE_SET = 1 << 15,           // set or frozenset
    NX_TYPE_TYPE = 1 << 16,          // a metaclass
    NX_TYPE_EXCEPTION = 1 << 17,     // BaseException or a subclass
    NX_TYPE_METHOD_DESCR = 1 << 18,  // instances are functions or native methods: a call through an instance prepends it
    NX_TYPE_SEQUENCE = 1 << 19,      // matches `case [..]`
    NX_TYPE_MAPPING = 1 << 20,       // matches `case {..}`
    NX_TYPE_MATCH_SELF = 1 << 21,    // `case int(x)` binds the subject itself
    NX_TYPE_CUSTOM_GETATTR = 1 << 22, // __getattribute__/__getattr__ overridden: attribute caches do not apply
    NX_TYPE_CUSTOM_SETATTR = 1 << 23,
    NX_TYPE_MODULE = 1 << 24,
    NX_TYPE_COMPLEX = 1 << 25,
    NX_TYPE_BYTEARRAY = 1 << 26,
    NX_TYPE_FOREIGN = 1 << 27,       // the host interpreter's (host.h)
    NX_TYPE_SHADOW = 1 << 28,        // of a class of the host's that derives from one of ours
    NX_TYPE_HOSTED = 1 << 29,        // a list or buffer of the host's (hosted.h)
    NX_TYPE_FORMER = 1 << 30,        // was a list, dict or set of ours until the host took it over
    NX_TYPE_SHARED = (int)(1u << 31), // a container's class that the host has, too, exactly this one (host.h)
};

// How a C function is called and which arguments it takes; generated from the stubs. See natives.h.
typedef struct nx_native_def {
    const char *name;
    void *function;             // C function: one nx_value for each parameter, in order (self first)
    uint8_t count;              // parameters, counting self, *args and **kwargs
    uint8_t required;           // leading positional parameters without default (self counts)
    uint8_t positional_only;    // leading parameters that keywords cannot name (self counts)
    uint8_t positional;         // parameters that a position can fill (self counts)
    uint8_t flags;              // NX_NATIVE_*
    const char *const *names;   // parameter names, `count` of them
    const nx_value *defaults;   // `count` words, 0 = absent (or required, for keyword-only ones see required_keywords)
    uint32_t required_keywords; // bit i: keyword-only parameter i has no default
    const char *doc;
    const char *text_signature; // "(self, object, /)", for inspect and help; NULL if unknown
} nx_native_def;

enum {
    NX_NATIVE_VARARGS = 1,     // the parameter after the positional ones takes a tuple of the rest
    NX_NATIVE_KWARGS = 2,      // the last parameter takes a dict of unknown keywords, or 0 when there are none
    NX_NATIVE_CLASSMETHOD = 4, // first parameter is the class
    NX_NATIVE_STATIC = 8,      // no self
    NX_NATIVE_COUNTED = 32,    // a wrong count is told as "f() takes at least 1 argument (0 given)"
    NX_NATIVE_VECTOR = 16,     // function is (nx_value self, size_t nargs, const nx_value *args, nx_value kwnames)
};

typedef struct nx_getset_def {
    const char *name;
    nx_value (*get)(nx_value self);
    bool (*set)(nx_value self, nx_value value); // NULL: read-only; value 0 deletes
    const char *doc;
    bool is_member; // what CPython keeps in a C field: a "member", not a "getset"
} nx_getset_def;

struct nx_type {
    nx_header header;
    nx_shape root;            // shape of fresh instances, unless there is `fresh`; root.type is this type
    const char *c_name;       // "list", "itertools.chain": for error messages; of a heap type the __name__
    nx_value name;            // str; 0 until asked for on a static type
    nx_value qualname;        // str
    nx_value module;          // str, or 0 for builtins
    nx_type *base;            // decides the layout
    nx_tuple *bases;
    nx_tuple *mro;
    nx_dict *dict;
    nx_value subclasses;      // list of weak references or types
    uint64_t version;         // changes whenever this type or a base is modified; 0 = not yet assigned
    uint32_t flags;           // NX_TYPE_*
    uint32_t basic_size;      // bytes of the fixed part of an instance
    uint32_t item_size;       // bytes an item, for tuple, int; 0 = fixed size. The attributes part follows the items
    uint32_t slot_capacity;   // attribute slots an instance is allocated with
    const char *doc;
    const nx_native_def *methods;  // terminated by name == NULL; NULL when there are none
    const nx_getset_def *getsets;  // likewise

    // Slots. NULL = not supported (inherited when the type becomes ready).
    nx_unary_slot repr, str;
    bool (*hash)(nx_value self, int64_t *hash);
    nx_call_slot call;
    nx_binary_slot getattr;                 // __getattribute__ (+ __getattr__)
    nx_set_slot setattr;                    // __setattr__ / __delattr__
    nx_compare_slot compare;
    nx_unary_slot iter;
    nx_unary_slot next;                     // NX_STOP at the end, 0 on error
    nx_ternary_slot descr_get;              // (descriptor, instance or 0, owner)
    nx_set_slot descr_set;                  // (descriptor, instance, value or 0)
    // __new__(cls, ...) and __init__(self, ...): arguments as in nx_call_slot, without the first one
    nx_value (*new_)(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
    bool (*init)(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
    int (*truth)(nx_value self);            // 0, 1, -1 on error
    nx_binary_slot binary[NX_BINARY_COUNT]; // called as (left, right) for either side; NX_NOTIMPLEMENTED declines
    nx_binary_slot inplace[NX_BINARY_COUNT];
    nx_ternary_slot power3;                 // pow(a, b, m)
    nx_unary_slot negative, positive, invert, absolute, to_int, to_float, index;
    bool (*length)(nx_value self, int64_t *length);
    nx_binary_slot getitem;                 // self[key]
    nx_set_slot setitem;                    // self[key] = value, del self[key]
    int (*contains)(nx_value self, nx_value item); // 0, 1, -1 on error
    nx_binary_slot concat;                  // sequence + (tried after binary[NX_ADD])
    nx_value (*repeat)(nx_value self, nx_value count);
    nx_unary_slot await, aiter, anext;
    void (*finalize)(nx_value self);        // C finalizer, registered at allocation when set
    bool (*buffer)(nx_value self, nx_buffer *view); // buffer protocol
    void (*buffer_release)(nx_value self);  // a view got from `buffer` is given back; NULL: nothing to do
    // User classes. (After the slots: what stands before is inherited word by word.)
    nx_tuple *attribute_names; // that the methods of the class and its bases assign to self; sizes instances
    uint64_t value_version;    // changes with assignments to attributes of the class or a base, where values are remembered
    bool has_cached_values;    // somebody remembers values of the class or a derived one, by their value_version (type.c)
    nx_value init_function;    // __init__ when it is a compiled function, as of init_epoch
    uint64_t init_epoch;       // of nx_class_epoch
    uint64_t quiet_epoch;      // the same of is_quiet: no __init__ shows the instance to others
    bool is_quiet;
    bool finalizes_quietly;    // `finalize` calls no Python and changes nothing that compiled code knows: it need not wait
    nx_shape *fresh;           // shape of fresh instances, in the layout's block; NULL: root
    struct nx_layout *layout;  // of the class statement, when the class is as predicted; see layout.h
    enum { NX_NOT_MIRRORED, NX_IS_MIRROR, NX_HAS_MIRROR } mirrored; // host.h
};

struct nx_buffer {
    nx_value owner;
    void *data;
    int64_t length;      // in bytes
    bool readonly;
    const char *format;  // struct format of an item, "B" for bytes
    int64_t item_size;
};

// ---- layouts -------------------------------------------------------------------------------------------------

typedef struct { nx_header header; double value; } nx_float;                 // only what self-tagging cannot hold
typedef struct { nx_header header; double real, imag; } nx_complex;

// Integers past 62 bits, and every instance of a subclass of int: sign and magnitude in GMP limbs.
typedef struct {
    nx_header header;
    int64_t size;          // limbs in use; negative = negative number; no leading zero limbs; 0 only in subclasses
    uint64_t limbs[];
} nx_int;

// Strings: 1, 2 or 4 bytes a character, the narrowest that fits (so equal strings have equal kinds). `data` points
// just behind the struct (one pointer-free allocation) or to a separate pointer-free buffer; one zero character
// follows the last.
// Where a str's characters are, and who else has it. Only those that are NX_STR_PLAIN may be given back (drop.c).
enum {
    NX_STR_PLAIN,    // behind the struct mostly, with a NUL
    NX_STR_GROWS,    // in a buffer with room behind it that this string, the newest, owns
    NX_STR_OUTGROWN, // in such a buffer, which a newer string has taken over: without a NUL
    NX_STR_SHARED,   // as plain ones, but somebody has it besides those who know it (nx_share)
    NX_STR_PART,     // among another string's, without a NUL
};

struct nx_str {
    nx_header header;
    int64_t hash;          // 0 = not yet computed (a computed 0 is stored as 1)
    int64_t length;        // characters
    uint8_t kind;          // 1, 2 or 4
    uint8_t ascii;         // all characters below 128
    uint8_t interned;
    uint8_t storage;       // NX_STR_…
    uint32_t spare;        // characters of room behind the last one (NX_STR_GROWS); how many the other string has (NX_STR_PART)
    void *data;
};

typedef struct {
    nx_header header;
    int64_t hash;          // as in nx_str
    int64_t length;
    uint8_t *data;         // a zero byte follows the last
} nx_bytes;

typedef struct {
    nx_header header;
    int64_t length, capacity;
    uint8_t *data;
    int64_t exports;       // live memoryviews: resizing is a BufferError
} nx_bytearray;

struct nx_tuple { nx_header header; int64_t length; nx_value items[]; };
struct nx_list { nx_header header; int64_t length, capacity; nx_value *items; }; // spare items are 0

typedef struct { nx_value key, value; } nx_dict_entry; // key 0: a deleted (or reserved, unbound) entry

// Insertion-ordered compact table: `index` maps hash to a position in `entries`.
// The first `reserved` entries never move: a module's global variables, which compiled code addresses by position.
// A reserved entry keeps its key; value 0 means unbound, and then the dict does not contain it.
// The hashes of ints and strings are known from these; as soon as there is another key, those of all keys stand behind the
// index.
struct nx_dict {
    nx_header header;
    nx_dict_entry *entries;
    union {
        void *index;         // what they are: dict.c
        uint64_t tags;
    };
    int32_t live;            // entries that the dict contains
    int32_t used;            // entries in use, dead ones included
    int32_t capacity;        // entries allocated
    uint32_t version;        // changes with every insertion or deletion of a key
    uint32_t reserved;
    uint8_t index_bits;      // the table has 1 << index_bits places; 0: there is none
    bool hashed;
    bool scattered;          // some key is not the int that its position is: see dict.c
    bool is_namespace;       // the attributes of an instance, which read it without asking: it never becomes the host's
};

// As CPython: open addressing with linear probes, iteration in table order (equal contents and history, equal order).
enum { NX_SET_SMALL = 8 };
typedef struct {
    nx_header header;
    nx_value *keys;          // `small` or a store of its own; 0 free, NX_TOMBSTONE removed
    int64_t *hashes;         // of the keys, place by place; NULL: all keys are small ints, and the store is not followed
    int64_t hash;            // of a frozenset, 0 = not computed
    int32_t used;            // live keys
    int32_t fill;            // live + removed
    uint32_t mask;
    uint32_t finger;
    nx_value small[NX_SET_SMALL];
} nx_set;

typedef struct { nx_header header; nx_value start, stop, step; } nx_slice;
typedef struct { nx_header header; nx_value start, stop, step, length; } nx_range; // ints of any size
typedef struct { nx_header header; nx_value value; } nx_cell;                        // 0 = unbound

// Where an instruction stands in its source file; for tracebacks. Columns in characters... of UTF-8 bytes from 0.
// anchor_start/anchor_end: the part that CPython 3.11 marks with `^` inside `~` (operator or subscript), or both 0.
typedef struct nx_position {
    uint32_t line, end_line;
    uint16_t column, end_column, anchor_start, anchor_end; // 0xffff when beyond
} nx_position;

typedef struct nx_source { // one for each compiled file
    const char *path;      // as shown in tracebacks
    const char *text;      // the whole source (UTF-8), or NULL
    size_t length;
} nx_source;

enum {
    NX_CODE_VARARGS = 1, NX_CODE_KWARGS = 2, NX_CODE_GENERATOR = 4, NX_CODE_COROUTINE = 8, NX_CODE_ASYNC_GENERATOR = 16,
    NX_CODE_MODULE = 32, NX_CODE_CLASS = 64,
    NX_CODE_SIMPLE = 128,  // only positional parameters, no keyword-only, no * or **
    NX_CODE_CLEANUP = 256, // a generator that has something to do when it is abandoned
    NX_CODE_QUIET = 512,   // an __init__ that only fills its instance
};

// The static part of a function, one constant for each `def`, lambda, comprehension, class body, module body.
// Parameters stand in the order: positional, keyword-only, *args, **kwargs.
struct nx_code {
    nx_header header;
    const nx_str *name, *qualname;
    const nx_source *source;
    const nx_position *positions;
    const nx_str *const *parameters; // names
    // Called with every parameter bound: args[0 .. parameter count). 0 on error.
    nx_value (*entry)(nx_function *self, const nx_value *args);
    // In extension modules, of some functions: called by the host with as many of its objects as there are parameters.
    // NX_STOP: these are not what it takes, and nothing has been done (hosted.h).
    nx_hosted_entry hosted;
    uint32_t first_line;
    uint16_t positional_only, positional, keyword_only; // positional counts the positional-only ones
    uint16_t flags;                                      // NX_CODE_*
    uint16_t frame_slots;                                // of a resumable function: values kept across a suspend
    uint16_t local_count;                                // names of locals for introspection
    const nx_str *const *locals;
    nx_value doc;                                        // str or None
    const nx_str *const *free_names;                     // names of the closure's cells
    uint16_t free_count, cell_count, name_count;
    const nx_str *const *cell_names;                     // locals that inner functions share
    const nx_str *const *names;                          // globals and attributes, when the program asks
    // Of a __hash__ that gives a machine number (fast.h): called instead of `entry`.
    int64_t (*machine_hash)(nx_function *self, nx_value object);
};

struct nx_function {
    nx_header header;
    const nx_code *code;
    nx_value globals;             // the module's dict
    nx_value defaults;            // tuple or None
    nx_value keyword_defaults;    // dict or None
    nx_value annotations;         // dict, or a callable that makes it, or 0
    nx_value name, qualname, module, doc;
    nx_value type_params;
    nx_value dict;                // attributes, or 0
    uint32_t cell_count;
    bool is_bound;                // a static one: the global that its `def` has bound is it still
    nx_value cells[];             // the closure
};

typedef struct { nx_header header; nx_value function, self; } nx_method; // bound method

// A suspended resumable function: generator, coroutine or async generator.
typedef struct nx_generator {
    nx_header header;
    // Continues after the suspend number `state` (0: from the start). `sent` is the value sent, or 0 with an error
    // pending when an exception is thrown in. Returns the yielded value; at the return of the function sets
    // state = NX_GENERATOR_DONE and returns the function's value; on error the same with 0.
    nx_value (*resume)(struct nx_generator *self, nx_value sent);
    const nx_code *code;
    nx_function *function;
    nx_value name, qualname;
    int32_t state;
    bool running;
    bool closed_hooked;
    bool unpacks;           // who resumes it takes apart at once what it yields
    bool owned;             // one consumer has it and nothing else: its memory is used again when it has ended
    uint32_t position;      // of the suspend: index into code->positions
    nx_value delegate;      // what `yield from` / await is waiting for, or 0
    nx_value handled;       // the exception being handled inside, or 0
    nx_value origin;        // spare for async: hooks, awaiting flag
    struct nx_tuple *row;   // the tuple that it yields to those
    nx_value shown;         // its frame object, once somebody asked for it or the variables are kept for it
    nx_value frame[];       // code->frame_slots values
} nx_generator;
#define NX_GENERATOR_DONE (-1)

typedef struct nx_traceback { // outermost entry first: `next` is the frame that was called from here
    nx_header header;
    nx_value next;               // tb_next or None
    const nx_code *code;
    uint32_t position;           // index into code->positions
    nx_value globals;
} nx_traceback;

typedef struct nx_exception { // BaseException; subclasses' own C fields live in their attributes or larger layouts
    nx_header header;
    nx_value args;               // tuple
    nx_value cause, context;     // exception or 0 (None)
    nx_value traceback;          // nx_traceback or 0
    nx_value notes;              // list or 0
    bool suppress_context;
    uint8_t owned;               // NX_OWNED_…: what only the raising and handling of it knows, and may use again (error.c)
    uint16_t bytes;              // of an owned one: what was allocated
    nx_value extra[6];           // by class: StopIteration.value, OSError's errno/strerror/filename/filename2, SyntaxError's
                                 // details, UnicodeError's encoding/object/start/end/reason, ImportError's name/path,
                                 // NameError/AttributeError's name/obj, KeyError none, SystemExit.code, group's message/exceptions
} nx_exception;

typedef struct nx_module {
    nx_header header;
    nx_dict *dict;               // the module's globals; compiled modules address the reserved entries by position
    const struct nx_module_def *def; // 0 for modules made at run time
} nx_module;

// What CPython warns of when it compiles a file or text, and where the error is that a filter makes of it: lines and offsets
// from 1, in characters.
typedef struct {
    const char *message;
    uint32_t line, offset, end_line, end_offset;
    bool is_deprecation; // else a SyntaxWarning
} nx_syntax_warning;

// One for each module of the program, in a generated table; see import.h.
typedef struct nx_module_def {
    const char *name;                        // full dotted name
    const nx_source *source;                 // NULL for native modules
    bool is_package;
    nx_value (*body)(nx_function *self, const nx_value *args); // compiled modules: runs the body; 0 on error
    const nx_code *code;
    nx_dict *globals;                        // compiled modules: static dict whose reserved entries are the globals
    const nx_str *const *global_names;
    uint32_t global_count;
    bool (*init)(nx_module *self);           // native modules: fills in what is not in the tables
    const nx_native_def *functions;          // native modules
    nx_type *const *types;                   // native modules: NULL-terminated
    const nx_syntax_warning *warnings;       // compiled modules: told each time before the body runs
    uint32_t warning_count;
} nx_module_def;

static inline nx_shape *nx_shape_of(nx_value v) { return NX_PTR(nx_header, v)->shape; }

#endif
