// What the runtime asks of the interpreter that it runs inside of: an extension module's bridge to CPython fills this in
// (runtime/ext). Executables have none, and pay one test of a pointer in rare places.
//
// A foreign object is one of the host's. Its type has NX_TYPE_FOREIGN and slots that ask the host; what no slot says, these
// functions do.
#ifndef NX_HOST_H
#define NX_HOST_H
#include "api.h"

// Containers of a native class that the host has, too: one that crosses is handed over as a list, dict or set is (ext/escape.c).
typedef struct nx_shared_kind {
    const char *name;                                             // of the host's class
    bool is_mapping;                                              // contents are keys and values in turn
    size_t size;                                                  // of what is cleared when it has been handed over
    int64_t (*count)(nx_value self);                              // of the contents
    int64_t (*contents)(nx_value self, int64_t room, nx_value *items);
    bool (*fill)(nx_value self, int64_t count, const nx_value *items); // in place of what it has
    nx_value (*arguments)(nx_value self);                         // what the host's class is called with for an empty one like it
    // Of a buffer, whose contents these are instead; is_held: there are views of it, so that it stays where it is.
    uint8_t *(*bytes)(nx_value self, int64_t *length);
    bool (*fill_bytes)(nx_value self, const uint8_t *bytes, int64_t length);
    bool (*is_held)(nx_value self);
} nx_shared_kind;

// Classes of the host's whose instances have no words of their own, abstract ones and Generic mostly, may be bases of ours. Each
// has a *mirror*, a class with its methods, which stands for it among the bases here.
typedef struct nx_mirrored {
    nx_tuple *bases;     // classes and mirrors
    nx_type *metatype;
    bool has_entries;    // other bases stood for these (__mro_entries__)
    void *shown;         // what the host's class will have as bases
} nx_mirrored;

// Where the items of a memoryview are.
typedef struct nx_memory_parts {
    nx_value owner;
    int64_t offset, length, stride, item_size;
    const nx_tuple *shape; // of several dimensions, else NULL
    const char *format;
    bool readonly;
} nx_memory_parts;
struct exporter;
extern NX_OWN struct exporter *nx_host_views;                     // buffers of the host's objects that memoryviews have
void nx_memoryviews_pause(void);                                 // gives them up until the views are used
bool nx_memoryview_parts(nx_value self, nx_memory_parts *parts); // types/memoryview.c; false: it has been released

typedef struct nx_host_functions {
    nx_value (*class_of)(nx_value object);                        // type(object) of a foreign object
    nx_value (*type_name)(nx_value object);                       // the name of it, for messages
    int (*is_instance)(nx_value object, nx_value class_);         // one of them is foreign; -1 on error
    int (*is_subclass)(nx_value derived, nx_value class_);
    bool (*is_callable)(nx_value object);
    // A special method of a foreign object's class; NX_NOTIMPLEMENTED when there is none.
    nx_value (*special)(nx_value self, nx_str *name, size_t nargs, const nx_value *args);
    // A method of a foreign object's class that needs no object for the bound method, and the object; 0 as a rule.
    nx_value (*load_method)(nx_value object, nx_str *name, nx_value *self);
    nx_value (*items_of)(nx_value iterable);                      // tuple(iterable) of a foreign object
    nx_value (*import)(nx_str *name);                             // a module that is not compiled in, or an own one
    bool (*is_own_module)(const nx_str *name);                    // compiled in, but in the host's sys.modules
    nx_value (*standard_output)(void);                            // the host's sys.stdout
    // Calls what somebody has put in place of a builtin function of the host's; false: nobody has, or it is who calls.
    bool (*call_replacement)(const char *name, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *result);
    bool (*events)(void);                                         // signals and what waits to be freed; false: raised
    nx_value (*call)(const char *module, const char *name, size_t nargs, const nx_value *args); // a function of the host's
    // A class statement with a foreign base or metaclass; body(namespace) executes it.
    nx_value (*build_class)(nx_value body, nx_value name, nx_value bases, nx_value keywords);
    // Whether the class is to be ours nevertheless; false without an error: no. After it has been made the host shows it as its own.
    bool (*mirror_bases)(nx_value bases, nx_value keywords, nx_mirrored *mirrored);
    bool (*show_mirrored)(nx_type *type, const nx_mirrored *mirrored);
    nx_value (*mirror_shown)(nx_value class_);                    // the host's class that a mirror stands for
    // type.__new__ for a class that the host has asked a metaclass of ours for; 0 without an error: nobody has
    nx_value (*derive)(nx_type *metatype, size_t nargs, const nx_value *args, nx_value kwnames);

    nx_value (*super_of)(nx_value class_, nx_value self);         // super(class_, self), one of which is foreign
    // A method of a builtin class, for a foreign object or class: the host's class of that name has it.
    nx_value (*call_method_of)(nx_type *owner, const char *name, size_t nargs, const nx_value *args, nx_value kwnames);
    void (*class_changed)(nx_type *type, nx_str *name, nx_value value); // an attribute was set, or deleted (0)
    // An instance gets an attribute that those of its class have not had before; no name: a dict with any.
    void (*instance_grows)(nx_type *type, nx_str *name);
    bool (*class_assigned)(nx_value object, nx_type *type);       // before an instance becomes one of that class; false: refused
    // A native class that the host has, too; what an object of it becomes there: the name of one of the bridge's functions in
    // Python, and its arguments.
    void (*has_class)(nx_type *type, nx_value (*recipe)(nx_value self));
    void (*shares)(nx_type *type, const struct nx_shared_kind *kind);
    nx_value (*next_unpacked)(nx_value iterator);                 // of a foreign one: a tuple that is unpacked at once
    nx_value (*item_at)(nx_value list, int64_t index);            // of a foreign one that an iterator of ours is over; NX_STOP: no more
    bool (*release_view)(nx_value view);                          // a memoryview, of which the host may have its own
    void (*exception_noted)(nx_value exception);                  // it has a note more
    int64_t (*hash_bytes)(const void *bytes, int64_t length);     // as the host hashes texts and bytes; not of nothing
    size_t (*forget)(nx_value object);                            // a foreign one that is dead; how large it was, 0: others have it
    void (*release_dead)(void);                                   // what the last collection has found dead
} nx_host_functions;
extern const nx_host_functions *nx_host;

