// pyexpat: XML parsers over libexpat. Expat calls back while it parses; a callback turns what it is told into values and
// calls the Python handler. An exception stops the parser and comes out of Parse().
#include <expat.h>
#include <stdio.h>

#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

#define HANDLERS(X)                                                                                                          \
    X(StartElement) X(EndElement) X(ProcessingInstruction) X(CharacterData) X(UnparsedEntityDecl) X(NotationDecl)              \
    X(StartNamespaceDecl) X(EndNamespaceDecl) X(Comment) X(StartCdataSection) X(EndCdataSection) X(Default)                    \
    X(DefaultExpand) X(NotStandalone) X(ExternalEntityRef) X(StartDoctypeDecl) X(EndDoctypeDecl) X(EntityDecl) X(XmlDecl)      \
    X(ElementDecl) X(AttlistDecl) X(SkippedEntity)
#define NUMBER(name) name##_handler,
enum { HANDLERS(NUMBER) HANDLER_COUNT };

typedef struct {
    nx_header header;
    XML_Parser expat; // NULL: gone
    nx_value handlers[HANDLER_COUNT]; // 0 or None: none
    nx_value intern;  // a dict, or 0
    bool ordered_attributes, specified_attributes, namespace_prefixes, buffer_text, in_callback;
    char *buffer;     // character data not handed over yet
    int64_t buffered, buffer_size;
} parser_object;

static nx_type parser_type, error_type;

static parser_object *of(nx_value self) {
    return NX_PTR(parser_object, self);
}

// ---- values for handlers ----------------------------------------------------------------------------------------------------

static nx_value text_or_none(const XML_Char *text) {
    return text ? nx_str_from_c(text) : NX_NONE;
}

// A name: equal ones are one object.
static nx_value name_value(parser_object *p, const XML_Char *text) {
    nx_value name = text_or_none(text);
    if (!p->intern || !name || name == NX_NONE)
        return name;
    nx_value known = nx_dict_get_value(NX_PTR(nx_dict, p->intern), name);
    if (known || nx_pending())
        return known;
    return nx_dict_set(NX_PTR(nx_dict, p->intern), name, name) ? name : 0;
}

static nx_value handler(parser_object *p, int which) {
    nx_value h = p->handlers[which];
    return nx_pending() || !h || h == NX_NONE ? 0 : h;
}

// Calls a handler with values that have just been made; 0 when that or the call failed, and the parser stops.
static nx_value tell(parser_object *p, int which, size_t count, const nx_value *args) {
    nx_value result = 0;
    bool good = !nx_pending();
    for (size_t i = 0; i < count && good; i++)
        good = args[i] != 0;
    if (good) {
        bool before = p->in_callback;
        p->in_callback = true;
        result = nx_call(p->handlers[which], count, args, 0);
        p->in_callback = before;
    }
    if (!result)
        XML_StopParser(p->expat, XML_FALSE);
    return result;
}

static bool flush(parser_object *p) {
    if (p->buffered == 0)
        return !nx_pending();
    nx_value text = nx_str_from_utf8(p->buffer, (size_t)p->buffered);
    p->buffered = 0;
    return !handler(p, CharacterData_handler) ? !nx_pending() : tell(p, CharacterData_handler, 1, &text) != 0;
}

// ---- callbacks --------------------------------------------------------------------------------------------------------------

static void XMLCALL on_StartElement(void *data, const XML_Char *name, const XML_Char **attributes) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, StartElement_handler))
        return;
    int count = 0;
    if (p->specified_attributes)
        count = XML_GetSpecifiedAttributeCount(p->expat);
    else
        while (attributes[count])
            count += 2;
    nx_value container = p->ordered_attributes ? NX_OBJ(nx_list_new(count)) : NX_OBJ(nx_dict_new(count / 2));
    for (int i = 0; container && i < count; i += 2) {
        nx_value key = name_value(p, attributes[i]), value = nx_str_from_c(attributes[i + 1]);
        bool good = key && value && (p->ordered_attributes
                        ? nx_list_push(NX_PTR(nx_list, container), key) && nx_list_push(NX_PTR(nx_list, container), value)
                        : nx_dict_set(NX_PTR(nx_dict, container), key, value));
        if (!good)
            container = 0;
    }
    nx_value args[2] = {name_value(p, name), container};
    tell(p, StartElement_handler, 2, args);
}

