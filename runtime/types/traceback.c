// Traceback entries, and the frame objects that they show: what remains of a frame is its code, globals and line.
#include <stdio.h>
#include "exception.h"
#include "generator.h"

typedef struct nx_frame {
    nx_header header;
    const nx_code *code;
    uint32_t position;
    nx_value globals, back;
    nx_frame_link *link; // while the function runs
    nx_generator *generator; // whose frame it is
    nx_value locals; // of a suspended function, when the program keeps them
} nx_frame;

static nx_traceback *tb_of(nx_value self) { return NX_PTR(nx_traceback, self); }
static nx_frame *frame_of(nx_value self) { return NX_PTR(nx_frame, self); }

static int64_t line_of(const nx_code *code, uint32_t position) {
    bool known = code->positions && position != NX_NO_POSITION && code->positions[position].line;
    return known ? code->positions[position].line : code->first_line;
}

int64_t nx_traceback_line(const nx_traceback *entry) {
    if (entry->position == NX_GIVEN_POSITION)
        return ((const nx_traceback_given *)entry)->line;
    return line_of(entry->code, entry->position);
}

nx_value nx_traceback_dir(nx_value self) {
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    nx_list *list = nx_list_new(4);
    for (size_t i = 0; list && i < 4; i++)
        if (!nx_list_push(list, nx_str_from_c(names[i])))
            return NX_ERROR;
    return NX_OBJ(list);
}

nx_value nx_traceback_get_tb_next(nx_value self) { return tb_of(self)->next ? tb_of(self)->next : NX_NONE; }

bool nx_traceback_set_tb_next(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_TypeError, "can't delete tb_next attribute");
    if (value != NX_NONE && !nx_is_exact(value, &nx_traceback_type))
        return nx_failf(&nx_TypeError, "expected traceback object, got '%T'", value);
    for (nx_value at = value; at && at != NX_NONE; at = tb_of(at)->next)
        if (at == self)
            return nx_failf(&nx_ValueError, "traceback loop detected");
    tb_of(self)->next = value;
    return true;
}

nx_value nx_frame_new(const nx_code *code, uint32_t position, nx_value globals) {
    nx_frame *frame = nx_new_object(nx_frame, nx_frame_type);
    if (!frame)
        return NX_ERROR;
    frame->code = code;
    frame->position = position;
    frame->globals = globals;
    return NX_OBJ(frame);
}

// ---- the call stack ---------------------------------------------------------------------------------------------------------------

nx_frame_link *nx_frames;

static nx_value frame_of_link(nx_frame_link *link) {
    if (!link->frame) {
        nx_value frame = nx_frame_new(link->code, link->position, NX_OBJ(link->globals));
        if (frame)
            frame_of(frame)->link = link;
        link->frame = frame;
    }
    return link->frame;
}

void nx_frame_left(nx_frame_link *link) {
    nx_frame *frame = frame_of(link->frame);
    nx_value error = nx_state.error;
    nx_state.error = 0;
    frame->position = link->position;
    frame->link = NULL;
    frame->back = link->outer ? frame_of_link(link->outer) : 0;
    nx_state.error = error;
}

nx_value nx_frame_at(int64_t depth) {
    nx_frame_link *link = nx_frames;
    while (link && depth-- > 0)
        link = link->outer;
    return link ? frame_of_link(link) : nx_raisef(&nx_ValueError, "call stack is not deep enough");
}

nx_value nx_frames_origin(int64_t depth) {
    nx_list *list = nx_list_new(depth < 16 ? depth : 16);
    for (const nx_frame_link *link = nx_frames; list && link && depth-- > 0; link = link->outer) {
        nx_value file = nx_str_from_c(link->code->source->path);
        nx_value entry = file ? nx_tuple_from(3, (nx_value[]){file, nx_from_small_int(line_of(link->code, link->position)),
                                                              NX_OBJ(link->code->name)})
                              : NX_ERROR;
        if (!entry || !nx_list_push(list, entry))
            return NX_ERROR;
    }
    return list ? nx_tuple_of(NX_OBJ(list)) : NX_ERROR;
}

