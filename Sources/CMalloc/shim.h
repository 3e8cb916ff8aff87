/* What the module Glibc leaves out. */
#include <malloc.h>
