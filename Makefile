# Two commands matter: `make demo` and `make test`. Both are complete on a Debian machine with a Swift 6 toolchain.
PREFIX ?= /usr/local
SWIFT ?= swift
BUILD := .build/release
NABLA := $(BUILD)/nabla

PACKAGES := libopenblas-dev libedit-dev libpng-dev zlib1g-dev libcairo2-dev libcmark-dev libcurl4-openssl-dev libgmp-dev \
  libpcre2-dev libmimalloc-dev \
  fonts-dejavu-core fontconfig pkg-config dataset-fashion-mnist

.PHONY: build demo test install bench profile deps clean

build: deps
	$(SWIFT) build -c release

# Trains the article's two nets on the 60,000 images of Fashion-MNIST and draws what they see.
demo: build
	$(NABLA) run --html notebooks/fashion_mnist.out/report.html notebooks/fashion_mnist.nbk
	@echo "report: $(CURDIR)/notebooks/fashion_mnist.out/report.html"

# `--disable-testable-imports`: the tests see `package` declarations, so they share the product's optimised build.
# `--no-parallel`: a process holds one interpreter.
test: build
	$(SWIFT) test -c release --disable-testable-imports --no-parallel

# Nabla and CPython in turn, program by program. `make bench BENCH="calls sorting --repeats 9"` runs some.
bench: build
	python3 benchmarks/run.py --nabla $(NABLA) $(BENCH)

# Counts anew what the interpreter does in the training programs; `swift build` lays it out by that. Worth it after
# changes to Sources/NablaVM: functions that changed have no counts until then. The compiler keeps the objects of
# unchanged code whatever the flags, so they go first.
OBJECTS := $(BUILD)/NablaVM.build
profile: deps
	rm -rf .build/profile $(OBJECTS)/*.o && mkdir -p .build/profile
	NABLA_TAKE_PROFILE=1 $(SWIFT) build -c release --disable-dead-strip --product nabla
	for program in benchmarks/training/*.py; do \
	  LLVM_PROFILE_FILE=.build/profile/%p.profraw $(NABLA) "$$program" > /dev/null || exit 1; done
	"$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/llvm-profdata" merge --sparse \
	  -o Sources/NablaVM/interpreter.profdata .build/profile/*.profraw
	rm -rf $(OBJECTS)/*.o
	$(SWIFT) build -c release --product nabla

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/lib/nabla"
	install -s -m 755 $(NABLA) "$(DESTDIR)$(PREFIX)/bin/nabla"
	rm -rf "$(DESTDIR)$(PREFIX)/lib/nabla/stdlib"
	install -d "$(DESTDIR)$(PREFIX)/lib/nabla/stdlib"
	find stdlib -name '*.nbk' -exec install -D -m 644 {} "$(DESTDIR)$(PREFIX)/lib/nabla/{}" \;

# Installs what is missing of the Debian packages, and only then needs root.
deps:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q '^install ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then root=; else root=sudo; fi; \
	  $$root apt-get update -q && \
	  DEBIAN_FRONTEND=noninteractive $$root apt-get install -q -y --no-install-recommends $$missing; \
	fi

clean:
	rm -rf .build