nx_value nx_caller_module(void) {
    static const char *const library[] = {"collections", "typing", "enum", "dataclasses"};
    for (nx_frame_link *link = nx_frames; link; link = link->outer) {
        nx_value name = nx_dict_get_str(link->globals, &nx_s___name__);
        if (!name || !nx_is_str(name))
            return nx_pending() ? NX_ERROR : NX_NONE;
        size_t length, i = 0;
        const char *text = nx_str_utf8_lossy(name, &length);
        while (i < 4 && strcmp(text, library[i]) != 0)
            i++;
        if (i == 4)
            return name;
    }
    return NX_NONE;
}

nx_value nx_frame_of_running(const nx_code *code) {
    return nx_frames && nx_frames->code == code ? frame_of_link(nx_frames) : 0;
}

static uint32_t position_of(const nx_frame *frame) {
    const nx_generator *generator = frame->generator;
    if (generator && generator->state != NX_GENERATOR_DONE)
        return generator->state > 0 ? generator->position : NX_NO_POSITION;
    return frame->link ? frame->link->position : frame->position;
}

// ---- the frames of suspended functions ----------------------------------------------------------------------------------------------

nx_value nx_frame_of_generator(nx_generator *self) {
    if (!self->shown) {
        nx_value frame = nx_frame_new(self->code, NX_NO_POSITION, self->function->globals);
        if (frame)
            frame_of(frame)->generator = self;
        self->shown = frame;
    }
    return self->shown;
}

void nx_generator_locals(nx_value locals) {
    nx_value frame = nx_frame_of_generator(nx_generator_running);
    if (frame)
        frame_of(frame)->locals = locals;
    else
        nx_error_clear(); // out of memory: they cannot be looked at
}

// The variables before the start: the parameters, and those of functions around it.
static nx_value locals_of_unstarted(const nx_generator *self) {
    const nx_code *code = self->code;
    uint32_t count = code->positional + code->keyword_only;
    count += ((code->flags & NX_CODE_VARARGS) != 0) + ((code->flags & NX_CODE_KWARGS) != 0);
    const nx_value *values = nx_generator_parameters(self);
    nx_dict *locals = nx_dict_new(count);
    for (uint32_t i = 0; locals && i < count; i++)
        if (values[i] && !nx_dict_set(locals, NX_OBJ(code->parameters[i]), values[i]))
            return NX_ERROR;
    for (uint32_t i = 0; locals && i < code->free_count; i++) {
        nx_value value = NX_PTR(nx_cell, self->function->cells[i])->value;
        if (value && !nx_dict_set(locals, NX_OBJ(code->free_names[i]), value))
            return NX_ERROR;
    }
    return NX_OBJ(locals);
}

nx_value nx_traceback_get_tb_frame(nx_value self) {
    nx_traceback_entry *entry = NX_PTR(nx_traceback_entry, self);
    if (!entry->frame)
        entry->frame = nx_frame_new(entry->base.code, entry->base.position, entry->base.globals);
    return entry->frame;
}

nx_value nx_traceback_get_tb_lasti(nx_value self) {
    if (tb_of(self)->position == NX_GIVEN_POSITION)
        return nx_from_i64(NX_PTR(nx_traceback_given, self)->lasti);
    return nx_from_small_int(tb_of(self)->position);
}
nx_value nx_traceback_get_tb_lineno(nx_value self) { return nx_from_i64(nx_traceback_line(tb_of(self))); }

nx_value nx_traceback_get__position(nx_value self) {
    const nx_code *code = tb_of(self)->code;
    if (!code->positions || tb_of(self)->position >= NX_GIVEN_POSITION)
        return NX_NONE;
    const nx_position *p = &code->positions[tb_of(self)->position];
    if (!p->line || p->column == 0xffff || p->end_column == 0xffff)
        return NX_NONE;
    nx_value parts[] = {nx_from_small_int(p->line),       nx_from_small_int(p->end_line),
                        nx_from_small_int(p->column),     nx_from_small_int(p->end_column),
                        nx_from_small_int(p->anchor_start), nx_from_small_int(p->anchor_end)};
    return nx_tuple_from(6, parts);
}

nx_value nx_traceback_get__source_line(nx_value self) {
    const nx_code *code = tb_of(self)->code;
    size_t length;
    const char *text = nx_source_line(code->source, nx_traceback_line(tb_of(self)), &length);
    return text ? nx_str_from_utf8(text, length) : NX_NONE;
}

