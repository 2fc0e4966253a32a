// The bridge between natrix's runtime and CPython, through the limited API of CPython 3.9: what its files share.
//
// "Host" is CPython, "guest" is the runtime. to_host(v) gives a new reference; from_host(o) borrows. Functions that the
// host calls begin with enter() and end with leave(); around what the guest asks of the host stand out() and back().
// Errors are pending on one side only: host_failed() and guest_failed() take them across.
#ifndef NX_BRIDGE_H
#define NX_BRIDGE_H

#define Py_LIMITED_API 0x03090000
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include "natrix.h"
#include "error.h"
#include "host.h"
#include "hosted.h"
#include "import.h"
#include "type.h"
#include "callable.h"
#include "thread.h"
#include "../types/generator.h"

// Exported by every CPython from 3.9 on, in the limited API only later.
const char *PyUnicode_AsUTF8AndSize(PyObject *text, Py_ssize_t *size);
PyObject *PyObject_GenericGetDict(PyObject *object, void *context);
PyObject *PyMethod_New(PyObject *function, PyObject *self); // exported, in no limited API
PyObject *PyMethod_Function(PyObject *method), *PyMethod_Self(PyObject *method);
// Not everywhere: the function that an object's method is, so that 1; or 0 and the attribute (NULL: failed).
int _PyObject_GetMethod(PyObject *object, PyObject *name, PyObject **method) __attribute__((weak));
PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *keywords);
#define NX_HAVE_VECTORCALL (1UL << 11)
#define NX_FASTCALL 0x80 // METH_FASTCALL
#define NX_IMMUTABLE (1UL << 8)   // from 3.10 on
#define NX_METHOD_DESCRIPTOR (1UL << 17)
#define NX_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))

// ---- enter.c: threads, the two directions ---------------------------------------------------------------------------
extern NX_OWN int64_t nx_ext_depth; // calls from the host that have not returned, in all threads
// Eight bytes for each module, of which libraries that are loaded later have room for many.
extern _Thread_local nx_thread *nx_ext_own __attribute__((tls_model("initial-exec")));
bool nx_ext_begin(void);                    // once: collector, types, builtins
void nx_ext_take_turn(void);                // of the thread that calls, which may be new
void nx_ext_settle(void);
extern NX_OWN size_t nx_ext_pending;               // references that wait to be given up
void nx_ext_release_pending(void);
void nx_ext_release_later(PyObject *object); // also during a collection

// changes.c: versions of classes that the host may change
typedef struct { const uint32_t *word; uint32_t mask, seen; } nx_class_stamp;
extern NX_OWN nx_class_stamp *nx_class_stamps;
extern NX_OWN size_t nx_class_stamp_count;
void nx_look_at_classes(void);
enum { NX_TYPE_FLAGS_WORD = 21, NX_VERSION_WORD = 48, NX_HAS_VERSION = 1 << 19 };
static inline uintptr_t nx_flags_of_class(PyTypeObject *class_) { return ((const uintptr_t *)class_)[NX_TYPE_FLAGS_WORD]; }
static inline uint32_t nx_version_word(PyTypeObject *class_) { return (uint32_t)((const uintptr_t *)class_)[NX_VERSION_WORD]; }
uint32_t nx_version_of_class(PyTypeObject *class_);        // 0: it has none
static inline void look_at_classes(void) {
    for (size_t i = 0; i < nx_class_stamp_count; i++) {
        const nx_class_stamp *row = &nx_class_stamps[i];
        if (NX_UNLIKELY((*row->word & row->mask) != row->seen)) return nx_look_at_classes();
    }
}

