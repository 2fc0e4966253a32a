// grp: the system's groups.
#include <grp.h>

#include "accounts.h"

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
    uint32_t number;
    nx_value index;
    if (!nx_account_id(id, "gid", "getgrgid", &number, &index))
        return NX_ERROR;
    struct group *found = getgrgid(number);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getgrgid(): gid not found: %S", index);
}

nx_value nx_grp_getgrnam(nx_value name) {
    const char *wanted = nx_account_name(name, "getgrnam", "argument 'name'");
    if (!wanted)
        return NX_ERROR;
    struct group *found = getgrnam(wanted);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getgrnam(): name not found: %R", name);
}

static nx_value next_entry(void) {
    struct group *found = getgrent();
    return found ? entry(found) : NX_STOP;
}

nx_value nx_grp_getgrall(void) {
    setgrent();
    nx_value all = nx_account_list(next_entry);
    endgrent();
    return all;
}

#include "grp.inc"

static bool init(nx_module *self) {
    return nx_structseq_ready(&nx_grp_entry_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("struct_group"), NX_OBJ(&nx_grp_entry_type));
}

const nx_module_def nx_module_grp = {.name = "grp", .functions = nx_grp_functions, .init = init};
