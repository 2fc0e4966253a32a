// Names known before the program runs: the runtime's own and, from the generated main file, the program's.
#ifndef NX_NAMES_H
#define NX_NAMES_H
#include "api.h"
extern nx_str *const nx_runtime_names[]; // NULL-terminated
extern nx_str *const nx_program_names[]; // NULL-terminated; may repeat runtime names (the same objects)
#endif
