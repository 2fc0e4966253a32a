// exit() and quit(): they raise SystemExit.
#include "natives.h"

typedef struct { nx_header header; const char *name; } nx_quitter;

nx_value nx_quitter_get_name(nx_value self) { return nx_str_from_c(NX_PTR(nx_quitter, self)->name); }
nx_value nx_quitter_get_eof(nx_value self) { return nx_str_from_c("Ctrl-D (i.e. EOF)"); }

static nx_value quitter_repr(nx_value self) {
    return nx_str_format("Use %s() or Ctrl-D (i.e. EOF) to exit", NX_PTR(nx_quitter, self)->name);
}

static nx_value quitter_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    bool named = kwnames && NX_PTR(nx_tuple, kwnames)->length == 1 &&
                 nx_str_equal(NX_PTR(nx_str, NX_PTR(nx_tuple, kwnames)->items[0]), &nx_s_code);
    if (kwnames && !named)
        return nx_raisef(&nx_TypeError, "Quitter.__call__() got an unexpected keyword argument '%U'",
                         NX_PTR(nx_tuple, kwnames)->items[0]);
    if (nargs + named > 1)
        return nx_raisef(&nx_TypeError, "Quitter.__call__() takes from 1 to 2 positional arguments but %d were given", (int)(nargs + 1));
    nx_value code = nargs || named ? args[0] : NX_NONE;
    nx_value exception = nx_call1(NX_OBJ(&nx_SystemExit), code);
    return exception ? nx_raise_value(exception) : 0;
}

#include "quitter.inc"

nx_type nx_quitter_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_quitter_type},
    .c_name = "_sitebuiltins.Quitter",
    .basic_size = sizeof(nx_quitter),
    .methods = nx_quitter_methods,
    .getsets = nx_quitter_getsets,
    .repr = quitter_repr,
    .call = quitter_call,
};

nx_value nx_quitter_new(const char *name) {
    nx_quitter *self = nx_new_object(nx_quitter, nx_quitter_type);
    if (self) self->name = name;
    return self ? NX_OBJ(self) : 0;
}