static inline void enter(void) {
    if (NX_UNLIKELY(nx_thread_current != nx_ext_own)) nx_ext_take_turn();
    nx_ext_depth++;
    nx_host_epoch++;
    if (NX_UNLIKELY(nx_ext_pending > 64)) nx_ext_release_pending();
    look_at_classes();
}
extern NX_OWN size_t nx_twin_count;
void nx_twins_settle(void), nx_twins_out(void), nx_twins_back(void);
void nx_twins_drop(size_t first);
static inline void leave(void) {
    if (--nx_ext_depth == 0 && NX_UNLIKELY(nx_twin_count)) nx_twins_settle();
    if (NX_UNLIKELY(nx_host_views != NULL)) nx_memoryviews_pause();
}
static inline void out(void) {
    if (NX_UNLIKELY(nx_host_views != NULL)) nx_memoryviews_pause();
    if (NX_UNLIKELY(nx_twin_count)) nx_twins_out();
}
// Whatever may have run code of the host's may have given other threads a turn.
static inline void rejoin(void) {
    nx_host_epoch++;
    if (NX_UNLIKELY(nx_thread_current != nx_ext_own) && nx_ext_own) nx_thread_switch(nx_ext_own);
}
static inline void back(void) {
    rejoin();
    look_at_classes();
    if (NX_UNLIKELY(nx_twin_count)) nx_twins_back();
}

// ---- identity.c: which objects of the two sides belong together -----------------------------------------------------
void nx_identity_start(void);
nx_value nx_guest_of(PyObject *object);                   // 0: none
PyObject *nx_host_of(nx_value object);                    // borrowed; NULL: none
// A guest object that keeps a host's alive: found from it, and forgotten when the collector finds the guest's dead.
bool nx_identify_heavy(PyObject *object, nx_value guest, size_t weight); // takes the reference; weight: in bytes, about
static inline bool nx_identify_foreign(PyObject *object, nx_value guest) { return nx_identify_heavy(object, guest, 0); }
bool nx_identify_new(PyObject *object, nx_value guest, size_t weight); // of one that is known to have none
extern size_t nx_foreign_weight;                          // of all
bool nx_forget_foreign(PyObject *object);                 // false: the list of what may die still has it
void nx_identify_proxy(nx_value guest, PyObject *object); // a host object that keeps a guest's alive: found from that
void nx_forget_proxy(nx_value guest);
void nx_identify_forever(PyObject *object, nx_value guest); // classes, modules: both ways
extern size_t nx_foreign_count;
// A guest value that the collector finds: what host objects refer to.
nx_value *nx_root_new(nx_value value);
void nx_root_free(nx_value *root);
extern size_t nx_root_count;

// ---- convert.c --------------------------------------------------------------------------------------------------------
PyObject *to_host(nx_value v);
PyObject *result_to_host(nx_value v);                     // what a function called by the host gives back
nx_value from_host_slow(PyObject *object);
nx_value nx_name_from_host(PyObject *name);               // interned
PyObject *nx_name_to_host(nx_str *name);                  // borrowed
PyObject *nx_tuple_to_host(size_t count, const nx_value *items);
nx_value nx_tuple_from_host(PyObject *tuple);
void nx_host_has_class(nx_type *type, nx_value (*recipe)(nx_value self));
static inline nx_value from_host(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyFloat_Type)
        return nx_from_double(NX_LIKELY(nx_host_layout != NX_HOST_UNKNOWN) ? ((const nx_host_float *)object)->value : PyFloat_AsDouble(object));
    nx_i64 n;
    if (type == &PyLong_Type && NX_LIKELY(nx_host_int_value((const nx_host_object *)object, &n))) return nx_from_i64(n);
    return from_host_slow(object);
}

// ---- hashes.c ------------------------------------------------------------------------------------------------------------
void nx_hashes_start(void);
int64_t nx_hash_of_bytes(const void *bytes, int64_t length);

// ---- errors.c ----------------------------------------------------------------------------------------------------------
PyObject *host_failed(void);                              // the guest's pending error becomes the host's; NULL
nx_value guest_failed(void);                              // the other way; 0
PyObject *nx_exception_to_host(nx_value exception);
PyObject *nx_traceback_to_host(nx_value traceback, PyObject *inner);
nx_value nx_exception_from_host(PyObject *exception);
nx_type *nx_exception_class_from_host(PyObject *class_);  // NULL: failed
void nx_exception_initialised(nx_value v);
void nx_exception_noted(nx_value v);
bool nx_errors_start(void);
PyObject *nx_guest_getattr(PyObject *unused, PyObject *args), *nx_guest_setattr(PyObject *unused, PyObject *args);

