// Copies and releases of `Value` outside the interpreter's loop.
//
// The compiler puts both into functions that every file which needs them brings along as a weak symbol, and the linker
// keeps one; those of modules compiled without `-assume-single-threaded` count atomically. The strong symbols here win
// over all of them. Were a compiler to name them differently, these would be dead code and nothing else would change.
#include "CReferences.h"

#include <stdlib.h>

// Cases with payloads are numbered in the order of declaration; `Value.hasExpectedLayout` checks it.
enum { object = 3 };

__attribute__((swiftcall)) void copy_value(void *payload, uint8_t tag) __asm__("$s7NablaVM5ValueOWOy");
__attribute__((swiftcall)) void release_value(void *payload, uint8_t tag) __asm__("$s7NablaVM5ValueOWOe");
__attribute__((swiftcall)) void copy_optional(void *payload, uint8_t tag) __asm__("$s7NablaVM5ValueOSgWOy");
__attribute__((swiftcall)) void release_optional(void *payload, uint8_t tag) __asm__("$s7NablaVM5ValueOSgWOe");

__attribute__((swiftcall)) void copy_value(void *payload, uint8_t tag) {
  if (tag == object) nabla_retain(payload);
}

__attribute__((swiftcall)) void release_value(void *payload, uint8_t tag) {
  if (tag == object) nabla_release(payload);
}

// The tag of `nil` is none of a value's, so one test serves both.
__attribute__((swiftcall)) void copy_optional(void *payload, uint8_t tag) {
  if (tag == object) nabla_retain(payload);
}

__attribute__((swiftcall)) void release_optional(void *payload, uint8_t tag) {
  if (tag == object) nabla_release(payload);
}

struct nabla_pool nabla_tuples;
struct nabla_pool nabla_lists;

void nabla_release_last(void *object) {
  const uint64_t *words = object;
  const void *layout = (const void *)words[0];
  const struct nabla_pool *pool = layout == nabla_tuples.layout ? &nabla_tuples : &nabla_lists;
  if (layout == pool->layout && words[1] == pool->single) {
    pool->died(object);
  } else {
    swift_nonatomic_release(object);
  }
}

void nabla_pool_give(struct nabla_pool *pool, void *object, size_t size) {
  // A tuple without items was broken up by the collector, and had memory for some.
  if (size == 0 || size >= nabla_pooled_sizes || pool->count[size] >= nabla_pooled_most) {
    free(object);
    return;
  }
  *(void **)((char *)object + nabla_pool_link) = pool->first[size];
  pool->first[size] = object;
  pool->count[size] += 1;
}
