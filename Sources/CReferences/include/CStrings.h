// Room for strings, used again and again.
//
// Programs make and drop short strings all the time, and a general allocator takes several times as long over each as
// everything else that happens to it. A string object that dies leaves its block on a list here, and the next one is
// made in it: a copy of what all new ones have in common, and the two words of the text.
//
// The blocks come from `malloc` one by one, so that the runtime may free any of them as it would its own: whatever is
// out of the ordinary about a dying object is left to it. `StrObject.hasExpectedLayout` checks the layout.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct nabla_string {
  // Of a block on the list: the next one.
  const void *_Nullable metadata;
  uint64_t counts;
  const void *_Nullable type;
  uint8_t kind;
  uint8_t flags[7];
  uint64_t text[2];
  int64_t hash;
  const void *_Nullable scalars;
} nabla_string;

// A new object of an empty text; no metadata before `nabla_reuse_strings`.
extern nabla_string nabla_new_string;
extern nabla_string *_Nullable nabla_free_strings;
extern int nabla_free_string_count;

nabla_string *_Nonnull nabla_more_strings(void);

// Begins to reuse the blocks of objects of one class, by a sample: an object of an empty text.
void nabla_reuse_strings(const void *_Nonnull sample);

// A new object with its first reference, of a short or an immortal text.
static inline __attribute__((always_inline)) nabla_string *_Nonnull nabla_make_string(uint64_t first, uint64_t second) {
  nabla_string *string = nabla_free_strings;
  if (__builtin_expect(string != NULL, 1)) {
    nabla_free_strings = (nabla_string *)string->metadata;
    nabla_free_string_count--;
  } else {
    string = nabla_more_strings();
  }
  *string = nabla_new_string;
  string->text[0] = first;
  string->text[1] = second;
  return string;
}
