/* The font list of the assets and the shaping over it, with the packaged fonts. */
#include "text/font.h"

#include <stdio.h>
#include <string.h>

#include "support/harness.h"
#include "text/set_text.h"
#include "text/small_caps.h"

struct fonts {
    struct font_list *list;
    struct font_shaper *shaper;
    struct text_metrics metrics;
};

/* Skips the case where a package is not installed. */
static bool open_fonts(struct fonts *fonts)
{
    struct error error;
    const char *path, *package;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts->list, &error),
                    STATUS_OK))
        return false;
    if (font_list_missing(fonts->list, 0, &path, &package)) {
        font_list_destroy(fonts->list);
        harness_skip("not all fonts of assets/fonts.ini are installed");
        return false;
    }
    fonts->shaper = font_shaper_create(fonts->list);
    fonts->metrics = font_shaper_metrics(fonts->shaper);
    return true;
}

static void close_fonts(struct fonts *fonts)
{
    font_shaper_destroy(fonts->shaper);
    font_list_destroy(fonts->list);
}

static size_t shape(const struct fonts *fonts, const struct text_style *style, const char *text,
                    enum direction direction, struct text_glyph glyphs[64])
{
    size_t length = strlen(text);
    return fonts->metrics.calls->shape(fonts->metrics.self, style, text, length, 0, length,
                                       direction, glyphs, 64);
}

static bool face_is(const struct fonts *fonts, const struct text_glyph *glyph, const char *name)
{
    int index;
    return strstr(font_list_path(fonts->list, glyph->face, &index), name) != NULL;
}

static void shapes_with_features(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "en"};
    struct text_style caps = style, lining = style, superior = style;
    caps.small_caps = lining.lining_figures = superior.superior = true;
    struct text_glyph a[64], b[64];

    shape(&fonts, &style, "fi", DIRECTION_LTR, a);
    shape(&fonts, &style, "f", DIRECTION_LTR, b);
    EXPECT(a[0].glyph != b[0].glyph);
    EXPECT_INT(shape(&fonts, &style, "President", DIRECTION_LTR, a), 9);
    EXPECT_INT(shape(&fonts, &caps, "President", DIRECTION_LTR, b), 9);
    EXPECT(a[0].glyph == b[0].glyph && a[1].glyph != b[1].glyph);
    shape(&fonts, &style, "1962", DIRECTION_LTR, a);
    shape(&fonts, &lining, "1962", DIRECTION_LTR, b);
    EXPECT(a[1].glyph != b[1].glyph);
    shape(&fonts, &superior, "3", DIRECTION_LTR, b);
    shape(&fonts, &lining, "3", DIRECTION_LTR, a);
    EXPECT(a[0].glyph != b[0].glyph || (b[0].size_26_6 < 35 * 64 && b[0].dy_26_6 > 0));
    EXPECT(text_metrics_width_px(&fonts.metrics, &style, "AV") <
           text_metrics_width_px(&fonts.metrics, &style, "A") +
               text_metrics_width_px(&fonts.metrics, &style, "V"));
    close_fonts(&fonts);
}

/* EB Garamond's italic has no yat: the whole word, and no more, is set in the next face. */
static void falls_back_by_whole_words(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .italic = true, .size_26_6 = 35 * 64};
    struct text_glyph glyphs[64];
    size_t count = shape(&fonts, &style, "ко мнѣ и", DIRECTION_LTR, glyphs);
    if (EXPECT_INT(count, 8)) {
        EXPECT(face_is(&fonts, &glyphs[0], "EBGaramond"));
        EXPECT(face_is(&fonts, &glyphs[3], "Gentium"));
        EXPECT(face_is(&fonts, &glyphs[5], "Gentium"));
        EXPECT(face_is(&fonts, &glyphs[7], "EBGaramond"));
    }
    close_fonts(&fonts);
}

/* Sets a paragraph, of which `italics` are so; answers whether its word that begins with `word` is
 * set in the face `name`, whole. */
