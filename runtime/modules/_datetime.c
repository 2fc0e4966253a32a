// _datetime: the classes of datetime. Their methods are in datetime_*.c.
#include "datetime.h"

#include "_datetime.inc"

nx_type nx_datetime_delta_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_delta_type},
    .c_name = "datetime.timedelta",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC,
    .basic_size = sizeof(nx_delta),
    .doc = nx_datetime_timedelta_doc,
    .methods = nx_datetime_timedelta_methods,
    .getsets = nx_datetime_timedelta_getsets,
    .new_ = nx_delta_make,
    .repr = nx_delta_repr,
    .str = nx_delta_str,
    .hash = nx_delta_hash,
    .compare = nx_delta_compare,
    .truth = nx_delta_truth,
    .negative = nx_delta_negative,
    .positive = nx_delta_positive,
    .absolute = nx_delta_absolute,
    .binary = {[NX_ADD] = nx_delta_add, [NX_SUB] = nx_delta_sub, [NX_MUL] = nx_delta_mul, [NX_TRUEDIV] = nx_delta_truediv,
               [NX_FLOORDIV] = nx_delta_floordiv, [NX_MOD] = nx_delta_mod, [NX_DIVMOD] = nx_delta_divmod},
};

nx_type nx_datetime_date_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_date_type},
    .c_name = "datetime.date",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_moment),
    .doc = nx_datetime_date_doc,
    .methods = nx_datetime_date_methods,
    .getsets = nx_datetime_date_getsets,
    .new_ = nx_date_make,
    .repr = nx_date_repr,
    .str = nx_date_str,
    .hash = nx_date_hash,
    .compare = nx_date_compare,
    .binary = {[NX_ADD] = nx_date_add, [NX_SUB] = nx_date_sub},
};

nx_type nx_datetime_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_type},
    .c_name = "datetime.datetime",
    .base = &nx_datetime_date_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_moment),
    .doc = nx_datetime_datetime_doc,
    .methods = nx_datetime_datetime_methods,
    .getsets = nx_datetime_datetime_getsets,
    .new_ = nx_datetime_make,
    .repr = nx_datetime_repr,
    .str = nx_datetime_str,
    .hash = nx_datetime_hash,
    .compare = nx_datetime_compare,
    .binary = {[NX_ADD] = nx_datetime_add, [NX_SUB] = nx_datetime_sub},
};

nx_type nx_datetime_time_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_time_type},
    .c_name = "datetime.time",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_moment),
    .doc = nx_datetime_time_doc,
    .methods = nx_datetime_time_methods,
    .getsets = nx_datetime_time_getsets,
    .new_ = nx_datetime_time_make,
    .repr = nx_datetime_time_repr,
    .str = nx_datetime_time_str,
    .hash = nx_datetime_time_hash,
    .compare = nx_datetime_time_compare,
};

nx_type nx_datetime_tzinfo_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_tzinfo_type},
    .c_name = "datetime.tzinfo",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_header),
    .doc = nx_datetime_tzinfo_doc,
    .methods = nx_datetime_tzinfo_methods,
    .new_ = nx_tzinfo_make,
};

nx_type nx_datetime_zone_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_datetime_zone_type},
    .c_name = "datetime.timezone",
    .base = &nx_datetime_tzinfo_type,
    .basic_size = sizeof(nx_zone),
    .doc = nx_datetime_timezone_doc,
    .methods = nx_datetime_timezone_methods,
    .new_ = nx_zone_make,
    .repr = nx_zone_repr,
    .str = nx_zone_str,
    .hash = nx_zone_hash,
    .compare = nx_zone_compare,
};

static bool put(nx_type *type, const char *name, nx_value value) {
    return value && nx_dict_set_str(type->dict, nx_str_intern_c(name), value);
}

static nx_value delta(int64_t days, int64_t seconds, int64_t microseconds) {
    return nx_delta_new(&nx_datetime_delta_type, days, seconds, microseconds);
}

static bool set_limits(void) {
    const nx_moment first = {.year = NX_MIN_YEAR, .month = 1, .day = 1, .tzinfo = NX_NONE};
    const nx_moment last_day = {.year = NX_MAX_YEAR, .month = 12, .day = 31, .tzinfo = NX_NONE};
    nx_moment last = last_day, midnight = {.tzinfo = NX_NONE}, last_time;
    last.hour = 23;
    last.minute = last.second = 59;
    last.microsecond = 999999;
    last_time = last;
    last_time.year = 0;
    last_time.month = last_time.day = 0;
    return put(&nx_datetime_delta_type, "min", delta(-NX_MAX_DELTA_DAYS, 0, 0)) &&
           put(&nx_datetime_delta_type, "max", delta(NX_MAX_DELTA_DAYS, 24 * 3600 - 1, 999999)) &&
           put(&nx_datetime_delta_type, "resolution", delta(0, 0, 1)) &&
           put(&nx_datetime_date_type, "min", nx_moment_make(&nx_datetime_date_type, &first)) &&
           put(&nx_datetime_date_type, "max", nx_moment_make(&nx_datetime_date_type, &last_day)) &&
           put(&nx_datetime_date_type, "resolution", delta(1, 0, 0)) &&
           put(&nx_datetime_type, "min", nx_moment_make(&nx_datetime_type, &first)) &&
           put(&nx_datetime_type, "max", nx_moment_make(&nx_datetime_type, &last)) &&
           put(&nx_datetime_type, "resolution", delta(0, 0, 1)) &&
           put(&nx_datetime_time_type, "min", nx_moment_make(&nx_datetime_time_type, &midnight)) &&
           put(&nx_datetime_time_type, "max", nx_moment_make(&nx_datetime_time_type, &last_time)) &&
           put(&nx_datetime_time_type, "resolution", delta(0, 0, 1));
}

static bool init(nx_module *self) {
    if (!nx_iso_calendar_ready() || !set_limits())
        return false;
    nx_value zero = delta(0, 0, 0);
    nx_datetime_utc = zero ? nx_zone_new(zero, 0) : 0;
    nx_value least = delta(0, -(23 * 3600 + 59 * 60), 0), most = delta(0, 23 * 3600 + 59 * 60, 0);
    return nx_datetime_utc && put(&nx_datetime_zone_type, "utc", nx_datetime_utc) && least && most &&
           put(&nx_datetime_zone_type, "min", nx_zone_new(least, 0)) && put(&nx_datetime_zone_type, "max", nx_zone_new(most, 0)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("UTC"), nx_datetime_utc) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("MINYEAR"), NX_INT(NX_MIN_YEAR)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("MAXYEAR"), NX_INT(NX_MAX_YEAR));
}

static nx_type *const types[] = {&nx_datetime_delta_type, &nx_datetime_date_type, &nx_datetime_type, &nx_datetime_time_type,
                                 &nx_datetime_tzinfo_type, &nx_datetime_zone_type, NULL};
const nx_module_def nx_module__datetime = {.name = "_datetime", .types = types, .init = init};
