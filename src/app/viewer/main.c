/* vitrine: shows the letters of a bundle. Builds what it needs, runs, takes it down again. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/viewer/config.h"
#include "app/viewer/run.h"
#include "app/viewer/verify.h"
#include "base/file.h"

/* Pages are megabytes that come and go: each is mapped on its own and given back at once. */
enum { MAPPED_BYTES = 256 * 1024 };

static int usage(const char *message)
{
    fprintf(stderr, "vitrine: %s\n%s", message, options_help());
    return 2;
}

static int end(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fprintf(stderr, "vitrine: %s\n", error->message);
    return status_exit_code(status);
}

static int verify(const char *bundle)
{
    struct error error = {0};
    enum status status = verify_confine(&error);
    char *assets = file_assets(VITRINE_ASSETS);
    if (status == STATUS_OK)
        status = verify_run(assets, bundle, &error);
    free(assets);
    return end(status, &error);
}

int main(int argc, char **argv)
{
    struct options options;
    struct content content = {0};
    struct config config = {0};
    struct error error = {0};
    mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
    mallopt(M_ARENA_MAX, 1);

    switch (options_parse(argc, argv, &options, &error)) {
    case OPTIONS_HELP:
        return printf("%s", options_help()) < 0;
    case OPTIONS_VERSION:
        return printf("vitrine %s\n", VITRINE_VERSION) < 0;
    case OPTIONS_WRONG:
        return usage(error.message);
    case OPTIONS_RUN:
        break;
    }
    const char *bundle = run_bundle(&options);
    if (bundle == NULL)
        return usage("which bundle? None is named, and this kiosk has no exhibit");
    if (options.verify)
        return verify(bundle);

    content_open(&content, file_assets(VITRINE_ASSETS), bundle);
    const struct letter_source source = content_source(&content);
    config_read(&options, &source, &config);
    enum status status = content_load(&content, config.settings.lang, &error);
    content.version = VITRINE_VERSION;
    content.complaint = config.complaint_count > 0 ? buffer_string(&config.complaints) : NULL;
    if (status == STATUS_OK)
        status = run(&options, &config, &content, &error);
    content_fini(&content);
    config_fini(&config);
    return end(status, &error);
}