static bool word_is_set_in(const struct fonts *fonts, const char *paragraph, const char *italics,
                           const char *word, const char *name)
{
    uint32_t length = (uint32_t)strlen(paragraph);
    uint32_t start = (uint32_t)(strstr(paragraph, italics) - paragraph);
    struct span span = {
        .kind = SPAN_ITALIC, .start = start, .end = start + (uint32_t)strlen(italics)};
    struct block block = {.text = paragraph, .length = length, .spans = &span, .span_count = 1};
    struct set_options options = {.metrics = &fonts->metrics,
                                  .style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "ru"},
                                  .end = length};
    struct arena *arena = arena_create();
    const struct set_text *text = set_text_create(arena, &block, &options);
    uint32_t at = (uint32_t)(strstr(paragraph, word) - paragraph);
    uint32_t end = at + (uint32_t)strcspn(paragraph + at, " ");
    bool all = true;
    for (size_t i = 0; i < text->glyph_count; i++) {
        const struct text_glyph *glyph = &text->glyphs[i];
        all = all && (glyph->cluster < at || glyph->cluster >= end || face_is(fonts, glyph, name));
    }
    arena_destroy(arena);
    return all;
}

/* Where one word of a run of italics needs another face, the run is set in that: not the text
 * around it, nor for a sign or for writing that has no italics, nor upright letters. */
static void a_run_of_italics_is_of_one_face(void)
{
    static const struct {
        const char *paragraph, *italics, *word, *name;
    } cases[] = {
        {"Онъ жилъ въ Ясной Полянѣ.", "въ Ясной Полянѣ.", "въ", "GentiumPlus-Italic"},
        {"Онъ жилъ въ Ясной Полянѣ.", "въ Ясной Полянѣ.", "Ясной", "GentiumPlus-Italic"},
        {"Онъ жилъ въ Ясной Полянѣ.", "въ Ясной Полянѣ.", "Полянѣ", "GentiumPlus-Italic"},
        {"Онъ жилъ въ Ясной Полянѣ.", "въ Ясной Полянѣ.", "жилъ", "EBGaramond12-Regular"},
        {"Отъ Ѳеодора, cher ami", "Ѳеодора, cher ami", "cher", "GentiumPlus-Italic"},
        {"Онъ жилъ въ Москвѣ.", "жилъ", "жилъ", "EBGaramond12-Italic"},
        {"Онъ жилъ въ Москвѣ.", "жилъ", "Москвѣ", "EBGaramond12-Regular"},
        {"Туда \xE2\x98\x9E сюда", "Туда \xE2\x98\x9E сюда", "Туда", "EBGaramond12-Italic"},
        {"Слово \xE4\xB8\xAD здесь", "Слово \xE4\xB8\xAD здесь", "здесь", "EBGaramond12-Italic"},
    };
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!EXPECT(word_is_set_in(&fonts, cases[i].paragraph, cases[i].italics, cases[i].word,
                                   cases[i].name)))
            printf("  %s in %s\n", cases[i].word, cases[i].paragraph);
    }
    close_fonts(&fonts);
}

/* Arabic joins, comes in visual order, and a mark of two scripts is cut where the script changes.
 */
static void shapes_right_to_left(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "ar"};
    struct text_glyph joined[64], single[64];
    size_t count = shape(&fonts, &style, "\xD9\x85\xD9\x85", DIRECTION_RTL, joined);
    EXPECT(count >= 2);
    EXPECT(joined[0].cluster > joined[count - 1].cluster);
    shape(&fonts, &style, "\xD9\x85", DIRECTION_RTL, single);
    EXPECT(joined[0].glyph != single[0].glyph);
    count = shape(&fonts, &style, "\xD9\x85\xD7\xA9", DIRECTION_RTL, joined);
    EXPECT_INT(joined[0].cluster, 2);
    EXPECT_INT(joined[count - 1].cluster, 0);
    close_fonts(&fonts);
}

/* "DEAR MR." as "Dear Mr.": the first capital of each word stays, the others are the face's small
 * ones. EB Garamond has none for Cyrillic: there the capitals stay, set apart. */
