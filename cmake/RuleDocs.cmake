# Writes OUT: crossfoot::write::rule_documentation over the pages in PAGES.
file(GLOB pages ${PAGES}/*.md)
set(body "")
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME_WE)
  file(READ ${page} text)
  string(APPEND body "  if (name == \"${name}\") return R\"page(${text})page\";\n")
endforeach()
file(WRITE ${OUT} "#include \"write/rule_docs.h\"\nnamespace crossfoot::write {\nauto rule_documentation(diag::Rule rule) -> std::string_view {\n"
  "  std::string_view name = diag::info(rule).name;\n${body}  (void)name;\n  return {};\n}\n}\n")