static void XMLCALL on_EndElement(void *data, const XML_Char *name) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, EndElement_handler))
        return;
    nx_value arg = name_value(p, name);
    tell(p, EndElement_handler, 1, &arg);
}

static void XMLCALL on_ProcessingInstruction(void *data, const XML_Char *target, const XML_Char *text) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, ProcessingInstruction_handler))
        return;
    nx_value args[2] = {name_value(p, target), text_or_none(text)};
    tell(p, ProcessingInstruction_handler, 2, args);
}

static void XMLCALL on_CharacterData(void *data, const XML_Char *text, int length) {
    parser_object *p = data;
    if (!handler(p, CharacterData_handler))
        return;
    if (p->buffer_text) {
        if (p->buffered + length > p->buffer_size && !flush(p))
            return;
        if (length <= p->buffer_size) {
            memcpy(p->buffer + p->buffered, text, (size_t)length);
            p->buffered += length;
            return;
        }
    }
    nx_value arg = nx_str_from_utf8(text, (size_t)length);
    tell(p, CharacterData_handler, 1, &arg);
}

static void XMLCALL on_UnparsedEntityDecl(void *data, const XML_Char *entity, const XML_Char *base, const XML_Char *system,
                                          const XML_Char *public, const XML_Char *notation) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, UnparsedEntityDecl_handler))
        return;
    nx_value args[5] = {name_value(p, entity), name_value(p, base), name_value(p, system), name_value(p, public), name_value(p, notation)};
    tell(p, UnparsedEntityDecl_handler, 5, args);
}

static void XMLCALL on_NotationDecl(void *data, const XML_Char *notation, const XML_Char *base, const XML_Char *system,
                                    const XML_Char *public) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, NotationDecl_handler))
        return;
    nx_value args[4] = {name_value(p, notation), name_value(p, base), name_value(p, system), name_value(p, public)};
    tell(p, NotationDecl_handler, 4, args);
}

static void XMLCALL on_StartNamespaceDecl(void *data, const XML_Char *prefix, const XML_Char *uri) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, StartNamespaceDecl_handler))
        return;
    nx_value args[2] = {name_value(p, prefix), name_value(p, uri)};
    tell(p, StartNamespaceDecl_handler, 2, args);
}

static void XMLCALL on_EndNamespaceDecl(void *data, const XML_Char *prefix) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, EndNamespaceDecl_handler))
        return;
    nx_value arg = name_value(p, prefix);
    tell(p, EndNamespaceDecl_handler, 1, &arg);
}

static void XMLCALL on_Comment(void *data, const XML_Char *text) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, Comment_handler))
        return;
    nx_value arg = text_or_none(text);
    tell(p, Comment_handler, 1, &arg);
}

#define WITHOUT_ARGUMENTS(name)                                                                                              \
    static void XMLCALL on_##name(void *data) {                                                                              \
        parser_object *p = data;                                                                                             \
        if (flush(p) && handler(p, name##_handler))                                                                          \
            tell(p, name##_handler, 0, NULL);                                                                                \
    }
WITHOUT_ARGUMENTS(StartCdataSection)
WITHOUT_ARGUMENTS(EndCdataSection)
WITHOUT_ARGUMENTS(EndDoctypeDecl)

static void raw_text(parser_object *p, int which, const XML_Char *text, int length) {
    if (!flush(p) || !handler(p, which))
        return;
    nx_value arg = nx_str_from_utf8(text, (size_t)length);
    tell(p, which, 1, &arg);
}

static void XMLCALL on_Default(void *data, const XML_Char *text, int length) { raw_text(data, Default_handler, text, length); }
static void XMLCALL on_DefaultExpand(void *data, const XML_Char *text, int length) { raw_text(data, DefaultExpand_handler, text, length); }

// The handler's answer as a C int; 0 (which stops expat) on errors.
static int answer(nx_value result) {
    int64_t n = 0;
    return result && nx_int_to_i64(result, &n) ? (int)n : 0;
}

static int XMLCALL on_NotStandalone(void *data) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, NotStandalone_handler))
        return 0;
    return answer(tell(p, NotStandalone_handler, 0, NULL));
}

