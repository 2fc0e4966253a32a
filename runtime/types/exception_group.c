// BaseExceptionGroup and ExceptionGroup, and what `except*` needs: splitting a group by a condition, and putting the parts
// that were raised again together.
#include "exception.h"

static const nx_tuple *members_of(nx_value group) {
    return NX_PTR(nx_tuple, NX_EXCEPTION(group)->extra[NX_GROUP_EXCEPTIONS]);
}

static bool is_group(nx_value v) {
    return nx_is_exception(v) && nx_exception_type_is(nx_type_of(v), &nx_BaseExceptionGroup);
}

static bool is_sequence(nx_value v) {
    const nx_type *type = nx_type_of(v);
    return type->getitem && !nx_is_dict(v) && (type->flags & NX_TYPE_SET) == 0;
}

nx_value nx_group_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs != 2)
        return nx_raisef(&nx_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zd given)", nargs);
    if (!nx_is_str(args[0]))
        return nx_raisef(&nx_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %Y", args[0]);
    if (!is_sequence(args[1]))
        return nx_raisef(&nx_TypeError, "second argument (exceptions) must be a sequence");
    nx_value members = nx_tuple_of(args[1]);
    if (!members)
        return NX_ERROR;
    const nx_tuple *items = NX_PTR(nx_tuple, members);
    if (items->length == 0)
        return nx_raisef(&nx_ValueError, "second argument (exceptions) must be a non-empty sequence");
    bool nested_bases = false;
    for (int64_t i = 0; i < items->length; i++) {
        if (!nx_is_exception(items->items[i]))
            return nx_raisef(&nx_ValueError, "Item %zd of second argument (exceptions) is not an exception", (size_t)i);
        if (!nx_exception_type_is(nx_type_of(items->items[i]), &nx_Exception))
            nested_bases = true;
    }
    if (cls == &nx_BaseExceptionGroup) {
        if (!nested_bases)
            cls = &nx_ExceptionGroup;
    } else if (cls == &nx_ExceptionGroup) {
        if (nested_bases)
            return nx_raisef(&nx_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else if (nested_bases && nx_exception_type_is(cls, &nx_Exception)) {
        return nx_raisef(&nx_TypeError, "Cannot nest BaseExceptions in '%N'", cls);
    }
    nx_value tuple = nx_tuple_from(2, args);
    nx_exception *self = tuple ? nx_exception_make(cls, tuple) : NULL;
    if (!self)
        return NX_ERROR;
    self->extra[NX_GROUP_MESSAGE] = args[0];
    self->extra[NX_GROUP_EXCEPTIONS] = members;
    return NX_OBJ(self);
}

bool nx_group_init_slot(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_exception_init_slot(self, nargs, args, kwnames);
}

nx_value nx_group_str(nx_value self) {
    int64_t count = members_of(self)->length;
    return nx_str_format("%S (%zd sub-exception%s)", NX_EXCEPTION(self)->extra[NX_GROUP_MESSAGE], (size_t)count,
                         count == 1 ? "" : "s");
}

nx_value nx_BaseExceptionGroup_get_message(nx_value self) { return NX_EXCEPTION(self)->extra[NX_GROUP_MESSAGE]; }
nx_value nx_BaseExceptionGroup_get_exceptions(nx_value self) { return NX_EXCEPTION(self)->extra[NX_GROUP_EXCEPTIONS]; }

nx_value nx_BaseExceptionGroup_class_getitem(nx_value cls, nx_value item) {
    return nx_call2(NX_OBJ(&nx_generic_alias_type), cls, item);
}

nx_value nx_group_new(nx_type *type, nx_value message, nx_value exceptions) {
    nx_value args[] = {message, exceptions};
    return nx_group_new_slot(type, 2, args, 0);
}

nx_value nx_BaseExceptionGroup_derive(nx_value self, nx_value exceptions) {
    return nx_group_new(&nx_BaseExceptionGroup, NX_EXCEPTION(self)->extra[NX_GROUP_MESSAGE], exceptions);
}

// ---- splitting ------------------------------------------------------------------------------------------------------------------

// self.derive(exceptions) with traceback, cause, context and notes of self; NX_NONE for an empty list. Calls Python.
static nx_value derive_like(nx_value self, nx_list *exceptions) {
    static nx_str *derive_name;
    if (exceptions->length == 0)
        return NX_NONE;
    if (!derive_name && !(derive_name = nx_str_intern_c("derive")))
        return NX_ERROR;
    nx_value list = NX_OBJ(exceptions);
    nx_value part = nx_call_method(self, derive_name, 1, &list, 0);
    if (!part)
        return NX_ERROR;
    if (!is_group(part))
        return nx_raisef(&nx_TypeError, "derive must return an instance of BaseExceptionGroup");
    nx_exception *to = NX_EXCEPTION(part);
    const nx_exception *from = NX_EXCEPTION(self);
    to->traceback = from->traceback;
    to->context = from->context;
    to->cause = from->cause;
    to->suppress_context = true;
    nx_value notes = nx_getattr_optional(self, &nx_s___notes__);
    if (!notes)
        return nx_pending() ? NX_ERROR : part;
    if (is_sequence(notes)) {
        nx_value copy = nx_list_of(notes);
        if (!copy || !nx_setattr(part, &nx_s___notes__, copy))
            return NX_ERROR;
    }
    return part;
}

// What members are divided by: a class or tuple of classes, a predicate, or membership by identity in a list of leaves.
typedef struct { nx_value condition; bool by_class, by_identity; } division;

static bool division_from(nx_value condition, division *by) {
    by->condition = condition;
    by->by_class = by->by_identity = false;
    if (nx_is_exception_type(condition)) {
        by->by_class = true;
        return true;
    }
    if (nx_is_tuple(condition)) {
        const nx_tuple *classes = NX_PTR(nx_tuple, condition);
        by->by_class = true;
        for (int64_t i = 0; i < classes->length; i++)
            if (!nx_is_exception_type(classes->items[i]))
                by->by_class = false;
        if (by->by_class)
            return true;
    } else if (nx_is_callable(condition) && !nx_is_type(condition)) {
        return true;
    }
    return nx_failf(&nx_TypeError, "expected a function, exception type or tuple of exception types");
}

static int division_matches(const division *by, nx_value exception) {
    if (by->by_class)
        return nx_exception_matches(exception, by->condition);
    if (by->by_identity) {
        if (is_group(exception))
            return 0;
        const nx_list *leaves = NX_PTR(nx_list, by->condition);
        for (int64_t i = 0; i < leaves->length; i++)
            if (leaves->items[i] == exception)
                return 1;
        return 0;
    }
    nx_value answer = nx_call1(by->condition, exception);
    return answer ? nx_truth(answer) : -1;
}

// Divides an exception: *match and *rest are exceptions or None (rest may be NULL). Calls Python.
static bool divide(nx_value exception, const division *by, nx_value *match, nx_value *rest) {
    *match = NX_NONE;
    if (rest)
        *rest = NX_NONE;
    int matches = division_matches(by, exception);
    if (matches < 0)
        return false;
    if (matches) {
        *match = exception;
        return true;
    }
    if (!is_group(exception)) {
        if (rest)
            *rest = exception;
        return true;
    }
    nx_list *matched = nx_list_new(0), *remaining = nx_list_new(0);
    if (!matched || !remaining)
        return false;
    char marker;
    if (&marker < nx_state.stack_limit && !nx_raise_recursion() && nx_pending())
        return false;
    const nx_tuple *members = members_of(exception);
    for (int64_t i = 0; i < members->length; i++) {
        nx_value inner_match, inner_rest;
        if (!divide(members->items[i], by, &inner_match, rest ? &inner_rest : NULL))
            return false;
        if (inner_match != NX_NONE && !nx_list_push(matched, inner_match))
            return false;
        if (rest && inner_rest != NX_NONE && !nx_list_push(remaining, inner_rest))
            return false;
    }
    if (!(*match = derive_like(exception, matched)))
        return false;
    return !rest || (*rest = derive_like(exception, remaining)) != 0;
}

nx_value nx_BaseExceptionGroup_split(nx_value self, nx_value condition) {
    division by;
    nx_value parts[2];
    if (!division_from(condition, &by) || !divide(self, &by, &parts[0], &parts[1]))
        return NX_ERROR;
    return nx_tuple_from(2, parts);
}

nx_value nx_BaseExceptionGroup_subgroup(nx_value self, nx_value condition) {
    division by;
    nx_value match;
    if (!division_from(condition, &by) || !divide(self, &by, &match, NULL))
        return NX_ERROR;
    return match;
}

// ---- except* --------------------------------------------------------------------------------------------------------------------

// group_match divides once; group_rest, which follows it with the same inputs, takes its other half from here.
static struct { nx_value group, condition, rest; } last_division;

static bool check_star_classes(nx_value condition) {
    const nx_value *classes = &condition;
    int64_t count = 1;
    if (nx_is_tuple(condition)) {
        classes = NX_PTR(nx_tuple, condition)->items;
        count = NX_PTR(nx_tuple, condition)->length;
    }
    for (int64_t i = 0; i < count; i++)
        if (!nx_is_exception_type(classes[i]))
            return nx_failf(&nx_TypeError,
                            "catching classes that do not inherit from BaseException is not allowed");
    for (int64_t i = 0; i < count; i++)
        if (nx_exception_type_is(NX_PTR(nx_type, classes[i]), &nx_BaseExceptionGroup))
            return nx_failf(&nx_TypeError,
                            "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return true;
}

static nx_value star_divide(nx_value group, nx_value condition, nx_value *rest) {
    *rest = NX_NONE;
    if (!check_star_classes(condition))
        return NX_ERROR;
    if (!group || group == NX_NONE)
        return NX_NONE;
    if (!is_group(group)) {
        int matches = nx_exception_matches(group, condition);
        if (matches < 0)
            return NX_ERROR;
        if (!matches) {
            *rest = group;
            return NX_NONE;
        }
        nx_value members = nx_tuple_from(1, &group), message = nx_str_from_utf8("", 0);
        return members && message ? nx_group_new(&nx_BaseExceptionGroup, message, members) : NX_ERROR;
    }
    division by = {condition, true, false};
    nx_value match;
    return divide(group, &by, &match, rest) ? match : NX_ERROR;
}

nx_value nx_group_match(nx_value group, nx_value condition) {
    nx_value rest, match = star_divide(group, condition, &rest);
    last_division.group = match ? group : 0;
    last_division.condition = condition;
    last_division.rest = rest;
    return match;
}

nx_value nx_group_rest(nx_value group, nx_value condition) {
    nx_value rest = last_division.rest;
    if (last_division.group && last_division.group == group && last_division.condition == condition) {
        last_division.group = last_division.condition = last_division.rest = 0;
        return rest;
    }
    return star_divide(group, condition, &rest) ? rest : NX_ERROR;
}

// Parts of the original group keep its traceback, cause and context objects; what was newly raised does not.
static bool is_part_of(nx_value exception, nx_value original) {
    if (exception == original)
        return true;
    const nx_exception *a = NX_EXCEPTION(exception), *b = NX_EXCEPTION(original);
    return is_group(exception) && a->traceback == b->traceback && a->context == b->context && a->cause == b->cause;
}

static bool collect_leaves(nx_value exception, nx_list *leaves) {
    if (!is_group(exception))
        return nx_list_push(leaves, exception);
    const nx_tuple *members = members_of(exception);
    for (int64_t i = 0; i < members->length; i++)
        if (!collect_leaves(members->items[i], leaves))
            return false;
    return true;
}

nx_value nx_group_finish(nx_value original, nx_value raised) {
    const nx_list *all = NX_PTR(nx_list, raised);
    if (!is_group(original)) { // a plain exception that one clause at most has seen
        for (int64_t i = 0; i < all->length; i++)
            if (all->items[i] && all->items[i] != NX_NONE)
                return all->items[i];
        return NX_NONE;
    }
    nx_list *fresh = nx_list_new(0), *leaves = nx_list_new(0);
    if (!fresh || !leaves)
        return NX_ERROR;
    for (int64_t i = 0; i < all->length; i++) {
        nx_value exception = all->items[i];
        if (!exception || exception == NX_NONE)
            continue;
        if (is_part_of(exception, original) ? !collect_leaves(exception, leaves) : !nx_list_push(fresh, exception))
            return NX_ERROR;
    }
    nx_value again = NX_NONE;
    if (leaves->length > 0) {
        division by = {NX_OBJ(leaves), false, true};
        if (!divide(original, &by, &again, NULL))
            return NX_ERROR;
    }
    if (fresh->length == 0)
        return again;
    if (again != NX_NONE && !nx_list_push(fresh, again))
        return NX_ERROR;
    nx_value message = nx_str_from_utf8("", 0);
    return message ? nx_group_new(&nx_BaseExceptionGroup, message, NX_OBJ(fresh)) : NX_ERROR;
}
