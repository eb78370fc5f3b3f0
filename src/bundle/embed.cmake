# Writes the file INPUT as a C array, closed by NUL, to the header OUTPUT.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "static const char schema_sql[] = {\n    ${bytes}'\\0'};\n")