static int XMLCALL on_ExternalEntityRef(XML_Parser parser, const XML_Char *context, const XML_Char *base, const XML_Char *system,
                                        const XML_Char *public) {
    parser_object *p = XML_GetUserData(parser);
    if (!flush(p) || !handler(p, ExternalEntityRef_handler))
        return 0;
    nx_value args[4] = {text_or_none(context), name_value(p, base), name_value(p, system), name_value(p, public)};
    return answer(tell(p, ExternalEntityRef_handler, 4, args));
}

static void XMLCALL on_StartDoctypeDecl(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, StartDoctypeDecl_handler))
        return;
    nx_value args[4] = {name_value(p, name), name_value(p, system), name_value(p, public), NX_INT(internal)};
    tell(p, StartDoctypeDecl_handler, 4, args);
}

static void XMLCALL on_EntityDecl(void *data, const XML_Char *name, int is_parameter, const XML_Char *value, int length,
                                  const XML_Char *base, const XML_Char *system, const XML_Char *public, const XML_Char *notation) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, EntityDecl_handler))
        return;
    nx_value args[7] = {name_value(p, name), NX_INT(is_parameter), value ? nx_str_from_utf8(value, (size_t)length) : NX_NONE,
                        name_value(p, base), name_value(p, system), name_value(p, public), name_value(p, notation)};
    tell(p, EntityDecl_handler, 7, args);
}

static void XMLCALL on_XmlDecl(void *data, const XML_Char *version, const XML_Char *encoding, int standalone) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, XmlDecl_handler))
        return;
    nx_value args[3] = {text_or_none(version), text_or_none(encoding), NX_INT(standalone)};
    tell(p, XmlDecl_handler, 3, args);
}

// (type, quantifier, name, children)
static nx_value model_value(parser_object *p, const XML_Content *model) {
    nx_tuple *children = nx_tuple_new(model->numchildren);
    for (unsigned i = 0; children && i < model->numchildren; i++)
        if (!(children->items[i] = model_value(p, &model->children[i])))
            return 0;
    nx_value items[4] = {NX_INT(model->type), NX_INT(model->quant), name_value(p, model->name), NX_OBJ(children)};
    return children && items[2] ? nx_tuple_from(4, items) : 0;
}

static void XMLCALL on_ElementDecl(void *data, const XML_Char *name, XML_Content *model) {
    parser_object *p = data;
    if (flush(p) && handler(p, ElementDecl_handler)) {
        nx_value args[2] = {name_value(p, name), model_value(p, model)};
        tell(p, ElementDecl_handler, 2, args);
    }
    XML_FreeContentModel(p->expat, model);
}

static void XMLCALL on_AttlistDecl(void *data, const XML_Char *element, const XML_Char *attribute, const XML_Char *type,
                                   const XML_Char *default_, int required) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, AttlistDecl_handler))
        return;
    nx_value args[5] = {name_value(p, element), name_value(p, attribute), text_or_none(type), text_or_none(default_), NX_INT(required)};
    tell(p, AttlistDecl_handler, 5, args);
}

static void XMLCALL on_SkippedEntity(void *data, const XML_Char *name, int is_parameter) {
    parser_object *p = data;
    if (!flush(p) || !handler(p, SkippedEntity_handler))
        return;
    nx_value args[2] = {name_value(p, name), NX_INT(is_parameter)};
    tell(p, SkippedEntity_handler, 2, args);
}