static void makes_small_capitals_of_capitals(void)
{
    static const char latin[] = "DEAR MR.", cyrillic[] = "МИР";
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "en"};
    struct text_style caps = style;
    caps.small_caps = caps.of_capitals = true;
    struct text_glyph plain[64], small[64];
    shape(&fonts, &style, latin, DIRECTION_LTR, plain);
    EXPECT_INT(shape(&fonts, &caps, latin, DIRECTION_LTR, small), sizeof latin - 1);
    for (size_t i = 0; i < sizeof latin - 1; i++) {
        bool stays = strchr("D M.", latin[i]) != NULL;
        EXPECT_INT(plain[i].glyph == small[i].glyph, stays);
    }
    shape(&fonts, &style, cyrillic, DIRECTION_LTR, plain);
    EXPECT_INT(shape(&fonts, &caps, cyrillic, DIRECTION_LTR, small), 3);
    for (size_t i = 0; i < 3; i++) {
        EXPECT_INT(plain[i].glyph, small[i].glyph);
        EXPECT(small[i].advance_26_6 > plain[i].advance_26_6);
    }
    close_fonts(&fonts);
}

/* Hebrew faces have no raised point, no guillemets and no arrow: other faces lend them. */
/* Small capitals are taken where the face has each that is needed, and else not at all. */
static void small_capitals_are_whole_or_none(void)
{
    static const struct {
        const char *text;
        bool whole;
    } cases[] = {
        {"Dear Mr. President, 1962", true},
        {"Sehr geehrter Herr Großmann", true},
        {"Vážený příteli, żółć gęślą", true},
        {"NATO 1962", true},
        {"Stimate Domnule Știință și", false}, /* no ț */
        {"Kính gửi Nguyễn", false},
        {"Многоуважаемый господин", false},
        {"Свѣтъ и ѳиміамъ", false},
        {"Ἀγαπητὲ φίλε", false},
        {"Dear Хрущев", false},
    };
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "en"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text);
        EXPECT_INT(
            small_caps_are_whole(&fonts.metrics, arena, &style, cases[i].text, length, 0, length),
            cases[i].whole);
    }
    arena_destroy(arena);
    close_fonts(&fonts);
}

static bool looks_alike(const struct fonts *fonts, const char *text, bool italic, const char *lang,
                        const char *other_lang)
{
    struct text_style style = {
        .face = FACE_BOOK, .italic = italic, .size_26_6 = 35 * 64, .lang = lang};
    struct text_glyph glyphs[64], others[64];
    size_t count = shape(fonts, &style, text, DIRECTION_LTR, glyphs);
    style.lang = other_lang;
    if (shape(fonts, &style, text, DIRECTION_LTR, others) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (glyphs[i].glyph != others[i].glyph || glyphs[i].face != others[i].face)
            return false;
    }
    return true;
}

/* Letters take the forms of their language where the face has them; it has none for Bulgarian and
 * Polish, whose letters are all in it as they are. */
static void letters_take_the_forms_of_their_language(void)
{
    static const struct {
        const char *lang;
        bool italic;
        const char *other, *same; /* letters, parted by spaces */
    } cases[] = {
        {"sr", false, "б", "г д п т ш"},
        {"sr", true, "б г д п т", "ш и"},
        {"mk", true, "б г д п т", "ш"},
        {"ro", false, "ş ţ Ş Ţ", "ș ț ă â î"},
        {"ro", true, "ş ţ", "ș ț"},
        {"tr", false, "fi ffi i", "ı ş ğ"},
        {"tr", true, "fi i", "ı"},
        {"bg", true, NULL, "в г д ж з и й к л п т ц ш щ ю"},
        {"pl", false, NULL, "ć ń ó ś ź ż ą ę ł"},
    };
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int same = 0; same < 2; same++) {
            const char *letters = same ? cases[i].same : cases[i].other;
            while (letters && *letters) {
                char letter[16] = {0};
                size_t length = strcspn(letters, " ");
                memcpy(letter, letters, length);
                letters += length + (letters[length] == ' ');
                if (!EXPECT_INT(looks_alike(&fonts, letter, cases[i].italic, cases[i].lang, "ru"),
                                same))
                    printf("  %s in %s\n", letter, cases[i].lang);
            }
        }
    }
    close_fonts(&fonts);
}

static void borrows_signs_of_other_scripts(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    for (int face = 0; face < TEXT_FACE_COUNT; face++) {
        struct text_style style = {
            .face = (enum text_face)face, .size_26_6 = 35 * 64, .lang = "he"};
        struct text_glyph glyphs[64];
        size_t count = shape(&fonts, &style, "תצלום · «קריים» → 3", DIRECTION_RTL, glyphs);
        for (size_t i = 0; i < count; i++)
            EXPECT(glyphs[i].glyph != 0);
    }
    close_fonts(&fonts);
}

