/* The Unicode Consortium's own test files: every line of each must come out as it stands there. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/harness.h"
#include "text/break.h"
#include "text/grapheme.h"

enum { SAMPLE_BYTES = 1024 };

/* One line of a test file: a text and, for each byte offset, whether there is a border. */
struct sample {
    char text[SAMPLE_BYTES];
    size_t length;
    bool border[SAMPLE_BYTES + 1];
};

/* Reads "÷ 0061 × 0308 ÷"; answers false for a line without a sample. */
static bool sample_read(struct sample *sample, char *line)
{
    *sample = (struct sample){0};
    line[strcspn(line, "#\n")] = '\0';
    bool any = false;
    char *rest = line;
    for (char *word = strtok_r(rest, " \t", &rest); word != NULL;
         word = strtok_r(NULL, " \t", &rest)) {
        any = true;
        if (strcmp(word, "÷") == 0)
            sample->border[sample->length] = true;
        else if (strcmp(word, "×") != 0 && sample->length + 4 <= SAMPLE_BYTES)
            sample->length +=
                utf8_put(sample->text + sample->length, (uint32_t)strtoul(word, NULL, 16));
    }
    return any;
}

static bool lines_agree(const struct sample *sample)
{
    uint8_t kinds[SAMPLE_BYTES + 1];
    break_opportunities(sample->text, sample->length, kinds);
    for (size_t at = 0; at <= sample->length; at++)
        if ((kinds[at] != BREAK_NONE) != sample->border[at])
            return false;
    return true;
}

static bool graphemes_agree(const struct sample *sample)
{
    for (size_t at = 0; at < sample->length;) {
        size_t end = grapheme_next(sample->text, sample->length, at);
        for (size_t inside = at + 1; inside < end; inside++)
            if (sample->border[inside])
                return false;
        if (!sample->border[end])
            return false;
        at = end;
    }
    return true;
}

/* Runs every sample of a file and names each line that fails. */
static void run_file(const char *name, bool (*agrees)(const struct sample *), int least)
{
    char path[512];
    snprintf(path, sizeof path, "%s/auxiliary/%s", UNICODE_DATA, name);
    FILE *file = fopen(path, "r");
    if (!EXPECT(file != NULL))
        return;
    char line[4096];
    int number = 0, samples = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        struct sample sample;
        number++;
        if (!sample_read(&sample, line))
            continue;
        samples++;
        if (!agrees(&sample)) {
            printf("%s:%d: %s\n", name, number, line);
            EXPECT(!"the borders of this line");
        }
    }
    fclose(file);
    EXPECT(samples >= least);
}

static void breaks_lines_as_the_standard_does(void)
{
    run_file("LineBreakTest.txt", lines_agree, 7600);
}

static void finds_clusters_as_the_standard_does(void)
{
    run_file("GraphemeBreakTest.txt", graphemes_agree, 600);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"breaks lines as the standard does", breaks_lines_as_the_standard_does},
        {"finds clusters as the standard does", finds_clusters_as_the_standard_does},
        {0},
    };
    return harness_run(cases);
}
