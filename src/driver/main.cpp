#include <cstdio>
#include <string>

#include "driver/command_line.h"

int main(int argc, char** argv) { return crossfoot::driver::run(argc, argv); }
