// Reference counts for objects that only one thread touches.
//
// Swift counts with locked instructions, some twenty cycles each, and most of what an interpreter does takes two. Values
// of the language belong to the interpreter's thread, so plain additions do. Here they are written out, so that neither
// costs a call: the strong count lies above bit 33 of the word behind the object's class pointer, and a negative result
// says that there is more to do (the last reference, an immortal object, a side table), which the runtime does.
// `Value.hasExpectedLayout` checks this against the runtime that is linked.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CStrings.h"

void *_Nullable swift_nonatomic_retain(void *_Nullable object);
void swift_nonatomic_release(void *_Nullable object);
void *_Nonnull swift_allocObject(const void *_Nonnull metadata, size_t size, size_t alignmentMask);

// Swift's optimizer takes for granted that nobody but the runtime looks at counts, and moves its own retains and
// releases past what looks like an ordinary load or store. It moves nothing past this.
#define NABLA_BARRIER __asm__ volatile("" : : "r"(object) : "memory")

static inline __attribute__((always_inline)) void nabla_retain(const void *_Nonnull object) {
  NABLA_BARRIER;
  uint64_t *counts = (uint64_t *)((char *)object + 8);
  uint64_t sum = *counts + (1ULL << 33);
  if (__builtin_expect((int64_t)sum >= 0, 1)) {
    *counts = sum;
  } else {
    swift_nonatomic_retain((void *)object);
  }
  NABLA_BARRIER;
}

// The last reference, or a count that only the runtime understands.
void nabla_release_last(void *_Nonnull object);

static inline __attribute__((always_inline)) void nabla_release(const void *_Nonnull object) {
  NABLA_BARRIER;
  uint64_t *counts = (uint64_t *)((char *)object + 8);
  uint64_t rest = *counts - (1ULL << 33);
  if (__builtin_expect((int64_t)rest >= 0, 1)) {
    *counts = rest;
  } else {
    nabla_release_last((void *)object);
  }
  NABLA_BARRIER;
}

// Whether this is the only reference. No for immortal objects and those with a side table.
static inline __attribute__((always_inline)) bool nabla_is_unique(const void *_Nonnull object) {
  NABLA_BARRIER;
  return *(const uint64_t *)((const char *)object + 8) >> 33 == 0;
}

// An object of a class with more memory than its fields need; those are the caller's to set. The runtime frees it like
// any other, for the allocator knows its size.
static inline __attribute__((always_inline)) void *_Nonnull nabla_allocate(
    const void *_Nonnull metadata, size_t size) {
  return swift_allocObject(metadata, size, 7);
}

// Memory of tuples and lists that died, for the next ones: nothing else is made and dropped so often. One whose last
// reference goes through `nabla_release` is handed to `died`, which lets go of what it holds and gives the memory back;
// one that dies elsewhere takes the runtime's way, and its memory the allocator's. Pooled memory keeps what the runtime
// wrote in the first two words, the class and the count of an object with one reference. Memory of each size, from 1 to
// what is below `nabla_pooled_sizes`, is kept apart; what the sizes count is the class's own business.
enum { nabla_pooled_sizes = 9, nabla_pooled_most = 400 };
struct nabla_pool {
  const void *_Nullable layout;
  uint64_t single;
  void (*_Nullable died)(void *_Nonnull object);
  void *_Nullable first[nabla_pooled_sizes];
  uint32_t count[nabla_pooled_sizes];
};
extern struct nabla_pool nabla_tuples;
extern struct nabla_pool nabla_lists;

// Where a pooled object keeps the next one.
enum { nabla_pool_link = 32 };

static inline __attribute__((always_inline)) void *_Nullable nabla_pool_take(
    struct nabla_pool *_Nonnull pool, size_t size) {
  if (size >= nabla_pooled_sizes) return 0;
  void *object = pool->first[size];
  if (object) {
    pool->first[size] = *(void **)((char *)object + nabla_pool_link);
    pool->count[size] -= 1;
  }
  return object;
}

// Takes an object back that holds nothing any more.
void nabla_pool_give(struct nabla_pool *_Nonnull pool, void *_Nonnull object, size_t size);