// ---- foreign.c: host objects as the guest sees them ----------------------------------------------------------------------
extern nx_type nx_foreign_type, nx_foreign_sequence_type, nx_foreign_mapping_type, nx_foreign_list_type,
    nx_foreign_dict_type, nx_foreign_set_type, nx_foreign_buffer_type, nx_foreign_buffer_sequence_type,
    nx_foreign_former_list_type, nx_foreign_former_sequence_type, nx_foreign_former_buffer_type,
    nx_foreign_former_bytes_type;
typedef struct { nx_header header; int64_t nothing[2]; PyObject *host; } nx_foreign;
// nothing[1] of one that has been given out once, to compiled code that may forget it.
enum { NX_GIVEN_ONCE = 1 };
enum { NX_HOST_IN_DICT = 36 };                            // what was a dict has no other room
static inline PyObject *foreign_host(nx_value v) {
    PyObject *object;
    size_t offset = nx_shape_of(v) == &nx_foreign_dict_type.root ? NX_HOST_IN_DICT : offsetof(nx_foreign, host);
    memcpy(&object, NX_PTR(char, v) + offset, sizeof object);
    return object;
}
nx_value nx_foreign_new(PyObject *object);
nx_value nx_foreign_plain(PyObject *object);              // 0: from_host has to find out what it is
void nx_foreign_note_class(PyObject *object, nx_value made); // it has
nx_value nx_foreign_builtin(PyObject *function, const char *name);
nx_value nx_call_host(PyObject *callable, size_t nargs, const nx_value *args, nx_value kwnames);
void nx_foreign_start(void);
bool nx_has_host_buffer(PyObject *object);                // buffers.c
void nx_buffers_start(nx_type *type);
bool nx_memory_start(void);                               // memoryviews of ours become the host's
PyObject *nx_memoryview_to_host(nx_value view);
bool nx_release_view(nx_value view);
// The bytes of an object that exports a buffer: a copy that the collector owns. NULL: an error is pending in the host.
uint8_t *nx_bytes_of_host(PyObject *object, int64_t *length);
bool nx_bytes_to_host(PyObject *object, const uint8_t *bytes, int64_t length); // false: not as many
extern PyTypeObject *nx_bound_method_type;
nx_value nx_compiled_function_of(PyObject *method);       // of a bound method; 0: it is another
extern const nx_host_functions nx_cpython;

// ---- views.c: where the numbers of lists and buffers are (core/hosted.h) -------------------------------------------------
void nx_views_start(void);
PyObject *const *nx_items_of_list(PyObject *list);
typedef struct { nx_host_object head; int64_t length; PyObject **items; } nx_host_list;
typedef struct { nx_host_object head; int64_t index; nx_host_list *list; } nx_host_list_iterator;
typedef struct { nx_host_object head; PyObject *dict; int64_t used, position; PyObject *pair; int64_t left; } nx_host_dict_iterator;
enum nx_dict_part { NX_DICT_KEYS, NX_DICT_VALUES, NX_DICT_ITEMS };
extern PyTypeObject *nx_host_dict_iterators[3];           // NULL: not known
extern bool nx_host_lists_known;                          // lists look so
extern PyTypeObject *nx_host_list_iterator_type;          // and their iterators; NULL: not known
typedef struct { nx_host_object head; int64_t length, hash; uint32_t state; } nx_host_text;
enum { NX_TEXT_KIND = 0xfc };                             // of the state: how characters are kept
// data: where ASCII is; 0: not known. has_hash: `hash` is the hash, -1 before anybody has asked
extern struct nx_host_texts { uint32_t ascii; size_t data; bool has_hash; } nx_host_texts;
static inline bool nx_host_is_ascii(PyObject *text) {
    return nx_host_texts.data && (((const nx_host_text *)text)->state & NX_TEXT_KIND) == nx_host_texts.ascii;
}
bool nx_is_buffer(PyObject *object);
bool nx_is_plain_buffer(PyObject *object);                // and items are ints and floats of the host's, not numpy's