// Tells expat which of the callbacks it is to make.
static void install(parser_object *p, int which) {
    XML_Parser x = p->expat;
    bool on = p->handlers[which] && p->handlers[which] != NX_NONE;
    switch (which) {
    case StartElement_handler: XML_SetStartElementHandler(x, on ? on_StartElement : NULL); break;
    case EndElement_handler: XML_SetEndElementHandler(x, on ? on_EndElement : NULL); break;
    case ProcessingInstruction_handler: XML_SetProcessingInstructionHandler(x, on ? on_ProcessingInstruction : NULL); break;
    case CharacterData_handler: XML_SetCharacterDataHandler(x, on ? on_CharacterData : NULL); break;
    case UnparsedEntityDecl_handler: XML_SetUnparsedEntityDeclHandler(x, on ? on_UnparsedEntityDecl : NULL); break;
    case NotationDecl_handler: XML_SetNotationDeclHandler(x, on ? on_NotationDecl : NULL); break;
    case StartNamespaceDecl_handler: XML_SetStartNamespaceDeclHandler(x, on ? on_StartNamespaceDecl : NULL); break;
    case EndNamespaceDecl_handler: XML_SetEndNamespaceDeclHandler(x, on ? on_EndNamespaceDecl : NULL); break;
    case Comment_handler: XML_SetCommentHandler(x, on ? on_Comment : NULL); break;
    case StartCdataSection_handler: XML_SetStartCdataSectionHandler(x, on ? on_StartCdataSection : NULL); break;
    case EndCdataSection_handler: XML_SetEndCdataSectionHandler(x, on ? on_EndCdataSection : NULL); break;
    case Default_handler: XML_SetDefaultHandler(x, on ? on_Default : NULL); break;
    case DefaultExpand_handler: XML_SetDefaultHandlerExpand(x, on ? on_DefaultExpand : NULL); break;
    case NotStandalone_handler: XML_SetNotStandaloneHandler(x, on ? on_NotStandalone : NULL); break;
    case ExternalEntityRef_handler: XML_SetExternalEntityRefHandler(x, on ? on_ExternalEntityRef : NULL); break;
    case StartDoctypeDecl_handler: XML_SetStartDoctypeDeclHandler(x, on ? on_StartDoctypeDecl : NULL); break;
    case EndDoctypeDecl_handler: XML_SetEndDoctypeDeclHandler(x, on ? on_EndDoctypeDecl : NULL); break;
    case EntityDecl_handler: XML_SetEntityDeclHandler(x, on ? on_EntityDecl : NULL); break;
    case XmlDecl_handler: XML_SetXmlDeclHandler(x, on ? on_XmlDecl : NULL); break;
    case ElementDecl_handler: XML_SetElementDeclHandler(x, on ? on_ElementDecl : NULL); break;
    case AttlistDecl_handler: XML_SetAttlistDeclHandler(x, on ? on_AttlistDecl : NULL); break;
    case SkippedEntity_handler: XML_SetSkippedEntityHandler(x, on ? on_SkippedEntity : NULL); break;
    }
}

static bool set_handler(nx_value self, int which, nx_value value) {
    parser_object *p = of(self);
    if (!value)
        return nx_failf(&nx_RuntimeError, "Cannot delete attribute");
    if (which == CharacterData_handler && !flush(p)) // what was read belongs to the old handler
        return false;
    p->handlers[which] = value;
    // While expat is in this callback it may not be taken away; it finds no handler then.
    if (!(which == CharacterData_handler && p->in_callback && value == NX_NONE))
        install(p, which);
    return true;
}

#define ACCESS(name)                                                                                                         \
    nx_value nx_pyexpat_XMLParserType_get_##name##Handler(nx_value self) {                                                   \
        nx_value found = of(self)->handlers[name##_handler];                                                                 \
        return found ? found : NX_NONE;                                                                                      \
    }                                                                                                                        \
    bool nx_pyexpat_XMLParserType_set_##name##Handler(nx_value self, nx_value value) {                                       \
        return set_handler(self, name##_handler, value);                                                                     \
    }
HANDLERS(ACCESS)

// ---- parsing ----------------------------------------------------------------------------------------------------------------

static nx_value fail_with(parser_object *p, enum XML_Error code) {
    int64_t line = (int64_t)XML_GetErrorLineNumber(p->expat), column = (int64_t)XML_GetErrorColumnNumber(p->expat);
    const XML_LChar *text = XML_ErrorString(code);
    nx_value message = nx_str_format("%s: line %lld, column %lld", text ? text : "unknown error", (long long)line, (long long)column);
    nx_value error = message ? nx_call1(NX_OBJ(&error_type), message) : 0;
    if (!error || !nx_setattr(error, nx_str_intern_c("code"), NX_INT(code)) || !nx_setattr(error, nx_str_intern_c("offset"), NX_INT(column)) ||
        !nx_setattr(error, nx_str_intern_c("lineno"), NX_INT(line)))
        return 0;
    return nx_raise_value(error);
}

static nx_value finish_parse(parser_object *p, enum XML_Status status) {
    if (nx_pending())
        return 0;
    if (status == XML_STATUS_ERROR)
        return fail_with(p, XML_GetErrorCode(p->expat));
    return flush(p) ? NX_INT(status) : 0;
}

