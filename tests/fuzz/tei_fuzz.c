/* TEI of any kind is refused with a message or becomes letters as letter/letter.h has them. */
#include <stdint.h>
#include <stdlib.h>

#include "import/tei.h"
#include "import_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct import_report *report = import_report_create();
    struct import_sink sink = import_check_sink();
    struct error error = {0};
    struct tei_probe probe = {0};
    enum status status = tei_probe((const char *)bytes, length, "f.xml", &probe, &error);
    if (status == STATUS_OK) {
        struct string_set *cards = string_set_create();
        struct tei_source source = {.bytes = (const char *)bytes,
                                    .length = length,
                                    .file = "f.xml",
                                    .stem = "f",
                                    .shape = probe.shape,
                                    .edition = {.id = "f"},
                                    .fallback_lang = "en",
                                    .cards = cards};
        status = tei_import(&source, &sink, report, &error);
        string_set_destroy(cards);
    }
    if (status != STATUS_OK && error.message[0] == '\0')
        abort();
    import_report_destroy(report);
    return 0;
}