// ---- escape.c: lists, dicts and sets that the host sees -------------------------------------------------------------------
PyObject *nx_container_to_host(nx_value v, bool for_good);
void nx_host_shares_class(nx_type *type, const nx_shared_kind *kind);
bool nx_lend(nx_value v, PyObject *host);                 // the two are each other's; no longer once the host has not kept it

// ---- proxy.c: guest objects as the host sees them ---------------------------------------------------------------------------
typedef PyObject *(*nx_vectorcall)(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames);
typedef struct {
    PyObject_HEAD
    nx_vectorcall vectorcall;
    nx_value *root;
    PyObject *weak;
    size_t positional;    // of a function that has an entry for the host's objects
    nx_hosted_entry entry;
} nx_proxy;
extern PyTypeObject *nx_function_proxy, *nx_object_proxy, *nx_generator_proxy, *nx_coroutine_proxy, *nx_module_proxy;
bool nx_proxies_start(void);
PyObject *nx_proxy_new(PyTypeObject *type, nx_value v);
PyObject *nx_object_to_host(nx_value v);                  // of a class that has no other
nx_value nx_proxy_guest(PyObject *object);                // 0: it is none
PyObject *nx_call_from_host(nx_value callee, PyObject *const *args, size_t nargs, PyObject *kwnames);
PyObject *nx_call_function_from_host(nx_value function, PyObject *const *args, size_t nargs, PyObject *kwnames);
PyObject *nx_call_tuple_from_host(nx_value callee, PyObject *args, PyObject *kwargs);

// ---- classes.c: guest classes as the host sees them -------------------------------------------------------------------------
extern PyTypeObject *nx_instance_proxy, *nx_class_proxy;  // base of all instances; of metaclasses
typedef struct { PyObject_HEAD nx_value *root; PyObject *weak; } nx_instance;
// Of an instance of an exported class; of others NULL as a rule.
static inline const nx_value *instance_root(PyObject *object) {
    return ((void **)Py_TYPE(object))[NX_HOST_DEALLOC_WORD] == (void *)nx_instance_destroy ? ((nx_instance *)object)->root : NULL;
}
bool nx_classes_start(void);
PyObject *nx_slot_state(PyObject *unused, PyObject *self); // for the helper
PyObject *nx_class_to_host(nx_type *type);                // new reference
nx_type *nx_class_from_host(PyTypeObject *type);          // a class derived from one of ours; NULL: failed
// Of a call with a tuple and a dict; `values` has room for all.
bool nx_arguments_from_host(PyObject *args, PyObject *kwargs, nx_value *values, nx_value *names);
nx_type *nx_mirror_of(PyTypeObject *type);
PyObject *nx_instance_to_host(nx_value v);
nx_value nx_adopt_instance(PyObject *self);
bool nx_class_assigned(nx_value v, nx_type *type);
PyObject *nx_store_attribute(PyObject *unused, PyObject *args);
typedef enum { NX_METHODS, NX_PLAIN_MEMBERS, NX_ALL_MEMBERS } nx_members; // what of a class: special ones always
PyObject *nx_member_to_host(nx_value value, bool is_special, nx_members which); // NULL without an error: nothing
PyType_Spec *nx_metaclass_spec(void);
PyObject *nx_show_class(nx_type *type, PyObject *bases, PyObject *meta, const char *maker); // a function of the helper's
bool nx_add_members(nx_type *type, PyObject *names, PyObject *values, nx_members which);
void *nx_slot_of_type(int slot, int word);                // of `type` itself
enum { CALL_WORD = 16, GETATTRO_WORD = 18, SETATTRO_WORD = 19, NEW_WORD = 39 };