nx_value nx_pyexpat_XMLParserType_Parse(nx_value self, nx_value data, nx_value isfinal) {
    parser_object *p = of(self);
    enum { PIECE = 1 << 20 };
    int final = nx_truth(isfinal);
    nx_buffer view = {0};
    if (final < 0)
        return 0;
    const char *text;
    size_t length;
    if (nx_is_str(data)) {
        if (!(text = nx_str_utf8(data, &length)))
            return 0;
        XML_SetEncoding(p->expat, "utf-8");
    } else {
        if (!nx_type_of(data)->buffer)
            return nx_raisef(&nx_TypeError, "a bytes-like object is required, not '%T'", data);
        if (!nx_buffer_get(data, &view))
            return 0;
        text = view.data;
        length = (size_t)view.length;
    }
    enum XML_Status status = XML_STATUS_OK;
    while (length > PIECE && status == XML_STATUS_OK && !nx_pending()) {
        status = XML_Parse(p->expat, text, PIECE, XML_FALSE);
        text += PIECE;
        length -= PIECE;
    }
    if (status == XML_STATUS_OK && !nx_pending())
        status = XML_Parse(p->expat, text, (int)length, final);
    if (view.data)
        nx_buffer_release(&view);
    return finish_parse(p, status);
}

nx_value nx_pyexpat_XMLParserType_ParseFile(nx_value self, nx_value file) {
    parser_object *p = of(self);
    nx_value read = nx_getattr_optional(file, nx_str_intern_c("read"));
    if (!read)
        return nx_pending() ? 0 : nx_raise(&nx_TypeError, "argument must have 'read' attribute");
    for (;;) {
        nx_buffer view;
        nx_value piece = nx_call1(read, NX_INT(2048));
        if (!piece)
            return 0;
        if (!nx_type_of(piece)->buffer)
            return nx_raisef(&nx_TypeError, "read() did not return a bytes object (type=%.400s)", nx_type_of(piece)->c_name);
        if (!nx_buffer_get(piece, &view))
            return 0;
        bool last = view.length == 0;
        enum XML_Status status = XML_Parse(p->expat, view.data, (int)view.length, last);
        nx_buffer_release(&view);
        if (nx_pending())
            return 0;
        if (status == XML_STATUS_ERROR || last)
            return finish_parse(p, status);
    }
}

nx_value nx_pyexpat_XMLParserType_SetBase(nx_value self, nx_value base) {
    const char *text = nx_is_str(base) ? nx_str_utf8(base, NULL) : NULL;
    if (!text)
        return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "SetBase() argument must be str, not %Y", base);
    return XML_SetBase(of(self)->expat, text) ? NX_NONE : nx_raise_no_memory();
}

nx_value nx_pyexpat_XMLParserType_GetBase(nx_value self) { return text_or_none(XML_GetBase(of(self)->expat)); }

nx_value nx_pyexpat_XMLParserType_GetInputContext(nx_value self) {
    int offset, size;
    if (!of(self)->in_callback)
        return NX_NONE;
    const char *text = XML_GetInputContext(of(self)->expat, &offset, &size);
    return text ? nx_bytes_new((const uint8_t *)text + offset, size - offset) : NX_NONE;
}

static nx_value new_parser(XML_Parser expat, nx_value intern) {
    parser_object *p = expat ? nx_new_object(parser_object, parser_type) : NULL;
    if (!p)
        return expat ? 0 : nx_raise_no_memory();
    p->expat = expat;
    p->intern = intern;
    p->buffer_size = 8192;
    XML_SetUserData(expat, p);
    XML_SetHashSalt(expat, 0x5bd1e995u ^ (unsigned long)(uintptr_t)expat);
    return NX_OBJ(p);
}

nx_value nx_pyexpat_XMLParserType_ExternalEntityParserCreate(nx_value self, nx_value context, nx_value encoding) {
    parser_object *p = of(self);
    const char *where = NULL, *code = NULL;
    if (context != NX_NONE && (!nx_is_str(context) || !(where = nx_str_utf8(context, NULL))))
        return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "ExternalEntityParserCreate() argument 1 must be str or None, not %Y", context);
    if (encoding && (!nx_is_str(encoding) || !(code = nx_str_utf8(encoding, NULL))))
        return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "ExternalEntityParserCreate() argument 2 must be str, not %Y", encoding);
    nx_value made = new_parser(XML_ExternalEntityParserCreate(p->expat, where, code), p->intern);
    if (!made)
        return 0;
    parser_object *child = of(made);
    child->ordered_attributes = p->ordered_attributes;
    child->specified_attributes = p->specified_attributes;
    child->namespace_prefixes = p->namespace_prefixes;
    child->buffer_size = p->buffer_size;
    child->buffer_text = p->buffer_text;
    if (child->buffer_text && !(child->buffer = nx_alloc_bytes((size_t)child->buffer_size)))
        return 0;
    for (int i = 0; i < HANDLER_COUNT; i++) {
        child->handlers[i] = p->handlers[i];
        if (p->handlers[i])
            install(child, i);
    }
    return made;
}