/* A mark that the letter's face lacks takes its letter with it to a face that has both. */
static void keeps_marks_with_their_letter(void)
{
    static const char word[] = "a\xF3\xB0\x80\x81"
                               "\xD1\xA3\xD2\x83";
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64};
    struct text_glyph glyphs[64];
    size_t count = shape(&fonts, &style, word, DIRECTION_LTR, glyphs);
    if (EXPECT(count == 3 || count == 4)) {
        EXPECT_INT(glyphs[2].face, glyphs[count - 1].face);
        EXPECT_INT(glyphs[2].cluster, glyphs[count - 1].cluster);
    }
    close_fonts(&fonts);
}

static void a_missing_character_is_a_box(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64};
    struct text_glyph glyphs[64];
    if (EXPECT_INT(shape(&fonts, &style, "\xF3\xB0\x80\x81", DIRECTION_LTR, glyphs), 1)) {
        EXPECT_INT(glyphs[0].glyph, 0);
        EXPECT(glyphs[0].advance_26_6 > 0);
    }
    close_fonts(&fonts);
}

/* Text is sized by the height of capitals, so that all faces read alike. */
static void knows_the_height_of_capitals(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    for (int face = 0; face < TEXT_FACE_COUNT; face++) {
        struct text_style style = {.face = (enum text_face)face};
        style.size_26_6 = text_metrics_em_for_cap_height(&fonts.metrics, style.face, 23 * 64);
        struct text_extents extents = fonts.metrics.calls->extents(fonts.metrics.self, &style);
        EXPECT(extents.cap_height_26_6 >= 23 * 64 - 2 && extents.cap_height_26_6 <= 23 * 64 + 2);
        EXPECT(extents.x_height_26_6 > 0 && extents.x_height_26_6 < extents.cap_height_26_6);
        EXPECT(extents.ascent_26_6 > extents.cap_height_26_6 && extents.descent_26_6 > 0);
    }
    close_fonts(&fonts);
}

/* A call with too little room says how much is needed and writes no more. */
static void keeps_to_the_room_given(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {.face = FACE_UI, .size_26_6 = 20 * 64};
    struct text_glyph glyphs[2] = {{0}, {.cluster = 77}};
    EXPECT_INT(fonts.metrics.calls->shape(fonts.metrics.self, &style, "abc", 3, 0, 3, DIRECTION_LTR,
                                          glyphs, 1),
               3);
    EXPECT_INT(glyphs[1].cluster, 77);
    close_fonts(&fonts);
}

static void write_list(char path[512], const char *text)
{
    snprintf(path, 512, "%s/fonts.ini", harness_temporary_directory());
    FILE *file = fopen(path, "w");
    if (EXPECT(file != NULL)) {
        fputs(text, file);
        fclose(file);
    }
}

static void names_what_is_missing(void)
{
    char path[512];
    struct font_list *list;
    struct error error;
    const char *missing, *package;
    write_list(path, "[optional]\npackage=fonts-far\n[book]\n"
                     "Latn.regular=fonts-near /nowhere/near.otf\n"
                     "Hans.regular=fonts-far /nowhere/far.ttc#2\n");
    if (!EXPECT_INT(font_list_load(path, &list, &error), STATUS_OK))
        return;
    EXPECT_INT(font_list_count(list), 2);
    int index;
    EXPECT_TEXT(font_list_path(list, 1, &index), "/nowhere/far.ttc");
    EXPECT_INT(index, 2);
    if (EXPECT(font_list_missing(list, 0, &missing, &package))) {
        EXPECT_TEXT(missing, "/nowhere/near.otf");
        EXPECT_TEXT(package, "fonts-near");
    }
    EXPECT(!font_list_missing(list, 1, &missing, &package));
    EXPECT(font_list_file(list, FACE_UI, false, "Latn") == NULL);

    struct font_shaper *shaper = font_shaper_create(list);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    EXPECT_INT(text_metrics_width_px(&metrics, &(struct text_style){.size_26_6 = 64}, "abc"), 0);
    font_shaper_destroy(shaper);
    font_list_destroy(list);
}