// ---- bases.c: the base that nobody sees ----------------------------------------------------------------------------------------
bool nx_bases_start(PyMethodDef *methods, PyGetSetDef *getset);
bool nx_has_instances(PyTypeObject *class_);              // whether its instances stand for the guest's
PyObject *nx_answer_has_instances(PyObject *unused, PyObject *class_), *nx_instance_member(PyObject *unused, PyObject *name);
void nx_give_to_object(PyObject *wrapper);
bool nx_add_instance_members(PyObject *bases, PyObject *given, PyObject *values);
void nx_hide_base(PyTypeObject *class_);
bool nx_layouts_start(void);
PyObject *nx_allocate_instance(PyTypeObject *class_);

// ---- changes.c: what the host changes in classes of ours --------------------------------------------------------------------
void nx_watch_class(PyTypeObject *class_, nx_type *type);
void nx_member_replaced(nx_type *type, nx_value name);
int nx_set_in_host_class(PyObject *class_, PyObject *name, PyObject *value);

// ---- attributes.c: attributes of instances in the host's classes ---------------------------------------------------------------
bool nx_attributes_start(void);
PyObject *nx_attribute_new(nx_value name);
bool nx_is_attribute(PyObject *object);
void nx_attribute_keep(PyObject *object, nx_value value); // which it stood for; NX_STOP: none
nx_value nx_attribute_give_back(PyObject *object);        // what it has kept, once; 0: nothing
bool nx_add_attributes(nx_type *type, PyObject *names, PyObject *values);
bool nx_is_closed(nx_type *type);                         // the host's lookup finds what the guest's does
PyObject *nx_lookup_of_class(bool is_closed);             // a __getattribute__
void nx_open_class(nx_type *type);
void nx_instance_grows(nx_type *type, nx_str *name);

// ---- metaclasses.c: metaclasses of ours ------------------------------------------------------------------------------------------
extern PyTypeObject *nx_metaclass_proxy;                  // base of all
bool nx_metaclasses_start(void);
PyObject *nx_make_class_only(PyObject *unused, PyObject *args);
nx_value nx_derive_for_host(nx_type *metatype, size_t nargs, const nx_value *args, nx_value kwnames);
nx_type *nx_shadow_in_making(PyTypeObject *class_);

// ---- statements.c: classes that the host makes of class statements ----------------------------------------------------------
extern bool nx_setting_class;                             // the host sets a class's attribute
nx_value nx_foreign_build_class(nx_value body, nx_value name, nx_value bases, nx_value keywords);
PyObject *nx_plain_base_to_host(nx_value base);           // of a class that has another layout than our instances
nx_value nx_foreign_super(nx_value class_, nx_value self);
nx_value nx_call_method_of(nx_type *owner, const char *name, size_t nargs, const nx_value *args, nx_value kwnames);
void nx_class_changed(nx_type *type, nx_str *name, nx_value value);
PyObject *nx_class_instancecheck(PyObject *self, PyObject *object), *nx_class_subclasscheck(PyObject *self, PyObject *class_);

// ---- mirrors.c: classes of ours beside bases of the host's that have no layout --------------------------------------------------
bool nx_mirror_bases(nx_value bases, nx_value keywords, nx_mirrored *mirrored);
bool nx_show_mirrored(nx_type *type, const nx_mirrored *mirrored);
nx_value nx_mirror_shown(nx_value class_);
bool nx_is_plain_instance(nx_value v, nx_value class_);   // no hook has to be asked; false: perhaps
PyTypeObject *nx_metaclass_of_host(PyTypeObject *meta);   // what a metaclass of ours adds to
nx_type *nx_metatype_of_host(PyTypeObject *meta);         // of classes of Python's; NULL: `type` will do
bool nx_hook_class(PyObject *class_);                     // isinstance and issubclass ask us

// ---- module.c -----------------------------------------------------------------------------------------------------------------
extern PyObject *nx_helper;                               // a dict of Python functions (helper.c)
PyObject *nx_help(const char *function, const char *format, ...);
extern const char *const nx_helper_parts[];
PyObject *nx_helper_function(const char *name);           // borrowed; NULL: failed
bool nx_is_own_module_name(const nx_str *name);
nx_value nx_import_from_host(nx_str *name);
PyObject *nx_module_to_host(nx_value module);
#endif
