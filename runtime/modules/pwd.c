// pwd: the system's users.
#include <errno.h>
#include <pwd.h>

#include "accounts.h"

NX_STRUCTSEQ(pwd_entry, "pwd.struct_passwd",
             "pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n"
             "  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple.",
             7, false, "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell")

static nx_value text(const char *field) {
    return field ? nx_str_from_c(field) : NX_NONE;
}

static nx_value entry(const struct passwd *p) {
    nx_value items[7] = {text(p->pw_name), text(p->pw_passwd), NX_INT(p->pw_uid), NX_INT(p->pw_gid),
                         text(p->pw_gecos), text(p->pw_dir), text(p->pw_shell)};
    return nx_structseq_make(&nx_pwd_entry_structseq, items);
}

nx_value nx_pwd_getpwuid(nx_value id) {
    uint32_t number;
    nx_value index;
    if (!nx_account_id(id, "uid", "getpwuid", &number, &index))
        return NX_ERROR;
    struct passwd *found = getpwuid(number);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getpwuid(): uid not found: %S", index);
}

nx_value nx_pwd_getpwnam(nx_value name) {
    const char *wanted = nx_account_name(name, "getpwnam", "argument");
    if (!wanted)
        return NX_ERROR;
    struct passwd *found = getpwnam(wanted);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getpwnam(): name not found: %R", name);
}

static nx_value next_entry(void) {
    struct passwd *found = getpwent();
    return found ? entry(found) : NX_STOP;
}

nx_value nx_pwd_getpwall(void) {
    setpwent();
    nx_value all = nx_account_list(next_entry);
    endpwent();
    return all;
}

#include "pwd.inc"

static bool init(nx_module *self) {
    return nx_structseq_ready(&nx_pwd_entry_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("struct_passwd"), NX_OBJ(&nx_pwd_entry_type));
}

const nx_module_def nx_module_pwd = {.name = "pwd", .functions = nx_pwd_functions, .init = init};
