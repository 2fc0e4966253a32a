// What the library (pkgutil) asks about the program itself: which modules it has.
#include "../core/import.h"
#include "natives.h"

nx_value nx_program_modules_(void) {
    nx_list *list = nx_list_new(64);
    for (const nx_module_def *const *def = nx_program_modules; list && *def; def++) {
        nx_value parts[] = {nx_str_from_c((*def)->name), (*def)->source ? nx_str_from_c((*def)->source->path) : NX_NONE,
                            nx_from_bool((*def)->is_package)};
        nx_value row = parts[0] && parts[1] ? nx_tuple_from(3, parts) : 0;
        if (!row || !nx_list_push(list, row))
            return NX_ERROR;
    }
    return list ? NX_OBJ(list) : NX_ERROR;
}

nx_value nx_program_interprets(void) { return nx_from_bool(nx_find_source_module != NULL); }

nx_value nx_program_namespace_packages(void) {
    nx_list *list = nx_list_new(0);
    for (const char *const *name = nx_namespace_packages; list && *name; name++)
        if (!nx_list_push(list, nx_str_from_c(*name)))
            return NX_ERROR;
    return list ? NX_OBJ(list) : NX_ERROR;
}

nx_value nx_program_name_in_messages(nx_value cls, nx_value name) {
    const char *text = nx_is_str(name) ? nx_str_utf8(name, NULL) : NULL;
    if (!text || !nx_is_type(cls))
        return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "name_in_messages() takes a class and a str");
    NX_PTR(nx_type, cls)->c_name = text;
    return NX_NONE;
}

#include "_program.inc"

const nx_module_def nx_module__program = {.name = "_program", .functions = nx_program_functions};