nx_value nx_pyexpat_XMLParserType_SetParamEntityParsing(nx_value self, nx_value flag) {
    int64_t n;
    return nx_int_to_i64(flag, &n) ? NX_INT(XML_SetParamEntityParsing(of(self)->expat, (enum XML_ParamEntityParsing)n)) : 0;
}

nx_value nx_pyexpat_XMLParserType_UseForeignDTD(nx_value self, nx_value flag) {
    int on = nx_truth(flag);
    if (on < 0)
        return 0;
    enum XML_Error status = XML_UseForeignDTD(of(self)->expat, on ? XML_TRUE : XML_FALSE);
    return status == XML_ERROR_NONE ? NX_NONE : fail_with(of(self), status);
}

// ---- attributes -------------------------------------------------------------------------------------------------------------

nx_value nx_pyexpat_XMLParserType_get_buffer_text(nx_value self) { return nx_from_bool(of(self)->buffer_text); }
nx_value nx_pyexpat_XMLParserType_get_buffer_size(nx_value self) { return NX_INT(of(self)->buffer_size); }
nx_value nx_pyexpat_XMLParserType_get_buffer_used(nx_value self) { return NX_INT(of(self)->buffered); }
nx_value nx_pyexpat_XMLParserType_get_intern(nx_value self) { return of(self)->intern ? of(self)->intern : NX_NONE; }

bool nx_pyexpat_XMLParserType_set_buffer_text(nx_value self, nx_value value) {
    parser_object *p = of(self);
    int on = value ? nx_truth(value) : nx_failf(&nx_RuntimeError, "Cannot delete attribute") - 1;
    if (on < 0 || (!on && !flush(p)))
        return false;
    if (on && !p->buffer && !(p->buffer = nx_alloc_bytes((size_t)p->buffer_size)))
        return false;
    p->buffer_text = on;
    return true;
}

bool nx_pyexpat_XMLParserType_set_buffer_size(nx_value self, nx_value value) {
    parser_object *p = of(self);
    int64_t size;
    if (!value)
        return nx_failf(&nx_RuntimeError, "Cannot delete attribute");
    if (!nx_is_int(value))
        return nx_failf(&nx_TypeError, "buffer_size must be an integer");
    if (!nx_int_to_i64(value, &size))
        return false;
    if (size <= 0)
        return nx_failf(&nx_ValueError, "buffer_size must be greater than zero");
    if (size > INT32_MAX)
        return nx_failf(&nx_ValueError, "buffer_size must not be greater than %d", INT32_MAX);
    if (size == p->buffer_size)
        return true;
    if (!flush(p) || (p->buffer && !(p->buffer = nx_alloc_bytes((size_t)size))))
        return false;
    p->buffer_size = size;
    return true;
}

#define FLAG(name, change)                                                                                                   \
    nx_value nx_pyexpat_XMLParserType_get_##name(nx_value self) { return nx_from_bool(of(self)->name); }                     \
    bool nx_pyexpat_XMLParserType_set_##name(nx_value self, nx_value value) {                                                \
        int on = value ? nx_truth(value) : nx_failf(&nx_RuntimeError, "Cannot delete attribute") - 1;                        \
        if (on < 0)                                                                                                          \
            return false;                                                                                                    \
        of(self)->name = on;                                                                                                 \
        change;                                                                                                              \
        return true;                                                                                                         \
    }
FLAG(ordered_attributes, (void)0)
FLAG(specified_attributes, (void)0)
FLAG(namespace_prefixes, XML_SetReturnNSTriplet(of(self)->expat, on))

#define POSITION(name, function)                                                                                             \
    nx_value nx_pyexpat_XMLParserType_get_##name(nx_value self) { return nx_from_i64((int64_t)function(of(self)->expat)); }
