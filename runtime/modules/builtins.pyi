# The builtins module, for `import builtins`. Start-up makes it (core/startup.c) from runtime/types and runtime/builtins.
