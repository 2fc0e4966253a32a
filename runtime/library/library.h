// What the C functions of a library made by `natrix lib` are written with: entering the runtime from any thread, calls, and
// values to and from C. The header that the library's users see is made by the compiler (NatrixDriver/LibraryHeader.swift).
//
// A *handle* is the address of a word that the collector follows and that holds a value; 0 is none.
#ifndef NX_LIBRARY_H
#define NX_LIBRARY_H
#include "natrix.h"

typedef struct nx_handle nx_handle;

bool nx_library_init(void);            // starts the runtime and executes the module, once; false: it failed
void nx_library_finish(void);          // functions of atexit, what is written but not yet out
bool nx_library_enter(void);           // takes the turn for the calling thread; false: it failed to start
void nx_library_leave(void);           // keeps an error that is pending as text, and gives the turn away
const char *nx_library_error(void);    // of the calling thread's last call; NULL: none
nx_handle *nx_library_exception(void); // that error's exception; a new handle, or NULL
void nx_library_detach(void);          // the calling thread will not call again

// The module's function, or a class's (`Point.norm`), called with positional arguments and keywords; 0: failed, as an
// argument that is 0 has.
nx_value nx_library_call(const char *qualname, size_t count, const nx_value *arguments, size_t named, const char *const *names);

// Values from C; 0: failed.
nx_value nx_library_str(const char *utf8);
nx_value nx_library_bytes(const void *data, size_t length);
nx_value nx_library_ints(const int64_t *items, size_t count);
nx_value nx_library_doubles(const double *items, size_t count);
nx_value nx_library_bools(const bool *items, size_t count);
nx_value nx_library_strs(const char *const *items, size_t count);
nx_value nx_library_object(nx_handle *handle); // NULL is None

// Values to C. They take 0, which stays a failure; what they return is malloc's.
int64_t nx_library_to_int(nx_value v);
double nx_library_to_double(nx_value v);
bool nx_library_to_bool(nx_value v);
char *nx_library_to_str(nx_value v, bool optional);
uint8_t *nx_library_to_bytes(nx_value v, size_t *length);
int64_t *nx_library_to_ints(nx_value v, size_t *count);
double *nx_library_to_doubles(nx_value v, size_t *count);
bool *nx_library_to_bools(nx_value v, size_t *count);
char **nx_library_to_strs(nx_value v, size_t *count); // one block
nx_handle *nx_library_to_handle(nx_value v);

// Handles.
nx_handle *nx_library_retain(nx_handle *handle);
void nx_library_release(nx_handle *handle);
nx_handle *nx_library_getattr(nx_handle *handle, const char *name);
nx_handle *nx_library_call_method(nx_handle *handle, const char *name, size_t count, nx_handle *const *arguments);

// Generated: the module's name, and whether it is a package's.
extern const char nx_library_module[];
#endif