POSITION(ErrorCode, XML_GetErrorCode)
POSITION(ErrorLineNumber, XML_GetErrorLineNumber)
POSITION(ErrorColumnNumber, XML_GetErrorColumnNumber)
POSITION(ErrorByteIndex, XML_GetErrorByteIndex)
POSITION(CurrentLineNumber, XML_GetCurrentLineNumber)
POSITION(CurrentColumnNumber, XML_GetCurrentColumnNumber)
POSITION(CurrentByteIndex, XML_GetCurrentByteIndex)

static void parser_finalize(nx_value self) {
    if (of(self)->expat)
        XML_ParserFree(of(self)->expat);
    of(self)->expat = NULL;
}

// ---- the module -------------------------------------------------------------------------------------------------------------

nx_value nx_pyexpat_ParserCreate(nx_value encoding, nx_value namespace_separator, nx_value intern) {
    const char *code = NULL, *separator = NULL;
    if (encoding != NX_NONE && (!nx_is_str(encoding) || !(code = nx_str_utf8(encoding, NULL))))
        return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "ParserCreate() argument 'encoding' must be str or None, not %Y", encoding);
    if (namespace_separator != NX_NONE) {
        if (!nx_is_str(namespace_separator))
            return nx_raisef(&nx_TypeError, "ParserCreate() argument 'namespace_separator' must be str or None, not %Y", namespace_separator);
        size_t length;
        if (!(separator = nx_str_utf8(namespace_separator, &length)))
            return 0;
        if (length > 1)
            return nx_raise(&nx_ValueError, "namespace_separator must be at most one character, omitted, or None");
    }
    if (intern && intern != NX_NONE && !nx_is_dict(intern))
        return nx_raise(&nx_TypeError, "intern must be a dictionary");
    if (!intern && !(intern = NX_OBJ(nx_dict_new(8))))
        return 0;
    return new_parser(XML_ParserCreate_MM(code, NULL, separator), intern == NX_NONE ? 0 : intern);
}

nx_value nx_pyexpat_ErrorString(nx_value code) {
    int64_t n;
    return nx_int_to_i64(code, &n) ? text_or_none(XML_ErrorString((enum XML_Error)n)) : 0;
}

static nx_value no_instances(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_raisef(&nx_TypeError, "cannot create '%s' instances", cls->c_name);
}

#include "pyexpat.inc"

static nx_type parser_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &parser_type},
    .c_name = "pyexpat.xmlparser",
    .base = &nx_object_type,
    .basic_size = sizeof(parser_object),
    .doc = nx_pyexpat_XMLParserType_doc,
    .new_ = no_instances,
    .methods = nx_pyexpat_XMLParserType_methods,
    .getsets = nx_pyexpat_XMLParserType_getsets,
    .finalize = parser_finalize,
    .finalizes_quietly = true,
};

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "xml.parsers.expat.ExpatError",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static const char *const error_names[] = {
    NULL, "NO_MEMORY", "SYNTAX", "NO_ELEMENTS", "INVALID_TOKEN", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "TAG_MISMATCH",
    "DUPLICATE_ATTRIBUTE", "JUNK_AFTER_DOC_ELEMENT", "PARAM_ENTITY_REF", "UNDEFINED_ENTITY", "RECURSIVE_ENTITY_REF",
    "ASYNC_ENTITY", "BAD_CHAR_REF", "BINARY_ENTITY_REF", "ATTRIBUTE_EXTERNAL_ENTITY_REF", "MISPLACED_XML_PI",
    "UNKNOWN_ENCODING", "INCORRECT_ENCODING", "UNCLOSED_CDATA_SECTION", "EXTERNAL_ENTITY_HANDLING", "NOT_STANDALONE",
    "UNEXPECTED_STATE", "ENTITY_DECLARED_IN_PE", "FEATURE_REQUIRES_XML_DTD", "CANT_CHANGE_FEATURE_ONCE_PARSING",
    "UNBOUND_PREFIX", "UNDECLARING_PREFIX", "INCOMPLETE_PE", "XML_DECL", "TEXT_DECL", "PUBLICID", "SUSPENDED", "NOT_SUSPENDED",
    "ABORTED", "FINISHED", "SUSPEND_PE", "RESERVED_PREFIX_XML", "RESERVED_PREFIX_XMLNS", "RESERVED_NAMESPACE_URI",
    "INVALID_ARGUMENT", "NO_BUFFER", "AMPLIFICATION_LIMIT_BREACH",
};

static bool put(nx_dict *dict, const char *name, nx_value value) {
    return value && nx_dict_set_str(dict, nx_str_intern_c(name), value);
}

