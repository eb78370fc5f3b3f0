#include "build.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "bundle/hyphenate/hyphenate.h"
#include "bundle/lint/lint.h"
#include "bundle/writer.h"
#include "choices.h"
#include "import/import.h"
#include "pictures.h"
#include "slides.h"
#include "versions.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One build; also the importer's sink. */
struct build {
    const struct build_options *options;
    struct bundle_writer *writer;
    struct import_report *report;
    struct hyphenator *hyphenator;
    struct lint *lint;
    struct pictures *pictures;
    struct slides *slides;
    struct versions *versions;
    struct arena *letter; /* what is changed in one letter or card */
    struct buffer lang;   /* of the edition being imported */
    bool imported;        /* from then on an error among the findings stops the writer */
};

/* ---- Signals: blocked while a bundle is built, and looked for between letters ---- */

void build_ending_signals(sigset_t *ret_signals)
{
    sigemptyset(ret_signals);
    sigaddset(ret_signals, SIGINT);
    sigaddset(ret_signals, SIGTERM);
    sigaddset(ret_signals, SIGHUP);
}

static bool is_signal_pending(void)
{
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) ||
           sigismember(&pending, SIGHUP);
}

static bool is_to_stop(void *self)
{
    const struct build *build = self;
    if (is_signal_pending())
        return true;
    return build->imported && import_report_errors(build->report) > 0;
}

/* ---- The importer's sink: what it delivers goes to the writer ---- */

static enum status put_exhibit(void *self, const struct exhibit *exhibit, struct error *error)
{
    return bundle_writer_exhibit(((struct build *)self)->writer, exhibit, error);
}

static enum status put_edition(void *self, const struct edition *edition, struct error *error)
{
    struct build *build = self;
    buffer_cut(&build->lang, 0);
    buffer_text(&build->lang, edition->lang == NULL ? "" : edition->lang);
    lint_edition(build->lint, edition);
    return bundle_writer_edition(build->writer, edition, error);
}

static enum status put_letter(void *self, const struct letter *letter, const char *origin,
                              struct error *error)
{
    struct build *build = self;
    arena_reset(build->letter);
    bool first = versions_letter(build->versions, letter, origin);
    pictures_letter(build->pictures, letter, origin);
    struct letter checked = lint_letter(build->lint, build->letter, letter, origin, first);
    struct letter hyphenated = hyphenator_letter(build->hyphenator, build->letter, &checked);
    return bundle_writer_letter(build->writer, &hyphenated, origin, error);
}

/* A card is in its edition's language, the one told of last. */
static struct entity hyphenated_card(struct build *build, const struct entity *card)
{
    struct entity hyphenated = *card;
    arena_reset(build->letter);
    hyphenated.blocks = hyphenator_blocks(build->hyphenator, build->letter, card->blocks,
                                          card->block_count, buffer_string(&build->lang));
    return hyphenated;
}

static enum status put_person(void *self, const struct entity *person, struct error *error)
{
    struct build *build = self;
    lint_person(build->lint, person);
    struct entity hyphenated = hyphenated_card(build, person);
    return bundle_writer_person(build->writer, &hyphenated, error);
}

static enum status put_term(void *self, const struct entity *term, struct error *error)
{
    struct build *build = self;
    lint_term(build->lint, term);
    struct entity hyphenated = hyphenated_card(build, term);
    return bundle_writer_term(build->writer, &hyphenated, error);
}

static enum status put_anchor(void *self, const char *edition, const char *id, const char *place,
                              struct error *error)
{
    return bundle_writer_anchor(((struct build *)self)->writer, edition, id, place, error);
}

static enum status put_relation(void *self, struct key letter, enum letter_relation relation,
                                const char *target, struct error *error)
{
    return bundle_writer_relation(((struct build *)self)->writer, letter, relation, target, error);
}

static enum status put_picture(void *self, const struct import_picture *picture,
                               struct error *error)
{
    (void)error;
    pictures_named(((struct build *)self)->pictures, picture);
    return STATUS_OK;
}

static enum status put_start(void *self, const char *place, const char *title, struct error *error)
{
    return bundle_writer_start(((struct build *)self)->writer, place, title, error);
}

static enum status put_slide(void *self, const struct slide *slide, const char *origin,
                             struct error *error)
{
    (void)error;
    slides_add(((struct build *)self)->slides, slide, origin);
    return STATUS_OK;
}

