// Generic aliases and unions, for one another, for type.__or__ and for the type variables.
#ifndef NX_GENERIC_ALIAS_H
#define NX_GENERIC_ALIAS_H

#include "containers.h"

typedef struct { nx_header header; nx_value origin, args, parameters; bool unpacked; } nx_generic_alias;
typedef struct { nx_header header; nx_value args; nx_value parameters; } nx_union;

nx_value nx_union_or(nx_value left, nx_value right);      // `int | None`; NX_NOTIMPLEMENTED when one side is no type
nx_value nx_type_parameters(nx_value args);               // the type variables in a tuple of arguments, as a tuple
// The arguments with values put in for the type variables.
nx_value nx_substitute_parameters(nx_value self, nx_value args, nx_value parameters, nx_value values);
bool nx_append_type_repr(nx_builder *b, nx_value type);   // as a type shows inside brackets

#endif
