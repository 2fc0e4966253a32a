// grp: the system's groups.
#include <grp.h>

#include "../types/number.h"
#include "../types/structseq.h"
#include "natives.h"

NX_STRUCTSEQ(grp_entry, "grp.struct_group",
             "grp.struct_group: Results from getgr*() routines.\n\nThis object may be accessed either as a tuple of\n"
             "  (gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object attributes as named in the above tuple.\n",
             4, false, "gr_name", "gr_passwd", "gr_gid", "gr_mem")

static nx_value entry(const struct group *g) {
    nx_list *members = nx_list_new(4);
    for (char **m = g->gr_mem; members && *m; m++) {
        nx_value name = nx_str_from_c(*m);
        if (!name || !nx_list_push(members, name))
            return 0;
    }
    nx_value items[4] = {nx_str_from_c(g->gr_name), g->gr_passwd ? nx_str_from_c(g->gr_passwd) : NX_NONE, NX_INT(g->gr_gid), NX_OBJ(members)};
    return members ? nx_structseq_make(&nx_grp_entry_structseq, items) : 0;
}

nx_value nx_grp_getgrgid(nx_value id) {
    int64_t number;
    nx_value index = nx_index(id);
    if (!index) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "gid should be integer, not %T", id);
        }
        return 0;
    }
    bool fits = nx_int_try_i64(index, &number) && number >= -1 && number <= UINT32_MAX;
    if (!fits)
        return nx_raise(&nx_KeyError, "getgrgid(): gid not found");
    struct group *found = getgrgid((gid_t)number);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getgrgid(): gid not found: %S", index);
}

nx_value nx_grp_getgrnam(nx_value name) {
    if (!nx_is_str(name))
        return nx_raisef(&nx_TypeError, "getgrnam() argument 'name' must be str, not %Y", name);
    size_t length;
    const char *wanted = nx_str_utf8(name, &length);
    if (!wanted)
        return 0;
    if (strlen(wanted) != length)
        return nx_raise(&nx_ValueError, "embedded null byte");
    struct group *found = getgrnam(wanted);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getgrnam(): name not found: %R", name);
}

nx_value nx_grp_getgrall(void) {
    nx_list *all = nx_list_new(16);
    setgrent();
    for (struct group *g; all && (g = getgrent());) {
        nx_value one = entry(g);
        if (!one || !nx_list_push(all, one)) {
            endgrent();
            return 0;
        }
    }
    endgrent();
    return all ? NX_OBJ(all) : 0;
}

#include "grp.inc"

static bool init(nx_module *self) {
    return nx_structseq_ready(&nx_grp_entry_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("struct_group"), NX_OBJ(&nx_grp_entry_type));
}

const nx_module_def nx_module_grp = {.name = "grp", .functions = nx_grp_functions, .init = init};
