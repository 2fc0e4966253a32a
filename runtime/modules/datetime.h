// The objects of datetime and what its files share. One layout serves date, datetime and time.
#ifndef NX_DATETIME_H
#define NX_DATETIME_H
#include "../types/number.h"
#include "../types/text.h"
#include "calendar_days.h"
#include "natives.h"

typedef struct { // normalised: 0 <= seconds < 86400, 0 <= microseconds < 1000000
    nx_header header;
    int32_t days, seconds, microseconds;
} nx_delta;

typedef struct {
    nx_header header;
    int32_t year, microsecond;
    uint8_t month, day, hour, minute, second, fold;
    nx_value tzinfo; // None: naive
} nx_moment;

typedef struct {
    nx_header header;
    nx_value offset, name; // name: 0 when none was given
} nx_zone;

extern nx_type nx_datetime_delta_type, nx_datetime_date_type, nx_datetime_type, nx_datetime_time_type, nx_datetime_tzinfo_type,
    nx_datetime_zone_type;
extern nx_value nx_datetime_utc;

typedef __int128 nx_wide; // microseconds: 10^9 days are more than 64 bits
enum { NX_SECONDS_A_DAY = 86400, NX_MILLION = 1000000, NX_MAX_DELTA_DAYS = 999999999 };

static inline nx_delta *nx_delta_of(nx_value v) { return NX_PTR(nx_delta, v); }
static inline nx_moment *nx_moment_of(nx_value v) { return NX_PTR(nx_moment, v); }
nx_value nx_moment_end_repr(nx_builder *b, const nx_moment *m); // datetime_time.c
static inline bool nx_is_delta(nx_value v) { return nx_is_subtype(nx_type_of(v), &nx_datetime_delta_type); }
static inline bool nx_is_date(nx_value v) { return nx_is_subtype(nx_type_of(v), &nx_datetime_date_type); } // datetimes too
static inline bool nx_is_datetime(nx_value v) { return nx_is_subtype(nx_type_of(v), &nx_datetime_type); }
static inline bool nx_is_time(nx_value v) { return nx_is_subtype(nx_type_of(v), &nx_datetime_time_type); }
static inline bool nx_is_tzinfo(nx_value v) { return nx_is_subtype(nx_type_of(v), &nx_datetime_tzinfo_type); }

// Arguments of a constructor, in the texts of PyArg_ParseTupleAndKeywords; function NULL: "function".
bool nx_datetime_take(const char *function, size_t nargs, const nx_value *args, nx_value kwnames, const char *const *names,
                      size_t count, size_t positional, size_t required, nx_value *values);
bool nx_datetime_int(nx_value v, int *out);                  // a C int of an argument

bool nx_datetime_required_int(nx_value v, const char *name, int at, int *out); // the same; v may be missing

// datetime_delta.c
nx_value nx_delta_new(nx_type *cls, int64_t days, int64_t seconds, int64_t microseconds); // normalises; OverflowError
nx_wide nx_delta_microseconds(const nx_delta *d);
nx_value nx_delta_from_wide(nx_wide microseconds);
nx_value nx_delta_repr(nx_value self), nx_delta_str(nx_value self);
bool nx_delta_hash(nx_value self, int64_t *hash);
int nx_delta_truth(nx_value self);
nx_value nx_delta_compare(nx_value left, nx_value right, int operation);
nx_value nx_delta_add(nx_value, nx_value), nx_delta_sub(nx_value, nx_value), nx_delta_mul(nx_value, nx_value),
    nx_delta_truediv(nx_value, nx_value), nx_delta_floordiv(nx_value, nx_value), nx_delta_mod(nx_value, nx_value),
    nx_delta_divmod(nx_value, nx_value);
nx_value nx_delta_negative(nx_value), nx_delta_positive(nx_value), nx_delta_absolute(nx_value);
nx_value nx_delta_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);

// datetime_date.c
bool nx_check_date(int year, int month, int day);            // ValueError
bool nx_check_time(int hour, int minute, int second, int microsecond, int fold);
bool nx_check_tzinfo(nx_value tzinfo);                       // TypeError
nx_value nx_moment_make(nx_type *cls, const nx_moment *fields); // an instance; no checks, no user code
nx_value nx_date_result(nx_type *cls, int year, int month, int day); // calls a subclass
nx_value nx_date_of_ordinal_value(nx_type *cls, int64_t ordinal);
nx_value nx_date_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_date_repr(nx_value self), nx_date_str(nx_value self);
bool nx_date_hash(nx_value self, int64_t *hash);
nx_value nx_date_compare(nx_value left, nx_value right, int operation);
nx_value nx_date_add(nx_value, nx_value), nx_date_sub(nx_value, nx_value);
bool nx_iso_calendar_ready(void);
nx_value nx_struct_time(const nx_moment *m, int dst);
bool nx_seconds_from(nx_value timestamp, bool round, int64_t *seconds, int *microseconds);

// datetime_moment.c: datetime
nx_value nx_datetime_result(nx_type *cls, const nx_moment *fields); // calls a subclass
nx_value nx_datetime_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_datetime_repr(nx_value self), nx_datetime_str(nx_value self);
bool nx_datetime_hash(nx_value self, int64_t *hash);
nx_value nx_datetime_compare(nx_value left, nx_value right, int operation);
nx_value nx_datetime_add(nx_value, nx_value), nx_datetime_sub(nx_value, nx_value);
nx_value nx_datetime_plus(nx_value self, const nx_delta *delta, int sign);

// datetime_time.c
nx_value nx_datetime_time_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_datetime_time_repr(nx_value self), nx_datetime_time_str(nx_value self);
bool nx_datetime_time_hash(nx_value self, int64_t *hash);
nx_value nx_datetime_time_compare(nx_value left, nx_value right, int operation);

// datetime_zone.c
nx_value nx_zone_offset(nx_value tzinfo, nx_value moment);   // utcoffset(): a timedelta or None; checked
nx_value nx_zone_dst(nx_value tzinfo, nx_value moment);
nx_value nx_zone_name(nx_value tzinfo, nx_value moment);     // tzname(): str or None
nx_value nx_zone_new(nx_value offset, nx_value name);        // name 0: none
nx_value nx_zone_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_zone_repr(nx_value self), nx_zone_str(nx_value self);
bool nx_zone_hash(nx_value self, int64_t *hash);
nx_value nx_zone_compare(nx_value left, nx_value right, int operation);
nx_value nx_tzinfo_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);

// datetime_text.c
void nx_iso_date(nx_builder *b, const nx_moment *m);
bool nx_iso_time(nx_builder *b, const nx_moment *m, nx_value timespec); // ValueError
void nx_iso_offset(nx_builder *b, const nx_delta *offset, const char *separator);
bool nx_iso_zone(nx_builder *b, nx_value tzinfo, nx_value moment);
nx_value nx_datetime_format(const nx_moment *m, nx_value self, nx_value format, int dst); // strftime
bool nx_read_iso_date(const nx_str *s, int64_t from, int64_t to, nx_moment *out);
// False without exception: not that form. has_zone: *tzinfo is set.
bool nx_read_iso_time(const nx_str *s, int64_t from, int64_t to, nx_moment *out);
int64_t nx_iso_separator(const nx_str *s);
#endif