nx_value nx_frame_clear(nx_value self) {
    nx_frame *frame = frame_of(self);
    if (frame->link || (frame->generator && !nx_generator_clear(frame->generator)))
        return nx_raisef(&nx_RuntimeError, "cannot clear an executing frame");
    frame->locals = 0;
    return NX_NONE;
}
nx_value nx_frame_get_f_code(nx_value self) { return NX_OBJ(frame_of(self)->code); }
nx_value nx_frame_get_f_globals(nx_value self) { return frame_of(self)->globals ? frame_of(self)->globals : NX_NONE; }

nx_value nx_frame_get_f_locals(nx_value self) {
    if (frame_of(self)->code->flags & NX_CODE_MODULE)
        return nx_frame_get_f_globals(self);
    if (frame_of(self)->generator && frame_of(self)->generator->state == 0)
        return locals_of_unstarted(frame_of(self)->generator);
    if (frame_of(self)->locals)
        return frame_of(self)->locals;
    nx_dict *empty = nx_dict_new(0); // the values of compiled functions' variables do not outlive the call
    return NX_OBJ(empty);
}

nx_value nx_frame_get_f_builtins(nx_value self) {
    nx_value module = nx_import_module(&nx_s_builtins);
    return module ? nx_getattr(module, &nx_s___dict__) : NX_ERROR;
}

nx_value nx_frame_get_f_lineno(nx_value self) {
    return nx_from_small_int(line_of(frame_of(self)->code, position_of(frame_of(self))));
}

nx_value nx_frame_get_f_lasti(nx_value self) { return nx_from_small_int(position_of(frame_of(self))); }
nx_value nx_frame_get_f_back(nx_value self) {
    nx_frame *frame = frame_of(self);
    if (frame->link)
        return frame->link->outer ? frame_of_link(frame->link->outer) : NX_NONE;
    return frame->back ? frame->back : NX_NONE;
}
nx_value nx_frame_get_f_trace(nx_value self) { return NX_NONE; }

static nx_value frame_repr(nx_value self) {
    const nx_code *code = frame_of(self)->code;
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    nx_value path = nx_str_from_c(code->source ? code->source->path : "?");
    return path ? nx_str_format("<frame at %s, file %R, line %ld, code %U>", address, path,
                                (long)line_of(code, position_of(frame_of(self))), NX_OBJ(code->name))
                : NX_ERROR;
}

// types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)
static nx_value traceback_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs != 4 || kwnames)
        return nx_raisef(&nx_TypeError, "traceback() takes exactly 4 positional arguments (%zd given)", nargs);
    if (args[0] != NX_NONE && !nx_is_exact(args[0], &nx_traceback_type))
        return nx_raisef(&nx_TypeError, "expected traceback object or None, got '%T'", args[0]);
    if (!nx_is_exact(args[1], &nx_frame_type))
        return nx_raisef(&nx_TypeError, "traceback() argument 'tb_frame' must be frame, not %Y", args[1]);
    int64_t lasti, line;
    if (!nx_to_index(args[2], &lasti, false) || !nx_to_index(args[3], &line, false))
        return NX_ERROR;
    nx_traceback_given *self = nx_new_object(nx_traceback_given, nx_traceback_type);
    if (!self)
        return NX_ERROR;
    const nx_frame *frame = frame_of(args[1]);
    self->entry = (nx_traceback_entry){self->entry.base, args[1]};
    self->entry.base.next = args[0];
    self->entry.base.code = frame->code;
    self->entry.base.position = NX_GIVEN_POSITION;
    self->entry.base.globals = frame->globals;
    self->lasti = lasti;
    self->line = line;
    return NX_OBJ(self);
}

#include "traceback.inc"

nx_type nx_traceback_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_traceback_type},
    .c_name = "traceback",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_traceback_entry),
    .methods = nx_traceback_methods,
    .getsets = nx_traceback_getsets,
    .new_ = traceback_new,
};

nx_type nx_frame_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_frame_type},
    .c_name = "frame",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_frame),
    .methods = nx_frame_methods,
    .getsets = nx_frame_getsets,
    .repr = frame_repr,
};
