# make            builds compiler and runtime (bin/natrix)
# make help       lists the targets

CC ?= gcc
CFLAGS_RUNTIME ?= -O2 -g
BUILD := build
RUNTIME_SOURCES := $(wildcard runtime/core/*.c runtime/types/*.c runtime/builtins/*.c runtime/modules/*.c)
RUNTIME_OBJECTS := $(RUNTIME_SOURCES:runtime/%.c=$(BUILD)/runtime/%.o)
STUBS := $(wildcard runtime/types/*.pyi runtime/builtins/*.pyi runtime/modules/*.pyi)
RUNTIME_FLAGS := -std=gnu11 -Wall -Wextra -Wno-unused-parameter -Iruntime/include -Iruntime/core -Iruntime/primitives/include -Iruntime/generated \
  -ffunction-sections -fdata-sections -fno-strict-aliasing -fwrapv -fno-math-errno -fno-plt $(CFLAGS_RUNTIME)

.PHONY: runtime gen
runtime: $(BUILD)/libnatrix.a

gen: $(BUILD)/natives.stamp
$(BUILD)/natives.stamp: $(STUBS) tools/gen_natives.py
	@mkdir -p $(BUILD) runtime/generated runtime/include
	/usr/bin/env python3 tools/gen_natives.py
	@touch $@

$(BUILD)/runtime/%.o: runtime/%.c $(BUILD)/natives.stamp
	@mkdir -p $(dir $@)
	$(CC) $(RUNTIME_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libnatrix.a: $(RUNTIME_OBJECTS)
	@rm -f $@
	ar rcs $@ $^

-include $(RUNTIME_OBJECTS:.o=.d)
