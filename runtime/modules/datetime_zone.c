// datetime.tzinfo and datetime.timezone, and asking any time zone about a moment.
#include "datetime.h"

nx_value nx_datetime_utc;

static const char *const abstract_message = "a tzinfo subclass must implement %s()";

nx_value nx_tzinfo_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_header *self = (nx_header *)nx_alloc_object(cls, nx_instance_size(cls));
    return self ? NX_OBJ(self) : 0;
}

nx_value nx_datetime_tzinfo_utcoffset(nx_value self, nx_value dt) { return nx_raise(&nx_NotImplementedError, abstract_message, "utcoffset"); }
nx_value nx_datetime_tzinfo_dst(nx_value self, nx_value dt) { return nx_raise(&nx_NotImplementedError, abstract_message, "dst"); }
nx_value nx_datetime_tzinfo_tzname(nx_value self, nx_value dt) { return nx_raise(&nx_NotImplementedError, abstract_message, "tzname"); }

static nx_zone *zone_of(nx_value v) {
    return NX_PTR(nx_zone, v);
}

static bool within_a_day(const nx_delta *d) {
    return d->days == 0 || (d->days == -1 && (d->seconds || d->microseconds));
}

static nx_value offset_by(nx_value tzinfo, nx_value moment, const char *method) {
    nx_value offset = nx_call_method(tzinfo, nx_str_intern_c(method), 1, &moment, 0);
    if (!offset || offset == NX_NONE)
        return offset;
    if (!nx_is_delta(offset))
        return nx_raisef(&nx_TypeError, "tzinfo.%s() must return None or timedelta, not '%T'", method, offset);
    if (!within_a_day(nx_delta_of(offset)))
        return nx_raise(&nx_ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
    return offset;
}

nx_value nx_zone_offset(nx_value tzinfo, nx_value moment) {
    if (tzinfo == NX_NONE)
        return NX_NONE;
    return nx_is_exact(tzinfo, &nx_datetime_zone_type) ? zone_of(tzinfo)->offset : offset_by(tzinfo, moment, "utcoffset");
}

nx_value nx_zone_dst(nx_value tzinfo, nx_value moment) {
    if (tzinfo == NX_NONE || nx_is_exact(tzinfo, &nx_datetime_zone_type))
        return NX_NONE;
    return offset_by(tzinfo, moment, "dst");
}

nx_value nx_zone_name(nx_value tzinfo, nx_value moment) {
    if (tzinfo == NX_NONE)
        return NX_NONE;
    nx_value name = nx_call_method(tzinfo, nx_str_intern_c("tzname"), 1, &moment, 0);
    if (name && name != NX_NONE && !nx_is_str(name))
        return nx_raisef(&nx_TypeError, "tzinfo.tzname() must return None or a string, not '%T'", name);
    return name;
}

// What utcoffset() and dst() say about the standard and the current offset leads from UTC to local time.
nx_value nx_datetime_tzinfo_fromutc(nx_value self, nx_value dt) {
    if (!nx_is_datetime(dt))
        return nx_raise(&nx_TypeError, "fromutc: argument must be a datetime");
    if (nx_moment_of(dt)->tzinfo != self)
        return nx_raise(&nx_ValueError, "fromutc: dt.tzinfo is not self");
    nx_value offset = nx_call_method(dt, nx_str_intern_c("utcoffset"), 0, NULL, 0);
    if (!offset)
        return 0;
    if (offset == NX_NONE)
        return nx_raise(&nx_ValueError, "fromutc: non-None utcoffset() result required");
    nx_value dst = nx_call_method(dt, nx_str_intern_c("dst"), 0, NULL, 0);
    if (!dst)
        return 0;
    if (dst == NX_NONE)
        return nx_raise(&nx_ValueError, "fromutc: non-None dst() result required");
    nx_value standard = nx_delta_sub(offset, dst);
    nx_value local = standard ? nx_datetime_plus(dt, nx_delta_of(standard), 1) : 0;
    dst = local ? nx_call_method(local, nx_str_intern_c("dst"), 0, NULL, 0) : 0;
    if (!dst)
        return 0;
    if (dst == NX_NONE)
        return nx_raise(&nx_ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert");
    return nx_delta_truth(dst) ? nx_datetime_plus(local, nx_delta_of(dst), 1) : local;
}

nx_value nx_datetime_tzinfo_reduce(nx_value self) {
    nx_value get = nx_getattr_optional(self, nx_str_intern_c("__getinitargs__"));
    if (!get && nx_pending())
        return 0;
    nx_value args = get ? nx_call0(get) : NX_OBJ(&nx_empty_tuple);
    nx_value state = args ? nx_call_method(self, nx_str_intern_c("__getstate__"), 0, NULL, 0) : 0;
    nx_value items[3] = {NX_OBJ(nx_type_of(self)), args, state};
    return state ? nx_tuple_from(3, items) : 0;
}

// ---- timezone ---------------------------------------------------------------------------------------------------------------

nx_value nx_zone_new(nx_value offset, nx_value name) {
    if (!name && nx_datetime_utc && !nx_delta_truth(offset))
        return nx_datetime_utc;
    if (!within_a_day(nx_delta_of(offset)))
        return nx_raisef(&nx_ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %R.",
                         offset);
    nx_zone *self = nx_new_object(nx_zone, nx_datetime_zone_type);
    if (!self)
        return 0;
    self->offset = offset;
    self->name = name;
    return NX_OBJ(self);
}

nx_value nx_zone_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"offset", "name"};
    nx_value values[2];
    if (!nx_datetime_take("timezone", nargs, args, kwnames, names, 2, 2, 1, values))
        return 0;
    if (!nx_is_delta(values[0]))
        return nx_raisef(&nx_TypeError, "timezone() argument 1 must be datetime.timedelta, not %Y", values[0]);
    if (values[1] && !nx_is_str(values[1]))
        return nx_raisef(&nx_TypeError, "timezone() argument 2 must be str, not %Y", values[1]);
    return nx_zone_new(values[0], values[1]);
}

