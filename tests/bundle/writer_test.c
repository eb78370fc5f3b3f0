#include "bundle/writer.h"

#include "base/buffer.h"
#include "bundle/names.h"
#include "bundle/reader.h"
#include "bundle/verify.h"
#include "fixture.h"
#include "support/harness.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* How many files lie in the temporary directory whose names begin so. */
static int count_files(const char *beginning)
{
    DIR *directory = opendir(harness_temporary_directory());
    int count = 0;
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        count += strncmp(entry->d_name, beginning, strlen(beginning)) == 0;
    if (directory != NULL)
        closedir(directory);
    return count;
}

static void write_text(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    EXPECT(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
}

static void expect_content(const char *path, const char *text)
{
    size_t length;
    char *bytes = harness_read_file(path, &length);
    EXPECT_TEXT(bytes, text);
    free(bytes);
}

static void writes_the_same_bytes_twice(void)
{
    size_t lengths[2] = {0};
    char *bytes[2] = {NULL, NULL};
    static const char *const names[] = {"first.vitrine", "second.vitrine"};
    for (int i = 0; i < 2; i++)
        if (fixture_build(fixture_path(names[i])))
            bytes[i] = harness_read_file(fixture_path(names[i]), &lengths[i]);
    EXPECT_INT(lengths[1], lengths[0]);
    EXPECT(bytes[0] != NULL && bytes[1] != NULL && memcmp(bytes[0], bytes[1], lengths[0]) == 0);
    EXPECT_INT(bundle_verify(fixture_path("first.vitrine"), NULL, NULL, NULL), STATUS_OK);
    free(bytes[0]);
    free(bytes[1]);
}

static void list_dead(void *self, const struct bundle_dead_link *link)
{
    buffer_format(self, "%s/%s %d %s\n", link->from.edition, link->from.id, (int)link->kind,
                  link->target);
}

static void tells_of_dead_links(void)
{
    struct bundle_writer *writer = NULL;
    struct buffer dead = {0};
    EXPECT_INT(bundle_writer_create(fixture_path("dead.vitrine"), &writer, NULL), STATUS_OK);
    EXPECT_INT(fixture_fill(writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_finish(writer, list_dead, &dead, NULL), STATUS_OK);
    bundle_writer_destroy(writer);
    struct buffer expected = {0};
    buffer_format(&expected, "engine/d1 %d elsewhere#d9\nengine/d1 %d p_nobody\n", SPAN_REFERENCE,
                  SPAN_PERSON);
    EXPECT_TEXT(buffer_string(&dead), buffer_string(&expected));
    buffer_fini(&dead);
    buffer_fini(&expected);
}

/* ---- What is refused ---- */

/* A letter of one paragraph "Grüße" with one span, and one note "1". */
struct small {
    struct span span;
    struct block block;
    struct note note;
    struct letter letter;
};

static void small_init(struct small *small)
{
    *small = (struct small){
        .span = {SPAN_ITALIC, 0, 2, NULL, NULL},
        .block = {.kind = BLOCK_PARAGRAPH,
                  .text = "Gr\xc3\xbc\xc3\x9f"
                          "e",
                  .length = 7},
        .note = {.key = "1", .label = "1"},
        .letter = {.summary = {.key = {"e", "d1"}, .title = "T", .first_words = "Gr"},
                   .version_lang = "de",
                   .block_count = 1,
                   .note_count = 1}};
    small->block.spans = &small->span;
    small->block.span_count = 1;
    small->letter.blocks = &small->block;
    small->letter.notes = &small->note;
}

static void expect_small(const struct small *small, enum status expected, const char *words)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    EXPECT_INT(bundle_writer_create(fixture_path("small.vitrine"), &writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_letter(writer, &small->letter, "e.xml:7", &error), expected);
    if (strstr(error.message, words) == NULL)
        EXPECT_TEXT(error.message, words);
    EXPECT(expected == STATUS_OK || strstr(error.message, "e.xml:7: ") == error.message);
    bundle_writer_destroy(writer);
}

static void refuses_spans_that_do_not_fit(void)
{
    static const struct {
        struct span span;
        const char *words;
    } cases[] = {
        {{SPAN_ITALIC, 0, 8, NULL, NULL}, "reaches beyond the text"},
        {{SPAN_ITALIC, 2, 1, NULL, NULL}, "reaches beyond the text"},
        {{SPAN_ITALIC, 0, 3, NULL, NULL}, "cuts a character"},
        {{SPAN_KIND_COUNT, 0, 2, NULL, NULL}, "no known kind"},
        {{SPAN_NOTE, 2, 2, "2", NULL}, "no note of the letter"},
        {{SPAN_NOTE, 0, 2, "1", NULL}, "only stand at a place"},
        {{SPAN_FOREIGN, 0, 2, NULL, NULL}, "no language"},
        {{SPAN_PERSON, 0, 2, NULL, NULL}, "names nobody"},
        {{SPAN_PAGE_BREAK, 2, 2, NULL, NULL}, "no label"},
    };
    struct small small;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        small_init(&small);
        small.span = cases[i].span;
        expect_small(&small, STATUS_INVALID, cases[i].words);
    }
    small_init(&small);
    expect_small(&small, STATUS_OK, "");
}

static void refuses_letters_that_do_not_hold_together(void)
{
    struct small small;
    small_init(&small);
    small.letter.summary.key.id = "";
    expect_small(&small, STATUS_INVALID, "its id is empty");
    small_init(&small);
    small.letter.version_lang = NULL;
    expect_small(&small, STATUS_INVALID, "language");
    small_init(&small);
    small.letter.summary.date.certainty = DATE_EXACT;
    expect_small(&small, STATUS_INVALID, "date");
    small_init(&small);
    small.note.label = "";
    expect_small(&small, STATUS_INVALID, "no label");
    small_init(&small);
    small.block.length = 6;
    expect_small(&small, STATUS_INVALID, "not UTF-8 text of its length");
    small_init(&small);
    small.block.text = "Gr\xff\xff\xff\xff"
                       "e";
    expect_small(&small, STATUS_INVALID, "not UTF-8 text of its length");
    const uint32_t hyphen = 3;
    small_init(&small);
    small.block.hyphens = &hyphen;
    small.block.hyphen_count = 1;
    expect_small(&small, STATUS_INVALID, "hyphen");
}

static void names_both_places_of_an_id(void)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    EXPECT_INT(bundle_writer_create(fixture_path("twice.vitrine"), &writer, NULL), STATUS_OK);
    EXPECT_INT(fixture_fill(writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_letter(writer, &fixture_letter, "more.xml:3", &error), STATUS_INVALID);
    EXPECT(strstr(error.message, "more.xml:3: the id d1 of edition engine is taken by "
                                 "engine.xml:10") != NULL);
    EXPECT_INT(bundle_writer_person(writer, &fixture_person, &error), STATUS_INVALID);
    EXPECT_TEXT(error.message, "two persons have the id p_ada in edition engine");
    struct edition edition = {"engine", "T", "en", 0};
    EXPECT_INT(bundle_writer_edition(writer, &edition, &error), STATUS_INVALID);
    EXPECT_TEXT(error.message, "two editions have the id engine; rename one file or folder");
    bundle_writer_destroy(writer);
}

static void refuses_an_exhibit_without_letters(void)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    const char *path = fixture_path("empty.vitrine");
    EXPECT_INT(bundle_writer_create(path, &writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_finish(writer, NULL, NULL, &error), STATUS_INVALID);
    EXPECT(strstr(error.message, "no letters, so no bundle") != NULL);
    bundle_writer_destroy(writer);
    EXPECT(access(path, F_OK) != 0);
}

static void refuses_places_it_cannot_write_to(void)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    EXPECT_INT(bundle_writer_create(fixture_path("nowhere/x.vitrine"), &writer, &error),
               STATUS_NOT_FOUND);
    EXPECT(strstr(error.message, "nowhere/x.vitrine: cannot be written: No such file") != NULL);
    EXPECT_INT(bundle_writer_create(harness_temporary_directory(), &writer, &error),
               STATUS_INVALID);
    EXPECT(strstr(error.message, "a folder; name a file") != NULL);
    EXPECT_INT(bundle_writer_create("/proc/x.vitrine", &writer, &error), STATUS_NOT_FOUND);
}