static inline void nx_host_has(nx_type *type, nx_value (*recipe)(nx_value self)) {
    if (nx_host) nx_host->has_class(type, recipe);
}

// Of a set of ours that has become the host's: a tuple of the keys that it had, in their order, for iterators from before.
static inline nx_value nx_former_keys(nx_value set) { return NX_PTR(nx_set, set)->small[0]; }

// What the program sees in place of a class: itself, but of a mirror the host's class.
static inline nx_value nx_class_shown(nx_value class_) {
    return NX_UNLIKELY(nx_host != NULL) && NX_PTR(nx_type, class_)->mirrored == NX_IS_MIRROR ? nx_host->mirror_shown(class_) : class_;
}
nx_value nx_classes_shown(const nx_tuple *classes); // the same of each

static inline bool nx_is_foreign(nx_value v) { return nx_has_flag(v, NX_TYPE_FOREIGN); }

// core/thread.c: threads that the host makes
struct nx_thread;
void nx_thread_adopt(struct nx_thread *thread);   // the caller's, from now on; not yet its turn
void nx_thread_forget(struct nx_thread *thread);
void nx_thread_switch(struct nx_thread *thread);  // the globals become this thread's
// The same for a program in C that has the runtime as a library. A thread that calls in takes the turn (nx_thread_give_turn).
void nx_thread_start_callers(void);               // the caller's turn is over, threads take turns from now on
struct nx_thread *nx_thread_begin_caller(bool is_first); // the caller's, from now on; it has the turn
void nx_thread_end_caller(struct nx_thread *thread);
void nx_find_stack_limit(void);                   // of the running thread, which somebody else made
void nx_set_stack_limit(char *lowest);            // core/startup.c: of the running thread
// core/startup.c: what nx_start does, but what is the process's own. `extensions`: in CPython, see nx_gc_start_hosted.
bool nx_start_hosted(bool extensions);

// core/gc.c: the collector in a process that others share
void nx_gc_start_hosted(bool extensions);         // of the process's libraries only those named *.abi3.so are looked at
void nx_gc_after_collection(void (*function)(void)); // what is dead can be told then, and only then
bool nx_gc_is_dead(const void *object);
// Collects; how many objects of the host's to make before the next one, which costs a unit of time for each byte in use.
size_t nx_gc_collect_foreign(size_t least, size_t bytes_for_each);
void nx_gc_register_thread(void);
void nx_gc_unregister_thread(void);
#endif