static nx_dict *submodule(nx_module *self, const char *name, const char *doc) {
    char full[64];
    snprintf(full, sizeof full, "pyexpat.%s", name);
    nx_value module = nx_module_new(nx_str_from_c(full));
    if (!module || !put(self->dict, name, module) || !nx_dict_set_str(nx_sys_modules, nx_str_intern_c(full), module) ||
        !put(NX_PTR(nx_module, module)->dict, "__doc__", nx_str_from_c(doc)))
        return NULL;
    return NX_PTR(nx_module, module)->dict;
}

static bool add_errors(nx_module *self) {
    nx_dict *errors = submodule(self, "errors", "Constants used to describe error conditions.");
    nx_dict *codes = nx_dict_new(64), *messages = nx_dict_new(64);
    if (!errors || !codes || !messages)
        return false;
    for (int code = 1; code < (int)(sizeof error_names / sizeof *error_names); code++) {
        char name[64];
        const XML_LChar *text = XML_ErrorString((enum XML_Error)code);
        if (!text)
            continue;
        snprintf(name, sizeof name, "XML_ERROR_%s", error_names[code]);
        nx_value message = nx_str_from_c(text);
        if (!put(errors, name, message) || !nx_dict_set(codes, message, NX_INT(code)) || !nx_dict_set(messages, NX_INT(code), message))
            return false;
    }
    return put(errors, "codes", NX_OBJ(codes)) && put(errors, "messages", NX_OBJ(messages));
}

static bool add_model(nx_module *self) {
    static const struct { const char *name; int value; } constants[] = {
        {"XML_CTYPE_EMPTY", XML_CTYPE_EMPTY}, {"XML_CTYPE_ANY", XML_CTYPE_ANY}, {"XML_CTYPE_MIXED", XML_CTYPE_MIXED},
        {"XML_CTYPE_NAME", XML_CTYPE_NAME}, {"XML_CTYPE_CHOICE", XML_CTYPE_CHOICE}, {"XML_CTYPE_SEQ", XML_CTYPE_SEQ},
        {"XML_CQUANT_NONE", XML_CQUANT_NONE}, {"XML_CQUANT_OPT", XML_CQUANT_OPT}, {"XML_CQUANT_REP", XML_CQUANT_REP},
        {"XML_CQUANT_PLUS", XML_CQUANT_PLUS},
    };
    nx_dict *model = submodule(self, "model", "Constants used to interpret content model information.");
    for (size_t i = 0; model && i < sizeof constants / sizeof *constants; i++)
        if (!put(model, constants[i].name, NX_INT(constants[i].value)))
            return false;
    return model != NULL;
}

static bool init(nx_module *self) {
    XML_Expat_Version version = XML_ExpatVersionInfo();
    nx_value numbers[3] = {NX_INT(version.major), NX_INT(version.minor), NX_INT(version.micro)};
    nx_list *features = nx_list_new(16);
    for (const XML_Feature *f = XML_GetFeatureList(); features && f->feature != XML_FEATURE_END; f++) {
        nx_value pair[2] = {nx_str_from_c(f->name), NX_INT(f->value)};
        if (!nx_list_push(features, nx_tuple_from(2, pair)))
            return false;
    }
    return features && nx_type_ready(&parser_type) && nx_type_ready(&error_type) && put(self->dict, "XMLParserType", NX_OBJ(&parser_type)) &&
           put(self->dict, "ExpatError", NX_OBJ(&error_type)) && put(self->dict, "error", NX_OBJ(&error_type)) &&
           put(self->dict, "EXPAT_VERSION", nx_str_from_c(XML_ExpatVersion())) &&
           put(self->dict, "version_info", nx_tuple_from(3, numbers)) && put(self->dict, "native_encoding", nx_str_from_c("UTF-8")) &&
           put(self->dict, "features", NX_OBJ(features)) && put(self->dict, "XML_PARAM_ENTITY_PARSING_NEVER", NX_INT(0)) &&
           put(self->dict, "XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE", NX_INT(1)) &&
           put(self->dict, "XML_PARAM_ENTITY_PARSING_ALWAYS", NX_INT(2)) && add_errors(self) && add_model(self);
}

const nx_module_def nx_module_pyexpat = {.name = "pyexpat", .functions = nx_pyexpat_functions, .init = init};
