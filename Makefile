# make            sets up what is missing, builds compiler and runtime: bin/natrix
# make run FILE=x.py [ARGS="…"]   compiles and runs a program
# make test       sets up and runs the tests
# make help       lists all targets

CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS_RUNTIME ?= -O2 -g
BUILD := build
PREFIX ?= /usr/local
FILE ?= examples/nbody.py
SWIFT_BUILD := swift build -c release --explicit-target-dependency-import-check error

RUNTIME_SOURCES := $(wildcard runtime/core/*.c runtime/types/*.c runtime/builtins/*.c runtime/modules/*.c runtime/evaluator/*.c)
RUNTIME_OBJECTS := $(RUNTIME_SOURCES:runtime/%.c=$(BUILD)/runtime/%.o)
# Of extension modules: without the evaluator. The bridge to CPython (runtime/ext) is compiled when the first one is made.
PIC_SOURCES := $(filter-out runtime/evaluator/%,$(RUNTIME_SOURCES)) $(wildcard runtime/library/*.c)
PIC_OBJECTS := $(PIC_SOURCES:runtime/%.c=$(BUILD)/pic/%.o)
UBSAN_OBJECTS := $(RUNTIME_SOURCES:runtime/%.c=$(BUILD)/ubsan/%.o)
STUBS := $(wildcard runtime/types/*.pyi runtime/builtins/*.pyi runtime/modules/*.pyi)
SWIFT_SOURCES := $(shell find Sources -name '*.swift') Package.swift $(wildcard runtime/primitives/include/* runtime/primitives/*.c)
# A file of each target that names primitives: their numbers are compiled into all of these.
PRIMITIVE_USERS := Sources/NatrixIR/Primitive.swift Sources/NatrixLowering/Lowering.swift Sources/NatrixPasses/PassList.swift \
  Sources/NatrixEmit/EmitInstruction.swift Sources/NatrixEvaluator/FunctionEncoder.swift Sources/NatrixInference/Transfer.swift \
  Sources/NatrixSpeculation/Speculation.swift
# gcc clears and copies small objects of unknown size with `rep stos` and `rep movs`, which take longer to begin than the rest.
SMALL_BLOCKS := -mmemset-strategy=unrolled_loop:256:noalign,libcall:-1:noalign -mmemcpy-strategy=unrolled_loop:128:noalign,libcall:-1:noalign
SMALL_BLOCKS := $(shell $(CC) $(SMALL_BLOCKS) -S -x c /dev/null -o /dev/null 2>/dev/null && echo $(SMALL_BLOCKS))
RUNTIME_FLAGS := -std=gnu11 -Wall -Wextra -Werror=implicit-function-declaration -Wno-unused-parameter -Iruntime/include -Iruntime/core -Iruntime/primitives/include -Iruntime/generated \
  -ffunction-sections -fdata-sections -fno-strict-aliasing -fwrapv -fno-math-errno -fno-plt -fno-unwind-tables -fno-asynchronous-unwind-tables $(SMALL_BLOCKS) $(CFLAGS_RUNTIME)
HEADERS_OF_PROGRAMS := $(wildcard runtime/include/*.h runtime/core/*.h runtime/primitives/include/*)
LIBRARY := abc argparse bisect calendar codecs collections.abc contextlib contextvars copy dataclasses datetime enum \
  fractions functools heapq io json keyword logging numbers operator os.path pathlib pprint queue random reprlib shutil \
  statistics string tempfile textwrap traceback types typing warnings weakref
HEADERS := gc/gc.h gmp.h pcre2posix.h zlib.h openssl/evp.h expat.h bzlib.h lzma.h sqlite3.h
PACKAGES := gcc libc6-dev libgc-dev libgmp-dev libpcre2-dev zlib1g-dev libssl-dev libexpat1-dev libbz2-dev liblzma-dev libsqlite3-dev
# Some tests use these; where they are not installed, those tests say so and are skipped.
TEST_PACKAGES := ninja-build ccache distcc hyperfine chromium binutils

.PHONY: all help deps test-deps runtime runtime-pic compiler evaluator interpreter launcher library gen run test test-all install clean conformance docs bench runtime-ubsan
all: deps runtime runtime-pic compiler evaluator interpreter launcher library

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 16

deps: ## installs the libraries that are missing (apt-get, when it may)
	@missing=0; for h in $(HEADERS); do printf '#include <%s>\n' $$h | $(CC) -E -x c - >/dev/null 2>&1 || missing=1; done; \
	command -v apt-get >/dev/null 2>&1 && { ls /usr/include/python3*/Python.h >/dev/null 2>&1 && python3 -m pip --version >/dev/null 2>&1 || missing=1; }; \
	if [ $$missing = 1 ]; then \
	  apt="apt-get update -qq && apt-get install -y -qq $(PACKAGES) python3 python3-dev python3-pip"; \
	  if ! command -v apt-get >/dev/null 2>&1; then echo "natrix needs: $(PACKAGES) python3 python3-dev python3-pip"; exit 1; fi; \
	  if [ "$$(id -u)" = 0 ]; then echo "installing $(PACKAGES)"; sh -c "DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; $$apt" >/dev/null; \
	  elif sudo -n true 2>/dev/null; then echo "installing $(PACKAGES)"; sudo sh -c "$$apt" >/dev/null; \
	  else echo "libraries are missing; run: sudo sh -c '$$apt'"; exit 1; fi; \
	fi

