# Writes OUT, a C++ file that holds the bytes of IN as crossfoot::data::SYMBOL.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
string(REGEX REPLACE "(................................................................................................)" "\"\\1\"\n" lines "${bytes}")
string(REGEX REPLACE "(^|\n)([^\"\n]+)$" "\\1\"\\2\"" lines "${lines}")
file(WRITE ${OUT} "#include <string_view>\nnamespace crossfoot::data {\nextern const std::string_view ${SYMBOL};\n"
  "static constexpr char bytes[] =\n${lines};\nconst std::string_view ${SYMBOL}{bytes, sizeof bytes - 1};\n}\n")
