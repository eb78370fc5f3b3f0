/* Writes the small exhibit that the tests of bundles share, for programs to show: fixture_bundle
 * FILE. */
#include "bundle/fixture.h"

int main(int argc, char **argv)
{
    return argc == 2 && fixture_build(argv[1]) ? 0 : 1;
}