/* ---- What is left behind ---- */

struct countdown {
    int left;
    bool dies; /* as when the power goes */
};

static bool count_down(void *self)
{
    struct countdown *countdown = self;
    if (countdown->left-- > 0)
        return false;
    if (countdown->dies)
        _exit(99);
    return true;
}

static enum status build_until(const char *path, struct countdown *countdown)
{
    struct bundle_writer *writer = NULL;
    enum status status = bundle_writer_create(path, &writer, NULL);
    if (status == STATUS_OK) {
        bundle_writer_watch(writer, count_down, countdown);
        status = fixture_fill(writer, NULL);
    }
    if (status == STATUS_OK)
        status = bundle_writer_finish(writer, NULL, NULL, NULL);
    bundle_writer_destroy(writer);
    return status;
}

static void leaves_nothing_wherever_it_is_stopped(void)
{
    const char *path = fixture_path("stopped.vitrine");
    enum status status = STATUS_CANCELLED;
    int stops = 0;
    write_text(path, "old");
    for (; status == STATUS_CANCELLED && stops < 10000; stops++) {
        struct countdown countdown = {.left = stops};
        status = build_until(path, &countdown);
        if (status == STATUS_CANCELLED) {
            expect_content(path, "old");
            EXPECT_INT(count_files(".stopped"), 0);
        }
    }
    EXPECT(stops > 8);
    EXPECT_INT(status, STATUS_OK);
    EXPECT_INT(count_files(".stopped"), 0);
    EXPECT_INT(bundle_verify(path, NULL, NULL, NULL), STATUS_OK);
}

