#include "app/viewer/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "app/viewer/content.h"
#include "base/memory.h"
#include "bundle/contents.h"
#include "bundle/verify.h"
#include "platform/image/jpeg.h"
#include "view/look.h"

enum { LETTERS_MAX = 10000, PIECE = 64, TILE_SIDE_MAX = 512, MEGAPIXELS_MAX = 400 };

#if defined(__SANITIZE_ADDRESS__)
enum { IS_SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif
#else
enum { IS_SANITIZED = 0 };
#endif

/* ---- Limits ---- */

static enum status limit(int resource, rlim_t soft, rlim_t hard, struct error *error)
{
    const struct rlimit wanted = {soft, hard};
    if (setrlimit((__rlimit_resource_t)resource, &wanted) == 0)
        return STATUS_OK;
    return error_set(error, STATUS_IO, "limits cannot be set: %s", strerror(errno));
}

enum status verify_confine(struct error *error)
{
    const rlim_t longest_s = VERIFY_BASE_S + LETTERS_MAX * VERIFY_LETTER_MS / 1000;
    const rlim_t memory = (rlim_t)VERIFY_MEMORY_MIB << 20;
    enum status status = limit(RLIMIT_CPU, VERIFY_BASE_S, longest_s, error);
    if (status == STATUS_OK)
        status = limit(RLIMIT_FSIZE, 0, 0, error);
    if (status == STATUS_OK)
        status = limit(RLIMIT_CORE, 0, 0, error);
    if (status == STATUS_OK && !IS_SANITIZED)
        status = limit(RLIMIT_DATA, memory, memory, error);
    if (status == STATUS_OK && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        status = error_set(error, STATUS_IO, "rights cannot be given up: %s", strerror(errno));
    return status;
}

/* The time grows with the letters, once their number is known. */
static enum status allow_letters(size_t count, struct error *error)
{
    const rlim_t seconds = VERIFY_BASE_S + (rlim_t)count * VERIFY_LETTER_MS / 1000;
    const rlim_t longest_s = VERIFY_BASE_S + LETTERS_MAX * VERIFY_LETTER_MS / 1000;
    return limit(RLIMIT_CPU, seconds < longest_s ? seconds : longest_s, longest_s, error);
}

/* ---- Type and pictures ---- */

struct verify {
    struct content content;
    struct letter_source source;
    struct text_metrics metrics;
    struct look look;
    struct jpeg_decoder *decoder;
    struct error *error;
};

static void set_blocks(struct verify *it, enum look_role role, const struct flow_text *text,
                       const char *lang, enum direction direction)
{
    struct flow_sheet sheet = look_sheet(&it->look, role, it->look.screen.w_px / 2, TOKEN_PAGE);
    sheet.live = true;
    sheet.hyphenate = true;
    sheet.lang = lang;
    sheet.direction = direction;
    sheet.picture_height_px = it->look.screen.h_px / 2;
    struct flow *flow = flow_create(&it->metrics, &sheet, text);
    flow_extend(flow, SIZE_MAX);
    flow_destroy(flow);
}

static void set_letter(struct verify *it, const struct letter *letter)
{
    const struct flow_text body = {.number = letter->summary.number,
                                   .blocks = letter->blocks,
                                   .block_count = letter->block_count,
                                   .notes = letter->notes,
                                   .note_count = letter->note_count,
                                   .pictures = letter->pictures,
                                   .picture_count = letter->picture_count};
    set_blocks(it, LOOK_BODY, &body, letter->version_lang, letter->direction);
    for (size_t i = 0; i < letter->note_count; i++) {
        const struct flow_text note = {.blocks = letter->notes[i].blocks,
                                       .block_count = letter->notes[i].block_count};
        set_blocks(it, LOOK_NOTE, &note, letter->version_lang, letter->direction);
    }
}

static enum status decode_tile(struct verify *it, const struct facsimile *picture, uint32_t level,
                               uint32_t row, uint32_t column, struct arena *arena)
{
    const void *bytes;
    size_t length;
    uint32_t *pixels;
    int w, h;
    enum status status = it->source.calls->tile(it->source.self, picture->image, level, row, column,
                                                arena, &bytes, &length, it->error);
    if (status != STATUS_OK)
        return status;
    status = jpeg_decode(it->decoder, bytes, length, TILE_SIDE_MAX, &pixels, &w, &h, it->error);
    if (status == STATUS_OK)
        free(pixels);
    return status;
}

static enum status decode_level(struct verify *it, const struct facsimile *picture, uint32_t level,
                                uint32_t w, uint32_t h)
{
    enum status status = STATUS_OK;
    struct arena *arena = arena_create();
    for (uint32_t row = 0; row * TILE_SIDE_MAX < h && status == STATUS_OK; row++)
        for (uint32_t column = 0; column * TILE_SIDE_MAX < w && status == STATUS_OK; column++) {
            status = decode_tile(it, picture, level, row, column, arena);
            arena_reset(arena);
        }
    arena_destroy(arena);
    return status;
}

static enum status decode_picture(struct verify *it, const struct facsimile *picture)
{
    uint32_t w = picture->width, h = picture->height, level = 0;
    if ((uint64_t)w * h > (uint64_t)MEGAPIXELS_MAX * 1000000)
        return error_set(it->error, STATUS_LIMIT, "over %d megapixels", MEGAPIXELS_MAX);
    enum status status = decode_level(it, picture, level, w, h);
    while (status == STATUS_OK && (w > TILE_SIDE_MAX || h > TILE_SIDE_MAX)) {
        w = (w + 1) / 2;
        h = (h + 1) / 2;
        status = decode_level(it, picture, ++level, w, h);
    }
    return status == STATUS_OK ? status
                               : error_wrap(it->error, status, "picture %u", picture->number);
}

/* ---- Letters and cards ---- */

static enum status look_at_version(struct verify *it, struct key key, const char *lang,
                                   bool with_pictures)
{
    struct letter letter;
    struct arena *arena = arena_create();
    enum status status =
        it->source.calls->letter(it->source.self, key, lang, arena, &letter, it->error);
    if (status == STATUS_OK)
        set_letter(it, &letter);
    for (size_t i = 0; status == STATUS_OK && with_pictures && i < letter.picture_count; i++)
        status = decode_picture(it, &letter.pictures[i]);
    for (size_t i = 1; status == STATUS_OK && with_pictures && i < letter.version_count; i++)
        status = look_at_version(it, key, letter.versions[i].lang, false);
    arena_destroy(arena);
    return status;
}

static enum status look_at_letter(struct verify *it, const struct letter_summary *summary)
{
    const enum status status = look_at_version(it, summary->key, NULL, true);
    return status == STATUS_OK ? status
                               : error_wrap(it->error, status, "letter %s/%s", summary->key.edition,
                                            summary->key.id);
}

static enum status look_at_letters(struct verify *it)
{
    enum status status = STATUS_OK;
    const struct letter_filter all = {0};
    size_t count = 1, total = 0;
    struct arena *arena = arena_create();
    for (size_t first = 0; status == STATUS_OK && count > 0; first += count) {
        const struct letter_summary *summaries;
        arena_reset(arena);
        status = it->source.calls->summaries(it->source.self, &all, first, PIECE, arena, &summaries,
                                             &count, &total, it->error);
        if (status == STATUS_OK && first == 0)
            status = allow_letters(total, it->error);
        for (size_t i = 0; status == STATUS_OK && i < count; i++)
            status = look_at_letter(it, &summaries[i]);
    }
    arena_destroy(arena);
    return status;
}

typedef enum status entity_fn(void *self, struct key key, struct arena *arena,
                              struct entity *ret_entity, struct error *error);

static enum status look_at_cards(struct verify *it, const struct key *keys, size_t count,
                                 entity_fn *read)
{
    enum status status = STATUS_OK;
    struct arena *arena = arena_create();
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct entity entity;
        arena_reset(arena);
        status = read(it->source.self, keys[i], arena, &entity, it->error);
        if (status != STATUS_OK)
            break;
        const struct flow_text text = {.blocks = entity.blocks, .block_count = entity.block_count};
        set_blocks(it, LOOK_NOTE, &text, NULL, DIRECTION_LTR);
    }
    arena_destroy(arena);
    return status;
}

static enum status look_at_all_cards(struct verify *it)
{
    const struct key *keys;
    size_t count;
    struct arena *arena = arena_create();
    enum status status = contents_persons(it->content.bundle, arena, &keys, &count, it->error);
    if (status == STATUS_OK)
        status = look_at_cards(it, keys, count, it->source.calls->person);
    if (status == STATUS_OK)
        status = contents_terms(it->content.bundle, arena, &keys, &count, it->error);
    if (status == STATUS_OK)
        status = look_at_cards(it, keys, count, it->source.calls->term);
    arena_destroy(arena);
    return status;
}

static enum status look_through(struct verify *it)
{
    const struct screen screen = screen_make(1280, 800, 101, 0, 100);
    const struct look_style style = {0};
    if (it->content.bundle == NULL) {
        *it->error = it->content.fault;
        return it->content.fault.status;
    }
    enum status status = content_load(&it->content, "en", it->error);
    if (status != STATUS_OK)
        return status;
    it->source = content_source(&it->content);
    it->metrics = font_shaper_metrics(it->content.shaper);
    it->decoder = jpeg_decoder_create();
    look_make(&it->look, &screen, &style, &it->metrics);
    status = look_at_letters(it);
    if (status == STATUS_OK)
        status = look_at_all_cards(it);
    jpeg_decoder_destroy(it->decoder);
    return status;
}

enum status verify_run(const char *assets, const char *bundle, struct error *error)
{
    struct verify it = {.error = error};
    enum status status = bundle_verify(bundle, NULL, NULL, error);
    if (status != STATUS_OK)
        return status;
    content_open(&it.content, memory_string(assets), bundle);
    status = look_through(&it);
    content_fini(&it.content);
    return status;
}
