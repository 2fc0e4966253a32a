// "Did you mean: 'x'?": the name in reach that is nearest to the one that was not found.
//
// Distance as CPython 3.11 counts it: 2 for each character inserted, deleted or replaced, 1 for a change of case only.
#include "error.h"
#include "import.h"

enum { MOVE = 2, CASE = 1, LONGEST = 40, MOST_CANDIDATES = 750 };

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

static int replace_cost(uint8_t a, uint8_t b) { return a == b ? 0 : lower(a) == lower(b) ? CASE : MOVE; }

// Edit distance, or limit + 1 as soon as it must be larger.
static int distance(const char *a, size_t a_length, const char *b, size_t b_length, int limit) {
    while (a_length && b_length && *a == *b)
        a++, b++, a_length--, b_length--;
    while (a_length && b_length && a[a_length - 1] == b[b_length - 1])
        a_length--, b_length--;
    if (!a_length || !b_length)
        return (int)(a_length + b_length) * MOVE;
    if (a_length > LONGEST || b_length > LONGEST)
        return limit + 1;
    int row[LONGEST + 1];
    for (size_t i = 0; i <= a_length; i++)
        row[i] = (int)i * MOVE;
    for (size_t j = 0; j < b_length; j++) {
        int diagonal = row[0], least;
        least = row[0] = (int)(j + 1) * MOVE;
        for (size_t i = 0; i < a_length; i++) {
            int replaced = diagonal + replace_cost((uint8_t)a[i], (uint8_t)b[j]);
            int moved = (row[i] < row[i + 1] ? row[i] : row[i + 1]) + MOVE;
            diagonal = row[i + 1];
            row[i + 1] = replaced < moved ? replaced : moved;
            if (row[i + 1] < least)
                least = row[i + 1];
        }
        if (least > limit)
            return limit + 1;
    }
    return row[a_length];
}

static nx_value nearest(nx_value candidates, nx_value name) {
    const nx_list *list = NX_PTR(nx_list, candidates);
    if (list->length >= MOST_CANDIDATES)
        return 0;
    size_t name_length;
    const char *wanted = nx_str_utf8_lossy(name, &name_length);
    nx_value best = 0;
    int best_distance = INT32_MAX;
    for (int64_t i = 0; i < list->length; i++) {
        nx_value item = list->items[i];
        if (!nx_is_str(item) || nx_str_equal(NX_PTR(nx_str, item), NX_PTR(nx_str, name)))
            continue;
        size_t length;
        const char *candidate = nx_str_utf8_lossy(item, &length);
        int limit = (int)(name_length + length + 3) * MOVE / 6;
        if (limit > best_distance - 1)
            limit = best_distance - 1;
        int found = distance(wanted, name_length, candidate, length, limit);
        if (found > limit)
            continue;
        if (!best || found < best_distance) {
            best = item;
            best_distance = found;
        }
    }
    return best;
}

static nx_value attribute_suggestion(const nx_exception *error) {
    nx_value object = error->extra[NX_ATTRIBUTE_OBJ], name = error->extra[NX_ATTRIBUTE_NAME];
    if (!object || !name || !nx_is_str(name))
        return 0;
    nx_value dir = nx_dict_get_str(nx_builtins, nx_str_intern_c("dir"));
    nx_value names = dir ? nx_call1(dir, object) : 0;
    return names && nx_is_list(names) ? nearest(names, name) : 0;
}

static nx_value keys_of(nx_value dict) { return dict && nx_is_dict(dict) ? nx_list_of(dict) : 0; }

static nx_value name_suggestion(const nx_exception *error) {
    nx_value name = error->extra[NX_NAME_NAME];
    if (!name || !nx_is_str(name) || !error->traceback)
        return 0;
    const nx_traceback *last = NX_PTR(nx_traceback, error->traceback);
    while (last->next && last->next != NX_NONE)
        last = NX_PTR(nx_traceback, last->next);
    const nx_code *code = last->code;
    nx_list *locals = nx_list_new(8);
    for (int i = 0; locals && i < code->local_count && code->locals; i++)
        nx_list_push(locals, NX_OBJ(code->locals[i]));
    for (int i = 0; locals && i < code->cell_count; i++)
        nx_list_push(locals, NX_OBJ(code->cell_names[i]));
    for (int i = 0; locals && i < code->free_count && code->free_names; i++)
        nx_list_push(locals, NX_OBJ(code->free_names[i]));
    nx_value found = locals ? nearest(NX_OBJ(locals), name) : 0;
    nx_value names;
    if (!found && (names = keys_of(last->globals)))
        found = nearest(names, name);
    if (!found && (names = keys_of(NX_OBJ(nx_builtins))))
        found = nearest(names, name);
    return found;
}

nx_value nx_suggestion_for(nx_value exception) {
    const nx_type *type = nx_type_of(exception);
    nx_value found = 0;
    if (nx_exception_type_is(type, &nx_AttributeError))
        found = attribute_suggestion(NX_EXCEPTION(exception));
    else if (nx_exception_type_is(type, &nx_NameError))
        found = name_suggestion(NX_EXCEPTION(exception));
    nx_error_clear();
    return found;
}
