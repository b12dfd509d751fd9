# Flags and the two functions every folder uses: crossfoot_phase() and crossfoot_embed().

add_library(crossfoot_flags INTERFACE)
target_compile_options(crossfoot_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wno-sign-conversion $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations> -fno-omit-frame-pointer)
target_include_directories(crossfoot_flags INTERFACE
  ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/include)
if(CROSSFOOT_SANITIZE)
  target_compile_options(crossfoot_flags INTERFACE -fsanitize=${CROSSFOOT_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(crossfoot_flags INTERFACE -fsanitize=${CROSSFOOT_SANITIZE})
endif()
if(CROSSFOOT_FUZZ)
  target_compile_options(crossfoot_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
find_program(CROSSFOOT_MOLD mold)
if(CROSSFOOT_MOLD)
  target_link_options(crossfoot_flags INTERFACE -fuse-ld=mold)
endif()
find_program(CROSSFOOT_CCACHE ccache)
if(CROSSFOOT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CROSSFOOT_CCACHE})
endif()

# crossfoot_phase(NAME [DEPENDS phase...] [LINK target...]): the library crossfoot_NAME of every .cpp in this
# folder, and, of its *_test.cpp, the test program NAME_test.
function(crossfoot_phase name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  file(GLOB all CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(sources ${all})
  list(FILTER sources EXCLUDE REGEX "(_test|main)\\.cpp$")
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(crossfoot_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(crossfoot_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  list(TRANSFORM ARG_DEPENDS PREPEND crossfoot_)
  target_link_libraries(crossfoot_${name} ${scope} crossfoot_flags ${ARG_DEPENDS} ${ARG_LINK})
  if(CROSSFOOT_TESTS AND tests)
    set_property(GLOBAL APPEND PROPERTY CROSSFOOT_TEST_UNITS ${name})
    set_property(GLOBAL PROPERTY CROSSFOOT_TEST_SOURCES_${name} ${tests})
  endif()
endfunction()

# crossfoot_embed(TARGET FILE SYMBOL): the bytes of data/FILE as `extern const std::string_view crossfoot::data::SYMBOL`.
function(crossfoot_embed target file symbol)
  set(in ${PROJECT_SOURCE_DIR}/data/${file})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/data_${symbol}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${in} -DOUT=${out} -DSYMBOL=${symbol} -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${in} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
