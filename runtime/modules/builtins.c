// The definition that `import builtins` refers to. The module itself is made at start-up and stands in sys.modules.
#include "natives.h"

const nx_module_def nx_module_builtins = {.name = "builtins"};