test-deps: ## installs what some tests use (apt-get): ninja, ccache, distcc, hyperfine, chromium
	@sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get install -y -qq $(TEST_PACKAGES)

runtime: $(BUILD)/libnatrix.a ## the C runtime: build/libnatrix.a

gen: $(BUILD)/natives.stamp ## tables and prototypes from the stubs
$(BUILD)/natives.stamp: $(STUBS) tools/gen_natives.py tools/gen_interpreter.py runtime/primitives/include/primitives.def runtime/primitives/include/fast.def
	@mkdir -p $(BUILD) runtime/generated runtime/include
	@python3 tools/gen_natives.py
	@python3 tools/gen_interpreter.py
	@touch $@

$(BUILD)/runtime/%.o: runtime/%.c $(BUILD)/natives.stamp
	@mkdir -p $(dir $@)
	@echo "  CC $<"
	@$(CC) $(RUNTIME_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libnatrix.a: $(RUNTIME_OBJECTS)
	@rm -f $@.new
	@ar rcs $@.new $^
	@mv $@.new $@

runtime-pic: $(BUILD)/libnatrix-pic.a ## the runtime of extension modules: build/libnatrix-pic.a
$(BUILD)/pic/%.o: runtime/%.c $(BUILD)/natives.stamp
	@mkdir -p $(dir $@)
	@echo "  CC -fPIC $<"
	@$(CC) $(RUNTIME_FLAGS) -fPIC -fno-semantic-interposition -MMD -MP -c $< -o $@
$(BUILD)/libnatrix-pic.a: $(PIC_OBJECTS)
	@rm -f $@.new
	@ar rcs $@.new $^
	@mv $@.new $@

runtime-ubsan: $(BUILD)/libnatrix-ubsan.a ## the runtime with undefined behaviour trapped
$(BUILD)/ubsan/%.o: runtime/%.c $(BUILD)/natives.stamp
	@mkdir -p $(dir $@)
	@$(CC) $(RUNTIME_FLAGS) -fsanitize=undefined -fno-sanitize-recover=undefined -MMD -MP -c $< -o $@
$(BUILD)/libnatrix-ubsan.a: $(UBSAN_OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

-include $(RUNTIME_OBJECTS:.o=.d) $(PIC_OBJECTS:.o=.d) $(UBSAN_OBJECTS:.o=.d)

compiler: bin/natrix ## the compiler: bin/natrix
bin/natrix: $(SWIFT_SOURCES)
	@mkdir -p bin
# The Swift build does not see that the tables of primitives, which a C header includes, have changed.
	@if [ -n "$$(find runtime/primitives/include -newer $@ 2>/dev/null)" ]; then touch runtime/primitives/table.c $(PRIMITIVE_USERS); fi
	$(SWIFT_BUILD) --product natrix
	@ln -sf "../$$($(SWIFT_BUILD) --show-bin-path | sed "s|^$(CURDIR)/||")/natrix" bin/natrix
	@touch -h bin/natrix

# The Swift package's static library with all of the Swift library that it needs, as one object. Nothing in it unwinds;
# the C++ library's probes, whose notes some linkers refuse in such an object, nobody uses.
SWIFT_LIBRARY = $(shell dirname $$(readlink -f $$(command -v swift)))/../lib/swift_static/linux
evaluator: $(BUILD)/frontend.o ## the front end that executables with eval link: build/frontend.o
$(BUILD)/frontend.o: $(SWIFT_SOURCES)
	@mkdir -p $(BUILD)
	@if [ -n "$$(find runtime/primitives/include -newer $@ 2>/dev/null)" ]; then touch runtime/primitives/table.c $(PRIMITIVE_USERS); fi
	@rm -f "$$($(SWIFT_BUILD) --show-bin-path)/libNatrixEvaluator.a" # objects of files that are gone would stay in it
	$(SWIFT_BUILD) --product NatrixEvaluator
	@ld -r -u natrix_compile -o $@.tmp $(SWIFT_LIBRARY)/x86_64/swiftrt.o --whole-archive \
	  "$$($(SWIFT_BUILD) --show-bin-path)/libNatrixEvaluator.a" --no-whole-archive $(SWIFT_LIBRARY)/libswiftCore.a \
	  "$$($(CC) -print-file-name=libstdc++.a)"
	@objcopy --strip-unneeded --remove-section .eh_frame --remove-section .rela.eh_frame \
	  --remove-section .note.stapsdt --remove-section .rela.note.stapsdt --remove-section .stapsdt.base \
	  --keep-global-symbol=natrix_compile --keep-global-symbol=natrix_free $@.tmp $@
	@rm -f $@.tmp

interpreter: $(BUILD)/natrix-interpreter ## what runs programs without compiling them: natrix run --interpret
$(BUILD)/natrix-interpreter: $(BUILD)/frontend.o $(BUILD)/libnatrix.a bin/natrix
	@bin/natrix precompile --interpreter -o $@

launcher: $(BUILD)/natrix-launch ## what runs programs to measure them: natrix bench
$(BUILD)/natrix-launch: tools/launch.c
	@mkdir -p $(BUILD)
	@$(CC) -O2 -Wall -Wextra $< -o $@

library: $(BUILD)/library/stamp ## modules of the library that many programs import, compiled once
$(BUILD)/library/stamp: bin/natrix $(HEADERS_OF_PROGRAMS) $(wildcard runtime/lib/*.py runtime/lib/*/*.py)
	@echo "compiling the library"
	@bin/natrix precompile -o $(BUILD)/library $(LIBRARY)
	@rm -rf $(BUILD)/library/c $(BUILD)/library/programs $(BUILD)/library/manifests
	@touch $@

run: all ## compiles and runs FILE=… with ARGS=…
	@bin/natrix run $(FILE) $(ARGS)

test: all ## unit tests and the programs under Tests/ and examples/
	@Tests/run-all

test-all: all runtime-ubsan ## the slow suites too: collection stress, UBSan, conformance
	@Tests/run-all --slow

docs: ## the pages made from tests and sources: DIVERGENCES, IR
	@tools/gen_docs.py

conformance: all ## the shared conformance set, when it is there
	@../shared/conformance/run --natrix $(CURDIR)/bin/natrix --no-eval

bench: all ## the shared benchmarks against the other systems that are installed
	@python3 ../shared/bench/compare.py --natrix $(CURDIR)/bin/natrix

install: all ## installs natrix and its runtime under PREFIX
	@mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/natrix
	@install -m 755 "$$(readlink -f bin/natrix)" $(DESTDIR)$(PREFIX)/bin/natrix
	@cp -r runtime/include runtime/core runtime/primitives runtime/lib runtime/types runtime/builtins runtime/modules runtime/ext runtime/library runtime/debug $(DESTDIR)$(PREFIX)/lib/natrix/
	@find $(DESTDIR)$(PREFIX)/lib/natrix -name '*.c' -not -path '*/ext/*' -delete
	@install -m 644 $(BUILD)/libnatrix.a $(BUILD)/libnatrix-pic.a $(BUILD)/frontend.o $(DESTDIR)$(PREFIX)/lib/natrix/
	@install -m 755 $(BUILD)/natrix-interpreter $(BUILD)/natrix-launch $(DESTDIR)$(PREFIX)/lib/natrix/
	@cp -r $(BUILD)/library $(DESTDIR)$(PREFIX)/lib/natrix/
	@echo "installed $(DESTDIR)$(PREFIX)/bin/natrix"

clean: ## removes what was built
	rm -rf $(BUILD) bin .build runtime/generated runtime/include/natives.h
