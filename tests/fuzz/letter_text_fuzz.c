/* Plain text of any kind is refused with a message or becomes a letter as letter/letter.h has it.
 */
#include <stdint.h>
#include <stdlib.h>

#include "import/text.h"
#include "import_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct import_report *report = import_report_create();
    struct import_sink sink = import_check_sink();
    struct error error = {0};
    struct source_letter source = {.bytes = (const char *)bytes,
                                   .length = length,
                                   .file = "f.txt",
                                   .stem = "f",
                                   .edition = "f",
                                   .lang = "en"};
    if (text_import(&source, &sink, report, &error) != STATUS_OK && error.message[0] == '\0')
        abort();
    import_report_destroy(report);
    return 0;
}