static void keeps_the_old_file_wherever_it_is_killed(void)
{
    const char *path = fixture_path("killed.vitrine");
    write_text(path, "old");
    for (int left = 0, code = 99; code == 99 && left < 10000; left++) {
        pid_t child = fork();
        if (child == 0) {
            struct countdown countdown = {.left = left, .dies = true};
            _exit(build_until(path, &countdown) == STATUS_OK ? 0 : 1);
        }
        int state = 0;
        EXPECT(waitpid(child, &state, 0) == child);
        code = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
        if (code == 99)
            expect_content(path, "old");
        else
            EXPECT_INT(code, 0);
    }
    EXPECT_INT(bundle_verify(path, NULL, NULL, NULL), STATUS_OK);
    EXPECT_INT(count_files(".killed"), 0);
}

/* As on a full disk: no file may grow beyond the limit. */
static enum status build_limited(const char *path, rlim_t bytes)
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {bytes, bytes};
        struct sigaction ignore = {.sa_handler = SIG_IGN};
        struct countdown never = {.left = 1 << 30};
        sigaction(SIGXFSZ, &ignore, NULL);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit((int)build_until(path, &never));
    }
    int state = 0;
    EXPECT(waitpid(child, &state, 0) == child);
    return WIFEXITED(state) ? (enum status)WEXITSTATUS(state) : STATUS_END;
}

static void says_that_the_disk_is_full(void)
{
    const char *path = fixture_path("full.vitrine");
    struct stat whole;
    EXPECT_INT(build_limited(path, 1 << 30), STATUS_OK);
    EXPECT_INT(stat(path, &whole), 0);
    write_text(path, "old");
    for (rlim_t bytes = 0; bytes < (rlim_t)whole.st_size; bytes += 10 * 4096 - 1) {
        EXPECT_INT(build_limited(path, bytes), STATUS_IO);
        expect_content(path, "old");
        EXPECT_INT(count_files(".full"), 0);
    }
    EXPECT_INT(build_limited(path, (rlim_t)whole.st_size), STATUS_OK);
}

/* Letters that say no more than who wrote to whom, and when. */
struct exchanged_letter {
    const char *id, *sender, *recipient, *date;
};