static void refuses_what_is_no_list(void)
{
    static const char *const bad[] = {
        "[poster]\nLatn.regular=p /a.otf\n", "[book]\nLatn=p /a.otf\n",
        "[book]\nLatn.oblique=p /a.otf\n",   "[book]\nLatin.regular=p /a.otf\n",
        "[book]\nLatn.regular=fonts-p\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char path[512];
        struct font_list *list;
        struct error error;
        write_list(path, bad[i]);
        EXPECT_INT(font_list_load(path, &list, &error), STATUS_INVALID);
        EXPECT(strstr(error.message, "fonts.ini:2: ") != NULL);
    }
    struct font_list *list;
    EXPECT_INT(font_list_load("/nowhere/fonts.ini", &list, NULL), STATUS_NOT_FOUND);
}

static bool look_alike(const struct text_glyph *a, const struct text_glyph *b)
{
    return a->face == b->face && a->glyph == b->glyph && a->advance_26_6 == b->advance_26_6 &&
           a->dx_26_6 == b->dx_26_6 && a->dy_26_6 == b->dy_26_6;
}

/* A no-break space is no border for words that are set by themselves, so that what stands around it
 * is shaped in one piece; and what is set again comes from what was kept. */
static void expect_words_as_joined(const struct fonts *fonts, const char *text)
{
    struct text_style style = {.face = FACE_BOOK, .size_26_6 = 35 * 64, .lang = "en"};
    struct text_glyph by_words[64], again[64], whole[64];
    char joined[64];
    size_t length = 0;
    for (const char *c = text; *c; c++) {
        if (*c == ' ')
            joined[length++] = '\xC2';
        joined[length++] = *c == ' ' ? '\xA0' : *c;
    }
    joined[length] = '\0';
    size_t count = shape(fonts, &style, text, DIRECTION_LTR, by_words);
    EXPECT_INT(shape(fonts, &style, text, DIRECTION_LTR, again), count);
    EXPECT_INT(shape(fonts, &style, joined, DIRECTION_LTR, whole), count);
    for (size_t i = 0; i < count; i++) {
        EXPECT(look_alike(&by_words[i], &again[i]) && by_words[i].cluster == again[i].cluster);
        EXPECT(text[by_words[i].cluster] == ' ' || look_alike(&by_words[i], &whole[i]));
    }
}

static void words_look_as_in_their_sentence(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    expect_words_as_joined(&fonts, "Today, AV \xE2\x80\x9CWe fi");
    expect_words_as_joined(&fonts, "of 1962.");
    expect_words_as_joined(&fonts, "\xD0\xA2\xD0\xB0 \xD0\x93.");
    expect_words_as_joined(&fonts, "e\xCC\x81 fly away");
    close_fonts(&fonts);
}

/* The italic of EB Garamond has a longer f before a space. */
static void rules_about_spaces_are_kept(void)
{
    struct fonts fonts;
    if (!open_fonts(&fonts))
        return;
    struct text_style style = {
        .face = FACE_BOOK, .italic = true, .size_26_6 = 35 * 64, .lang = "en"};
    struct text_glyph alone[64], before_space[64];
    shape(&fonts, &style, "of", DIRECTION_LTR, alone);
    shape(&fonts, &style, "of 1962", DIRECTION_LTR, before_space);
    EXPECT(alone[1].glyph != before_space[1].glyph);
    close_fonts(&fonts);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"shapes with features", shapes_with_features},
        {"falls back by whole words", falls_back_by_whole_words},
        {"a run of italics is of one face", a_run_of_italics_is_of_one_face},
        {"shapes right to left", shapes_right_to_left},
        {"makes small capitals of capitals", makes_small_capitals_of_capitals},
        {"letters take the forms of their language", letters_take_the_forms_of_their_language},
        {"small capitals are whole or none", small_capitals_are_whole_or_none},
        {"borrows signs of other scripts", borrows_signs_of_other_scripts},
        {"keeps marks with their letter", keeps_marks_with_their_letter},
        {"a missing character is a box", a_missing_character_is_a_box},
        {"knows the height of capitals", knows_the_height_of_capitals},
        {"keeps to the room given", keeps_to_the_room_given},
        {"words look as in their sentence", words_look_as_in_their_sentence},
        {"rules about spaces are kept", rules_about_spaces_are_kept},
        {"names what is missing", names_what_is_missing},
        {"refuses what is no list", refuses_what_is_no_list},
        {0},
    };
    return harness_run(cases);
}
