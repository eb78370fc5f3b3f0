# Compiler settings and the functions that the folders use: vitrine_module, vitrine_program, vitrine_test,
# vitrine_script_test and vitrine_fuzz.

set(VITRINE_SANITIZE "" CACHE STRING "Sanitizers for every target, as -fsanitize= takes them")
option(VITRINE_WERROR "Treat warnings as errors" OFF)
option(VITRINE_COVERAGE "Instrument for gcov" OFF)
option(VITRINE_FUZZ "Link fuzz targets with libFuzzer (clang)" OFF)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)

# What every target of ours is compiled with.
add_library(vitrine_options INTERFACE)

target_compile_definitions(vitrine_options INTERFACE _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE)
target_compile_options(vitrine_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
  -Wwrite-strings -Wvla -Wundef -Wpointer-arith -Wcast-qual -Wformat=2 $<$<C_COMPILER_ID:GNU>:-Wno-format-truncation> -Wimplicit-fallthrough
  -fno-common -fstack-protector-strong -ffunction-sections -fdata-sections)
target_link_options(vitrine_options INTERFACE -Wl,--gc-sections -Wl,--as-needed)
if(VITRINE_WERROR)
  target_compile_options(vitrine_options INTERFACE -Werror)
endif()
if(VITRINE_SANITIZE)
  target_compile_options(vitrine_options INTERFACE
    -fsanitize=${VITRINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(vitrine_options INTERFACE -fsanitize=${VITRINE_SANITIZE})
endif()
if(VITRINE_COVERAGE)
  target_compile_options(vitrine_options INTERFACE --coverage)
  target_link_options(vitrine_options INTERFACE --coverage)
endif()
if(VITRINE_FUZZ)
  target_compile_options(vitrine_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# vitrine_module(PATH SOURCES file... USES module... LIBS outside...)
#
# Makes the static library of one folder. PATH is the folder below src/ (or tools/), e.g. platform/sdl;
# its headers are included as "platform/sdl/window.h". Only the include paths of the modules it USES are
# given to the compiler: each module has an include root of its own in the build tree, which holds
# nothing but a link to its folder.
function(vitrine_module path)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  get_filename_component(parent ${path} DIRECTORY)
  file(MAKE_DIRECTORY ${root}/${parent})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${path} SYMBOLIC)
  add_library(vitrine_${name} STATIC ${arg_SOURCES})
  target_include_directories(vitrine_${name} PUBLIC ${root})
  foreach(used IN LISTS arg_USES)
    string(REPLACE "/" "_" used ${used})
    target_link_libraries(vitrine_${name} PUBLIC vitrine_${used})
  endforeach()
  target_link_libraries(vitrine_${name} PRIVATE vitrine_options ${arg_LIBS})
endfunction()

# Where a program finds the assets, seen from the folder it lies in: the same in the build tree, where a
# link leads to assets/, and in any place it is installed to.
file(RELATIVE_PATH VITRINE_ASSETS ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/vitrine)
set(VITRINE_PROGRAM_DIR ${CMAKE_BINARY_DIR}/bin)
get_filename_component(assets_link ${VITRINE_PROGRAM_DIR}/${VITRINE_ASSETS} ABSOLUTE)
get_filename_component(assets_link_folder ${assets_link} DIRECTORY)
file(MAKE_DIRECTORY ${assets_link_folder})
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/assets ${assets_link} SYMBOLIC)

# vitrine_program(NAME SOURCES main.c file... USES module... LIBS outside...)
#
# Makes one program, bin/NAME in the build tree, and installs it (component NAME). Its main.c alone is compiled with
# VITRINE_VERSION, what --version prints, and with VITRINE_ASSETS, the path of the assets from the
# folder of the running program (dirname of /proc/self/exe), "../share/vitrine" as a rule.
function(vitrine_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${VITRINE_PROGRAM_DIR})
  set_source_files_properties(main.c PROPERTIES COMPILE_DEFINITIONS
    "VITRINE_VERSION=\"${VITRINE_VERSION}\";VITRINE_ASSETS=\"${VITRINE_ASSETS}\"")
  foreach(used IN LISTS arg_USES)
    string(REPLACE "/" "_" used ${used})
    target_link_libraries(${name} PRIVATE vitrine_${used})
  endforeach()
  target_link_libraries(${name} PRIVATE vitrine_options ${arg_LIBS})
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${name})
endfunction()

# vitrine_test(NAME LABEL label SOURCES file... USES module... LIBS outside... ARGS argument...)
#
# Makes one test program and registers it with CTest under the label. Exit code 77 means skipped; the
# program prints why.
function(vitrine_test name)
  cmake_parse_arguments(arg "" "LABEL" "SOURCES;USES;LIBS;ARGS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  foreach(used IN LISTS arg_USES)
    string(REPLACE "/" "_" used ${used})
    target_link_libraries(${name} PRIVATE vitrine_${used})
  endforeach()
  target_link_libraries(${name} PRIVATE vitrine_options vitrine_support ${arg_LIBS})
  add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
  vitrine_test_properties(${name} ${arg_LABEL})
endfunction()

# vitrine_script_test(NAME LABEL label SCRIPT file.py ARGS argument...)
#
# Registers a test written in Python (its standard library only); exit codes as above.
function(vitrine_script_test name)
  cmake_parse_arguments(arg "" "LABEL;SCRIPT" "ARGS" ${ARGN})
  cmake_path(ABSOLUTE_PATH arg_SCRIPT)
  add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} ${arg_SCRIPT} ${arg_ARGS})
  vitrine_test_properties(${name} ${arg_LABEL})
endfunction()

# vitrine_fuzz(NAME SOURCES file... USES module... LIBS outside... SEEDS folder)
#
# Makes a fuzz target (LLVMFuzzerTestOneInput), which is also a test: over its seeds and a fixed number
# of changes to them. With the preset fuzz the program is libFuzzer's, to be run as long as one likes;
# what it finds goes to a folder of the build tree.
function(vitrine_fuzz name)
  cmake_parse_arguments(arg "" "SEEDS" "SOURCES;USES;LIBS" ${ARGN})
  cmake_path(ABSOLUTE_PATH arg_SEEDS)
  add_executable(${name} ${arg_SOURCES})
  foreach(used IN LISTS arg_USES)
    string(REPLACE "/" "_" used ${used})
    target_link_libraries(${name} PRIVATE vitrine_${used})
  endforeach()
  target_link_libraries(${name} PRIVATE vitrine_options ${arg_LIBS})
  if(VITRINE_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_link_libraries(${name} PRIVATE vitrine_fuzz_driver)
  endif()
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}-found)
  add_test(NAME ${name} COMMAND ${name} -seed=1 -runs=5000 ${name}-found ${arg_SEEDS})
  vitrine_test_properties(${name} fuzz)
endfunction()

# Label, time limit and the environment that all tests share.
function(vitrine_test_properties name label)
  set_tests_properties(${name} PROPERTIES LABELS "${label}" SKIP_RETURN_CODE 77 TIMEOUT 300
    ENVIRONMENT "VITRINE_CORPUS=${VITRINE_CORPUS};VITRINE_SOURCE_DIR=${CMAKE_SOURCE_DIR};VITRINE_BINARY_DIR=${CMAKE_BINARY_DIR};DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent;TZ=UTC;LC_ALL=C.UTF-8")
endfunction()
