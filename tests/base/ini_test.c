#include "base/ini.h"

#include "base/buffer.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* Lists entries as "line section/key=value;"; a key "bad" is refused. */
static enum status list_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    if (strcmp(entry->key, "bad") == 0)
        return error_set(error, STATUS_UNSUPPORTED, "no such key");
    buffer_format(self, "%d %s/%s=%s;", entry->line, entry->section, entry->key, entry->value);
    return STATUS_OK;
}

static const char *written(const char *bytes, size_t length)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/test.ini", harness_temporary_directory());
    FILE *file = fopen(path, "wb");
    if (EXPECT(file != NULL)) {
        fwrite(bytes, 1, length, file);
        fclose(file);
    }
    return path;
}

static void expect_entries(const char *content, const char *expected)
{
    struct buffer list = {0};
    struct error error = {0};
    EXPECT_INT(ini_read(written(content, strlen(content)), list_entry, &list, &error), STATUS_OK);
    EXPECT_TEXT(buffer_string(&list), expected);
    buffer_fini(&list);
}

static void expect_failure(const char *bytes, size_t length, enum status status,
                           const char *message)
{
    struct buffer list = {0};
    struct error error = {0};
    const char *path = written(bytes, length);
    EXPECT_INT(ini_read(path, list_entry, &list, &error), status);
    EXPECT(strncmp(error.message, path, strlen(path)) == 0);
    EXPECT_TEXT(error.message + strlen(path), message);
    buffer_fini(&list);
}

static void gives_entries_in_order(void)
{
    expect_entries("", "");
    expect_entries("a=1\n[s]\n; said aside = 1\n\n b = two words \r\nc=\n# no = entry\nd=e ; f",
                   "1 /a=1;5 s/b=two words;6 s/c=;8 s/d=e;");
    expect_entries("\xEF\xBB\xBF[s]\na=\xD1\x8F", "2 s/a=\xD1\x8F;");
    expect_entries("a=1\n  b=2\n", "1 /a=1;2 /b=2;");
}

static void names_the_line_at_fault(void)
{
    static const struct {
        const char *content, *message;
        enum status status;
    } cases[] = {
        {"a=1\nb\nc=2\nbad=1", ":2: neither [section], key = value nor ; comment; correct the line",
         STATUS_INVALID},
        {"[s\n", ":1: a section without ]; close it", STATUS_INVALID},
        {"\n\nbad=1\nb", ":3: no such key", STATUS_UNSUPPORTED},
        {"a=1\nb=\xFF\n", ":2: not UTF-8 text; save the file as UTF-8", STATUS_INVALID},
        {"a=1\nb ; c = d", ":2: no value before the comment; correct the line", STATUS_INVALID},
        {"[ssssssssssssssssssssssssssssssssssssssssssssssssss]",
         ":1: section name over 49 bytes; shorten it", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_failure(cases[i].content, strlen(cases[i].content), cases[i].status,
                       cases[i].message);
    expect_failure("a=1\nb=\0c\n", 9, STATUS_INVALID, ":2: not UTF-8 text; save the file as UTF-8");
}

static void refuses_what_would_be_cut(void)
{
    char line[INI_LINE_MAX + 3], expected[INI_LINE_MAX + 8];
    memset(line, 'x', sizeof line);
    memcpy(line, "a=", 2);
    line[INI_LINE_MAX] = '\0';
    snprintf(expected, sizeof expected, "1 /%s;", line);
    expect_entries(line, expected);
    line[INI_LINE_MAX] = 'x';
    line[INI_LINE_MAX + 1] = '\0';
    expect_failure(line, strlen(line), STATUS_INVALID, ":1: line over 197 bytes; shorten it");
}

static void tells_an_absent_file_from_an_unreadable_one(void)
{
    struct error error = {0};
    EXPECT_INT(ini_read("/nonexistent/x.ini", list_entry, NULL, &error), STATUS_NOT_FOUND);
    EXPECT_TEXT(error.message, "/nonexistent/x.ini: No such file or directory");
    EXPECT_INT(ini_read("/", list_entry, NULL, &error), STATUS_IO);
}

struct all {
    struct buffer list, faults;
};

static enum status list_all(void *self, const struct ini_entry *entry, struct error *error)
{
    struct all *all = self;
    return list_entry(&all->list, entry, error);
}

static void list_fault(void *self, const char *message)
{
    struct all *all = self;
    buffer_format(&all->faults, "%s;", strrchr(message, '/') + 1);
}

static void reads_on_after_a_line_at_fault(void)
{
    struct all all = {0};
    struct error error = {0};
    const char *content = "a=1\nb\n[s]\n[t\nbad=1\nx=\xFF\nc ; d = e\nf = g\n";
    const char *path = written(content, strlen(content));
    EXPECT_INT(ini_read_all(path, list_all, list_fault, &all, &error), STATUS_OK);
    EXPECT_TEXT(buffer_string(&all.list), "1 /a=1;8 s/f=g;");
    EXPECT_TEXT(buffer_string(&all.faults),
                "test.ini:2: neither [section], key = value nor ; comment; correct the line;"
                "test.ini:4: a section without ]; close it;"
                "test.ini:5: no such key;"
                "test.ini:6: not UTF-8 text; save the file as UTF-8;"
                "test.ini:7: no value before the comment; correct the line;");
    buffer_fini(&all.list);
    buffer_fini(&all.faults);
    EXPECT_INT(ini_read_all("/nonexistent.ini", list_all, list_fault, &all, &error),
               STATUS_NOT_FOUND);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"gives_entries_in_order", gives_entries_in_order},
        {"names_the_line_at_fault", names_the_line_at_fault},
        {"refuses_what_would_be_cut", refuses_what_would_be_cut},
        {"tells_an_absent_file_from_an_unreadable_one",
         tells_an_absent_file_from_an_unreadable_one},
        {"reads_on_after_a_line_at_fault", reads_on_after_a_line_at_fault},
        {0},
    };
    return harness_run(cases);
}
