// Weak references.
#ifndef NX_WEAKREF_H
#define NX_WEAKREF_H
#include "../core/api.h"

typedef struct nx_weakref {
    nx_header header;
    void **link;          // pointer-free memory that holds the object's address; the collector zeroes it
    nx_value callback;    // or 0
    int64_t hash;
    bool hashed, had_callback;
    struct nx_weakref *next; // of those with a callback that is still to be called
} nx_weakref;

// A reference without callback to an object whose type allows it, or 0 with TypeError.
nx_value nx_weakref_new(nx_type *cls, nx_value object, nx_value callback);
// The object, or 0 (no exception) when it is gone.
nx_value nx_weakref_object(nx_value reference);
// After a collection: calls the callbacks of references whose objects are gone. Calls Python.
void nx_weakref_run_callbacks(void);
bool nx_weakref_callbacks_due(void); // whether that would call any
nx_list *nx_weakrefs_of(nx_value object); // all that there are now; NULL on error
#endif
