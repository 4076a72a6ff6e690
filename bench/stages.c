/* Times one stage of the flow over pages, in one thread, and prints one JSON object.
 *
 * usage: stages STAGE PATH...
 *
 * STAGE names how far each page goes, and each takes in the ones before it: "source" only opens pages, "hash" also
 * takes their SHA-256 sixteen times (a yardstick that has nothing to do with us), "article" makes articles of them,
 * "read" readings, "parts" the same with the clock looked at between the stages of the reading, whose seconds are told
 * one by one, less what the clock takes, "json" their JSON. Packs are loaded before the clock starts; their time is told
 * apart. Seconds are processor time, which what else runs on the machine disturbs little. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "pack/pack.h"
#include "read/reading.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SOURCE, HASH, ARTICLE, READ, PARTS, JSON, MOST_PARTS = 16 };
static const char *const stages[] = {"source", "hash", "article", "read", "parts", "json"};

struct work {
    wk_arena *arena; /* one document at a time */
    int stage;
    wk_packs *packs;
    size_t pages, bytes, text, failed, sum; /* text: bytes of bodies */
    struct part {
        const char *name;
        double seconds;
    } parts[MOST_PARTS], *part; /* of a reading; the one that runs */
    double since, clock; /* clock: what looking at it costs, which is no part's */
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What looking at the clock costs: a system call, which would be a fiftieth of a short article's reading. */
static double clock_costs(void) {
    enum { LOOKS = 2000 };
    double start = now();
    for (int i = 0; i < LOOKS; i++) now();
    return (now() - start) / LOOKS;
}

/* A stage of the reading begins: what passed was the one's before. */
static void part_begins(void *context, const char *name) {
    struct work *work = context;
    double time = now();
    if (work->part) work->part->seconds += time - work->since - work->clock;
    work->since = time;
    work->part = NULL;
    for (int i = 0; name && i < MOST_PARTS && !work->part; i++) {
        if (!work->parts[i].name) work->parts[i].name = name;
        if (strcmp(work->parts[i].name, name) == 0) work->part = &work->parts[i];
    }
}

static wk_status take(void *context, const wk_page *page, const wk_error *failure) {
    struct work *work = context;
    if (failure) {
        work->failed++;
        return WK_OK;
    }
    work->pages++;
    work->bytes += page->bytes.n;
    for (int i = 0; work->stage == HASH && i < 16; i++) work->sum += wk_hash(page->bytes).bytes[0];
    if (work->stage < ARTICLE) return WK_OK;
    wk_arena *arena = work->arena;
    wk_article *article = NULL;
    if (wk_article_read(arena, work->packs, page, &article, NULL) != WK_OK) {
        work->failed++;
    } else if (work->stage >= READ) {
        work->text += article->parts.n ? article->parts.v[0].text.n : 0;
        wk_reading *reading = wk_read_watched(arena, work->packs, article, work->stage == PARTS ? part_begins : NULL, work);
        work->sum += reading->acts.n;
        if (work->stage == JSON) {
            wk_buf out = {0};
            wk_reading_json(reading, &out);
            work->sum += out.n;
            wk_buf_free(&out);
        }
    }
    wk_arena_reset(arena);
    return WK_OK;
}

/* The most memory held so far, in MB. Not getrusage()'s, which takes in what the parent held before exec. */
static double peak(void) {
    unsigned long kb = 0;
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %lu", &kb) == 1) break;
    if (status) fclose(status);
    return (double)kb / 1024;
}

int main(int argc, char **argv) {
    struct work work = {.arena = wk_arena_new(), .stage = -1, .clock = clock_costs()};
    for (int i = 0; argc > 2 && i < (int)(sizeof stages / sizeof *stages); i++)
        if (strcmp(argv[1], stages[i]) == 0) work.stage = i;
    if (work.stage < 0) {
        fputs("usage: stages source|hash|article|read|parts|json PATH...\n", stderr);
        return WK_USAGE;
    }
    wk_error error = {.status = WK_OK};
    double start = now();
    wk_status status = (work.stage < READ ? wk_packs_load_articles : wk_packs_load)(NULL, &work.packs, &error);
    double loaded = now(), base = peak();
    wk_source_options options = {0};
    for (int i = 2; i < argc && status == WK_OK; i++) status = wk_source_read(argv[i], &options, take, &work, &error);
    double seconds = now() - loaded;
    if (status != WK_OK) {
        wk_error_print(stderr, &error);
        return (int)status;
    }
    printf("{\"stage\": \"%s\", \"pages\": %zu, \"bytes\": %zu, \"text_bytes\": %zu, \"failed\": %zu, \"seconds\": %.6f, \"packs_seconds\": %.6f, "
           "\"peak_mb\": %.1f, \"packs_mb\": %.1f, \"sum\": %zu, \"parts\": {",
           argv[1], work.pages, work.bytes, work.text, work.failed, seconds, loaded - start, peak(), base, work.sum);
    for (int i = 0; i < MOST_PARTS && work.parts[i].name; i++)
        printf("%s\"%s\": %.6f", i ? ", " : "", work.parts[i].name, work.parts[i].seconds);
    puts("}}");
    wk_packs_free(work.packs);
    wk_arena_free(work.arena);
    return 0;
}