static const struct import_sink_calls sink_calls = {.exhibit = put_exhibit,
                                                    .edition = put_edition,
                                                    .letter = put_letter,
                                                    .person = put_person,
                                                    .term = put_term,
                                                    .anchor = put_anchor,
                                                    .relation = put_relation,
                                                    .picture = put_picture,
                                                    .start = put_start,
                                                    .slide = put_slide};

static void tell_dead_link(void *self, const struct bundle_dead_link *link)
{
    import_report_dead_link(((struct build *)self)->report, link->from, link->kind, link->target);
}

/* ---- The build ---- */

static enum status add_choices(struct build *build, struct error *error)
{
    const struct build_options *options = build->options;
    struct buffer interface = {0};
    char *assets = file_assets(options->assets);
    buffer_format(&interface, "%s/strings", assets);
    enum status status = choices_add(build->writer, options->sources, options->source_count,
                                     buffer_string(&interface), build->report, error);
    buffer_fini(&interface);
    free(assets);
    return status;
}

static enum status import_all(struct build *build, struct error *error)
{
    struct import_sink sink = {&sink_calls, build};
    enum status status = import_sources(build->options->sources, build->options->source_count,
                                        &sink, build->report, error);
    if (status == STATUS_OK)
        status = pictures_finish(build->pictures, error);
    if (status == STATUS_OK)
        status = slides_write(build->slides, build->pictures, error);
    if (status == STATUS_OK)
        status = add_choices(build, error);
    lint_finish(build->lint);
    versions_finish(build->versions);
    build->imported = true;
    if (status == STATUS_OK)
        status = bundle_writer_finish(build->writer, tell_dead_link, build, error);
    size_t errors = import_report_errors(build->report);
    if (status == STATUS_CANCELLED && !is_signal_pending())
        return error_set(
            error, STATUS_INVALID,
            "%s: not made: --strict, and there %s %zu finding%s that it makes an error",
            build->options->target, errors == 1 ? "is" : "are", errors, errors == 1 ? "" : "s");
    return status;
}

/* No warning of a source's: the same letters are complete without, and --strict is about them. */
static void tell_missing_patterns(const struct hyphenator *hyphenator)
{
    const char *package;
    for (size_t n = 0; (package = hyphenator_missing(hyphenator, n)) != NULL; n++)
        fprintf(stderr, "vitrine-bundle: words of one language are not hyphenated; install %s\n",
                package);
}

/* Nor is a font: the kiosk has them all. */
static void tell_missing_fonts(const struct lint *lint)
{
    const char *package = lint_missing_font(lint, 0);
    if (package != NULL)
        fprintf(stderr,
                "vitrine-bundle: whether fonts have all characters is not looked at; install %s\n",
                package);
}

static struct lint *make_lint(const struct build_options *options, struct import_report *report)
{
    struct buffer fonts = {0};
    char *assets = file_assets(options->assets);
    buffer_format(&fonts, "%s/fonts.ini", assets);
    struct lint *lint = lint_create(report, buffer_string(&fonts));
    buffer_fini(&fonts);
    free(assets);
    return lint;
}

enum status build_bundle(const struct build_options *options, struct import_report *report,
                         struct error *error)
{
    struct build build = {.options = options, .report = report};
    if (options->strict != NULL)
        import_report_strict(report, options->strict);
    enum status status = bundle_writer_create(options->target, &build.writer, error);
    if (status != STATUS_OK)
        return status;
    bundle_writer_program(build.writer, options->version);
    bundle_writer_watch(build.writer, is_to_stop, &build);
    build.hyphenator = hyphenator_create(NULL);
    build.lint = make_lint(options, report);
    build.pictures = pictures_create(build.writer, options->sources, options->source_count, report);
    pictures_keep_tiles(build.pictures, options->tiles);
    build.slides = slides_create(build.writer, report);
    build.versions = versions_create(report);
    build.letter = arena_create();
    status = import_all(&build, error);
    tell_missing_patterns(build.hyphenator);
    tell_missing_fonts(build.lint);
    lint_destroy(build.lint);
    pictures_destroy(build.pictures);
    slides_destroy(build.slides);
    versions_destroy(build.versions);
    hyphenator_destroy(build.hyphenator);
    arena_destroy(build.letter);
    buffer_fini(&build.lang);
    bundle_writer_destroy(build.writer);
    return status;
}