static bool check_moment(nx_value dt, const char *method) {
    return dt == NX_NONE || nx_is_datetime(dt) ||
           nx_failf(&nx_TypeError, "%s(dt) argument must be a datetime instance or None, not %T", method, dt);
}

nx_value nx_datetime_timezone_utcoffset(nx_value self, nx_value dt) {
    return check_moment(dt, "utcoffset") ? zone_of(self)->offset : 0;
}

nx_value nx_datetime_timezone_dst(nx_value self, nx_value dt) {
    return check_moment(dt, "dst") ? NX_NONE : 0;
}

nx_value nx_datetime_timezone_tzname(nx_value self, nx_value dt) {
    return check_moment(dt, "tzname") ? nx_zone_str(self) : 0;
}

nx_value nx_datetime_timezone_fromutc(nx_value self, nx_value dt) {
    if (!nx_is_datetime(dt))
        return nx_raise(&nx_TypeError, "fromutc: argument must be a datetime");
    if (nx_moment_of(dt)->tzinfo != self)
        return nx_raise(&nx_ValueError, "fromutc: dt.tzinfo is not self");
    return nx_datetime_plus(dt, nx_delta_of(zone_of(self)->offset), 1);
}

nx_value nx_datetime_timezone_getinitargs(nx_value self) {
    nx_value items[2] = {zone_of(self)->offset, zone_of(self)->name};
    return nx_tuple_from(items[1] ? 2 : 1, items);
}

nx_value nx_zone_str(nx_value self) {
    if (zone_of(self)->name)
        return zone_of(self)->name;
    if (self == nx_datetime_utc || !nx_delta_truth(zone_of(self)->offset))
        return nx_str_from_c("UTC");
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, "UTC");
    nx_iso_offset(&b, nx_delta_of(zone_of(self)->offset), ":");
    return nx_builder_finish(&b);
}

nx_value nx_zone_repr(nx_value self) {
    if (self == nx_datetime_utc)
        return nx_str_from_c("datetime.timezone.utc");
    if (!zone_of(self)->name)
        return nx_str_format("datetime.timezone(%R)", zone_of(self)->offset);
    return nx_str_format("datetime.timezone(%R, %R)", zone_of(self)->offset, zone_of(self)->name);
}

bool nx_zone_hash(nx_value self, int64_t *hash) {
    return nx_delta_hash(zone_of(self)->offset, hash);
}

nx_value nx_zone_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(left, &nx_datetime_zone_type) ||
        !nx_is_exact(right, &nx_datetime_zone_type))
        return NX_NOTIMPLEMENTED;
    return nx_delta_compare(zone_of(left)->offset, zone_of(right)->offset, operation);
}
