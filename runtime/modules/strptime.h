// Reading dates and times by a format, for time and _datetime.
#ifndef NX_STRPTIME_H
#define NX_STRPTIME_H
#include "../core/api.h"

typedef struct {
    int year, month, day, hour, minute, second, weekday, yday, isdst;
    int microsecond;
    bool has_offset;
    int64_t offset;            // seconds east of UTC
    int offset_microseconds;
    nx_value zone;             // name given for %Z, or 0
} nx_parsed_time;

// False: ValueError (or another exception) is pending.
bool nx_strptime(nx_value string, nx_value format, nx_parsed_time *out);

// A time.struct_time of eleven items, tm_zone and tm_gmtoff last; 0 is None.
nx_value nx_time_struct(const nx_value *items);
#endif
