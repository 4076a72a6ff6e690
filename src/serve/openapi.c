/* The OpenAPI 3.1 document, from the tables of route.c and the schemas. */
#include "serve/route.h"

#include <ctype.h>

static void param_schema(wk_json *j, const wk_param *p) {
    static const char *const types[] = {"string", "string", "integer", "string", "boolean"};
    wk_json_open(j, '{');
    wk_json_member(j, "type", wk_str_of(types[p->kind]));
    if (p->kind == WK_NUMBER) {
        wk_json_member_int(j, "minimum", p->least);
        wk_json_member_int(j, "maximum", p->most);
    }
    if (p->choices) {
        wk_json_key(j, "enum");
        wk_choices_json(j, p->choices);
    }
    wk_json_close(j, '}');
}

static void parameter(wk_json *j, const char *name, const char *in, const char *help, const wk_param *p) {
    wk_json_open(j, '{');
    wk_json_member(j, "name", wk_str_of(name));
    wk_json_member(j, "in", wk_str_of(in));
    wk_json_member(j, "description", wk_str_of(help));
    if (!p) wk_json_member_bool(j, "required", true);
    wk_json_key(j, "schema");
    if (p) param_schema(j, p);
    else wk_json_raw(j, WK_S("{\"type\":\"string\"}"));
    wk_json_close(j, '}');
}

static void parameters(wk_json *j, const wk_route *r) {
    wk_json_key(j, "parameters");
    wk_json_open(j, '[');
    if (wk_str_ends(wk_str_of(r->path), WK_S("{id}")))
        parameter(j, "id", "path", "its id; of events the beginning of one (4 digits or more) is enough", NULL);
    for (const wk_param *p = wk_params; p->name; p++)
        if (p->bit & r->params) parameter(j, p->name, "query", p->help, p);
    wk_json_close(j, ']');
}

static void content(wk_json *j, const char *type, const char *schema) {
    wk_json_key(j, "content");
    wk_json_open(j, '{');
    wk_json_key(j, type);
    wk_json_open(j, '{');
    wk_json_key(j, "schema");
    wk_json_open(j, '{');
    if (schema) {
        char ref[80];
        snprintf(ref, sizeof ref, "#/components/schemas/%s", schema);
        wk_json_member(j, "$ref", wk_str_of(ref));
    } else {
        wk_json_member(j, "type", WK_S("object"));
    }
    wk_json_close(j, '}');
    wk_json_close(j, '}');
    wk_json_close(j, '}');
}

static void answer(wk_json *j, const char *code, const char *help, const char *type, const char *schema) {
    wk_json_key(j, code);
    wk_json_open(j, '{');
    wk_json_member(j, "description", wk_str_of(help));
    if (type) content(j, type, schema);
    wk_json_close(j, '}');
}

static void operation(wk_json *j, const wk_route *r) {
    char method[8] = "";
    for (size_t i = 0; r->method[i] && i + 1 < sizeof method; i++) method[i] = (char)tolower((unsigned char)r->method[i]);
    wk_json_key(j, method);
    wk_json_open(j, '{');
    if (r->tool) wk_json_member(j, "operationId", wk_str_of(r->tool));
    wk_json_member(j, "summary", wk_str_of(r->help));
    parameters(j, r);
    if (r->takes) {
        wk_json_key(j, "requestBody");
        wk_json_open(j, '{');
        wk_json_member_bool(j, "required", true);
        content(j, "application/json", r->takes);
        wk_json_close(j, '}');
    }
    wk_json_key(j, "responses");
    wk_json_open(j, '{');
    answer(j, "200", "the answer", "application/json", r->answer);
    if (!r->takes) answer(j, "304", "what If-None-Match names is still the answer", NULL, NULL);
    answer(j, "default", "what went wrong, in one line (RFC 9457)", "application/problem+json", "problem");
    wk_json_close(j, '}');
    wk_json_close(j, '}');
}

static bool begins_path(const wk_route *r) {
    return r == wk_routes || strcmp(r->path, r[-1].path) != 0;
}

wk_status wk_route_openapi(wk_call *call, wk_error *error) {
    (void)error;
    wk_json *j = &call->out;
    wk_json_open(j, '{');
    wk_json_member(j, "openapi", WK_S("3.1.0"));
    wk_json_key(j, "info");
    wk_json_raw(j, WK_S("{\"title\":\"warkat\",\"version\":\"1\",\"description\":\"Who said what to whom, when, on what occasion, "
                        "through which source. Lists come in pages: `next` is the `cursor` of the page after, null at the end. "
                        "Answers carry an ETag that changes only with their bytes.\"}"));
    wk_json_key(j, "servers");
    wk_json_raw(j, WK_S("[{\"url\":\"/api/v1\"}]"));
    wk_json_key(j, "paths");
    wk_json_open(j, '{');
    for (const wk_route *r = wk_routes; r->path; r++) { /* methods of one path stand together */
        if (begins_path(r)) {
            if (r != wk_routes) wk_json_close(j, '}');
            wk_json_key(j, r->path);
            wk_json_open(j, '{');
        }
        operation(j, r);
    }
    wk_json_close(j, '}');
    wk_json_close(j, '}');
    wk_json_key(j, "components");
    wk_json_open(j, '{');
    wk_json_key(j, "schemas");
    wk_json_raw(j, wk_schemas());
    wk_json_close(j, '}');
    wk_json_close(j, '}');
    return WK_OK;
}