static bool write_exchange(const char *path, const struct exchanged_letter *letters, size_t count)
{
    static const struct span to_first[] = {{SPAN_REFERENCE, 0, 3, "#e1", NULL}};
    static const struct block cites[] = {{.kind = BLOCK_PARAGRAPH,
                                          .text = "See the first.",
                                          .length = 14,
                                          .spans = to_first,
                                          .span_count = 1}};
    static const struct edition edition = {"ex", "Exchange", "en", 0};
    struct bundle_writer *writer = NULL;
    enum status status = bundle_writer_create(path, &writer, NULL);
    if (status == STATUS_OK)
        status = bundle_writer_edition(writer, &edition, NULL);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct letter letter = fixture_editorial;
        letter.summary.kind = LETTER_LETTER;
        letter.summary.key = (struct key){"ex", letters[i].id};
        letter.summary.sender.name = letters[i].sender;
        letter.summary.recipient.name = letters[i].recipient;
        if (letters[i].date != NULL)
            letter.summary.date =
                (struct letter_date){DATE_EXACT, letters[i].date, letters[i].date, NULL};
        if (strcmp(letters[i].id, "e7") == 0) {
            letter.blocks = cites;
            letter.block_count = 1;
        }
        status = bundle_writer_letter(writer, &letter, NULL, NULL);
    }
    if (status == STATUS_OK)
        status = bundle_writer_finish(writer, NULL, NULL, NULL);
    bundle_writer_destroy(writer);
    return EXPECT_INT(status, STATUS_OK);
}

/* "reply-to e1, previous e1, ...", as a bundle gives it. */
static void append_relations(struct buffer *out, const struct letter_source *source, const char *id)
{
    struct arena *arena = arena_create();
    const struct related_letter *related = NULL;
    size_t count = 0;
    EXPECT_INT(
        source->calls->related(source->self, (struct key){"ex", id}, arena, &related, &count, NULL),
        STATUS_OK);
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s %s", i == 0 ? "" : ", ",
                      letter_relation_names.words[related[i].relation], related[i].summary.key.id);
    arena_destroy(arena);
}

static void finds_who_answers_whom(void)
{
    static const struct exchanged_letter letters[] = {
        {"e1", "A", "B", "1900-01-01"}, {"e2", "B", "A", "1900-01-31"}, /* 30 days: an answer */
        {"e3", "B", "A", "1900-02-02"},                                 /* the same one again */
        {"e4", "A", "C", "1900-02-03"},                                 /* another exchange */
        {"e5", "A", "B", "1900-03-05"},                                 /* 31 days: none */
        {"e6", "B", "A", NULL},                                         /* no date, so none */
        {"e7", "C", "A", "1901"},       /* no day; names the first */
        {"e8", "A", "A", "1902-01-01"}, /* to oneself */
    };
    static const struct {
        const char *id, *relations;
    } expected[] = {
        {"e1", "reply e2, next e2, related e7"},
        {"e2", "reply-to e1, previous e1, next e3"},
        {"e3", "previous e2, next e5"},
        {"e4", "next e7"},
        {"e5", "previous e3, next e6"},
        {"e6", "previous e5"},
        {"e7", "previous e4, related e1"},
        {"e8", ""},
        {"e9", ""},
    };
    const char *path = fixture_path("exchange.vitrine");
    struct bundle_reader *reader = NULL;
    if (!write_exchange(path, letters, sizeof letters / sizeof *letters) ||
        !EXPECT_INT(bundle_reader_open(path, &reader, NULL), STATUS_OK))
        return;
    struct letter_source source = bundle_reader_source(reader);
    struct buffer found = {0};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        buffer_cut(&found, 0);
        append_relations(&found, &source, expected[i].id);
        EXPECT_TEXT(buffer_string(&found), expected[i].relations);
    }
    buffer_fini(&found);
    bundle_reader_close(reader);
}

