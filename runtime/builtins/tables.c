// The list of the tables of builtin functions, one for each stub of this folder; start-up fills `builtins` from it.
#include "natives.h"
#include "../core/startup.h"

const nx_native_def *const nx_builtin_tables[] = {
#include "builtin_tables.inc"
    NULL,
};