/* Ada and Charles write in turns on days that are near; the sources know better. */
static void believes_what_sources_say_of_answers(void)
{
    static const char *const days[] = {"1843-01-01", "1843-01-02", "1843-01-03", "1843-01-04"};
    static const char *const ids[] = {"a", "b", "c", "d"};
    const struct edition edition = {"e", "E", "en", 0};
    const struct entity cards[] = {{.key = {"e", "x"}, .name = "X", .sort = "x"},
                                   {.key = {"e", "y"}, .name = "Y", .sort = "y"}};
    struct bundle_writer *writer = NULL;
    struct bundle_reader *reader = NULL;
    struct arena *arena = arena_create();
    const char *path = fixture_path("given.vitrine");
    struct buffer text = {0};
    EXPECT_INT(bundle_writer_create(path, &writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_edition(writer, &edition, NULL), STATUS_OK);
    for (size_t i = 0; i < 4; i++) {
        const struct letter letter = {.summary = {.key = {"e", ids[i]},
                                                  .title = ids[i],
                                                  .first_words = "",
                                                  .date = {DATE_EXACT, days[i], days[i], NULL},
                                                  .sender = {i % 2 == 0 ? "X" : "Y", NULL},
                                                  .recipient = {i % 2 == 0 ? "Y" : "X", NULL}},
                                      .version_lang = "en"};
        EXPECT_INT(bundle_writer_letter(writer, &letter, NULL, NULL), STATUS_OK);
    }
    for (size_t i = 0; i < 2; i++)
        EXPECT_INT(bundle_writer_person(writer, &cards[i], NULL), STATUS_OK);
    const struct key last = {"e", "d"};
    EXPECT_INT(bundle_writer_relation(writer, last, RELATION_REPLY_TO, "#a", NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_relation(writer, last, RELATION_PREVIOUS, "e#b", NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_relation(writer, last, RELATION_NEXT, "e#nobody", NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_relation(writer, last, RELATION_RELATED, "#a", NULL), STATUS_INVALID);
    EXPECT_INT(bundle_writer_finish(writer, NULL, NULL, NULL), STATUS_OK);
    bundle_writer_destroy(writer);
    if (!EXPECT_INT(bundle_reader_open(path, &reader, NULL), STATUS_OK))
        return;
    struct letter_source source = bundle_reader_source(reader);
    for (size_t i = 0; i < 4; i++) {
        const struct related_letter *related = NULL;
        size_t count = 0;
        EXPECT_INT(source.calls->related(source.self, (struct key){"e", ids[i]}, arena, &related,
                                         &count, NULL),
                   STATUS_OK);
        buffer_format(&text, "%s:", ids[i]);
        for (size_t k = 0; k < count; k++)
            buffer_format(&text, " %d%s", (int)related[k].relation, related[k].summary.key.id);
        buffer_text(&text, "\n");
    }
    EXPECT_TEXT(buffer_string(&text), "a: 1d 3b\n"
                                      "b: 1c 2a 3d\n"
                                      "c: 0b\n"
                                      "d: 0a 2b\n");
    buffer_fini(&text);
    bundle_reader_close(reader);
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"writes_the_same_bytes_twice", writes_the_same_bytes_twice},
        {"finds_who_answers_whom", finds_who_answers_whom},
        {"tells_of_dead_links", tells_of_dead_links},
        {"refuses_spans_that_do_not_fit", refuses_spans_that_do_not_fit},
        {"refuses_letters_that_do_not_hold_together", refuses_letters_that_do_not_hold_together},
        {"names_both_places_of_an_id", names_both_places_of_an_id},
        {"refuses_an_exhibit_without_letters", refuses_an_exhibit_without_letters},
        {"refuses_places_it_cannot_write_to", refuses_places_it_cannot_write_to},
        {"leaves_nothing_wherever_it_is_stopped", leaves_nothing_wherever_it_is_stopped},
        {"keeps_the_old_file_wherever_it_is_killed", keeps_the_old_file_wherever_it_is_killed},
        {"says_that_the_disk_is_full", says_that_the_disk_is_full},
        {"believes_what_sources_say_of_answers", believes_what_sources_say_of_answers},
        {0},
    };
    return harness_run(cases);
}
