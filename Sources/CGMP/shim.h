#include <gmp.h>
#include <stddef.h>
#include <stdlib.h>

// GMP's functions are macros over other names, which Swift does not see. An integer is given as its limbs, lowest
// first and without leading zeros, and a signed count of them: negative for a negative integer, as in an `mpz_t`.
// The four operations below write into memory of the caller's, which must have the room stated; all others go through
// an `mpz_t` of their own.

static inline ptrdiff_t nabla_gmp_normalized(const mp_limb_t *limbs, ptrdiff_t count) {
  while (count > 0 && limbs[count - 1] == 0) count -= 1;
  return count;
}

/// `result` has room for one limb more than the longer operand.
static inline ptrdiff_t nabla_gmp_add(
    mp_limb_t *result, const mp_limb_t *a, ptrdiff_t aCount, const mp_limb_t *b, ptrdiff_t bCount) {
  ptrdiff_t x = aCount < 0 ? -aCount : aCount, y = bCount < 0 ? -bCount : bCount;
  if (x < y || (x == y && x > 0 && (aCount ^ bCount) < 0 && mpn_cmp(a, b, x) < 0)) {
    const mp_limb_t *limbs = a;
    a = b;
    b = limbs;
    ptrdiff_t count = aCount;
    aCount = bCount;
    bCount = count;
    count = x;
    x = y;
    y = count;
  }
  // |a| >= |b| from here on, and the sign is a's.
  if (y == 0) {
    if (x > 0) mpn_copyi(result, a, x);
    return aCount;
  }
  ptrdiff_t count;
  if ((aCount ^ bCount) >= 0) {
    mp_limb_t carry = mpn_add(result, a, x, b, y);
    result[x] = carry;
    count = x + (carry != 0);
  } else {
    mpn_sub(result, a, x, b, y);
    count = nabla_gmp_normalized(result, x);
  }
  return aCount < 0 ? -count : count;
}

/// `result` has room for the limbs of both operands together.
static inline ptrdiff_t nabla_gmp_multiply(
    mp_limb_t *result, const mp_limb_t *a, ptrdiff_t aCount, const mp_limb_t *b, ptrdiff_t bCount) {
  ptrdiff_t x = aCount < 0 ? -aCount : aCount, y = bCount < 0 ? -bCount : bCount;
  if (x == 0 || y == 0) return 0;
  if (a == b && x == y) mpn_sqr(result, a, x);
  else if (x >= y) mpn_mul(result, a, x, b, y);
  else mpn_mul(result, b, y, a, x);
  ptrdiff_t count = nabla_gmp_normalized(result, x + y);
  return (aCount ^ bCount) < 0 ? -count : count;
}

/// Truncating division by what is not zero and has no more limbs than `a`. `quotient` has room for the difference of
/// the counts and one more, `remainder` for as many limbs as `b`.
static inline void nabla_gmp_divide(
    mp_limb_t *quotient, ptrdiff_t *quotientCount, mp_limb_t *remainder, ptrdiff_t *remainderCount,
    const mp_limb_t *a, ptrdiff_t aCount, const mp_limb_t *b, ptrdiff_t bCount) {
  ptrdiff_t x = aCount < 0 ? -aCount : aCount, y = bCount < 0 ? -bCount : bCount;
  mpn_tdiv_qr(quotient, remainder, 0, a, x, b, y);
  ptrdiff_t q = nabla_gmp_normalized(quotient, x - y + 1), r = nabla_gmp_normalized(remainder, y);
  *quotientCount = (aCount ^ bCount) < 0 ? -q : q;
  *remainderCount = aCount < 0 ? -r : r;
}

/// `result` has room for `bits / 64 + 1` limbs more than `a`, which is not zero.
static inline ptrdiff_t nabla_gmp_shift_left(
    mp_limb_t *result, const mp_limb_t *a, ptrdiff_t aCount, size_t bits) {
  ptrdiff_t x = aCount < 0 ? -aCount : aCount, whole = (ptrdiff_t)(bits / 64);
  if (whole > 0) mpn_zero(result, whole);
  if (bits % 64 != 0) {
    result[whole + x] = mpn_lshift(result + whole, a, x, bits % 64);
  } else {
    mpn_copyi(result + whole, a, x);
    result[whole + x] = 0;
  }
  ptrdiff_t count = nabla_gmp_normalized(result, whole + x + 1);
  return aCount < 0 ? -count : count;
}

static inline int nabla_gmp_compare(const mp_limb_t *a, const mp_limb_t *b, ptrdiff_t count) {
  return count == 0 ? 0 : mpn_cmp(a, b, count);
}

enum nabla_gmp_operation {
  nabla_gmp_and, nabla_gmp_or, nabla_gmp_xor, nabla_gmp_greatest_common_divisor, nabla_gmp_inverse,
};

/// `result` is initialised by the caller. 0 where there is no inverse.
static inline int nabla_gmp_combine(
    mpz_ptr result, enum nabla_gmp_operation operation,
    const mp_limb_t *a, ptrdiff_t aCount, const mp_limb_t *b, ptrdiff_t bCount) {
  mpz_t x, y;
  mpz_srcptr left = mpz_roinit_n(x, a, aCount), right = mpz_roinit_n(y, b, bCount);
  switch (operation) {
  case nabla_gmp_and: mpz_and(result, left, right); return 1;
  case nabla_gmp_or: mpz_ior(result, left, right); return 1;
  case nabla_gmp_xor: mpz_xor(result, left, right); return 1;
  case nabla_gmp_greatest_common_divisor: mpz_gcd(result, left, right); return 1;
  case nabla_gmp_inverse: return mpz_invert(result, left, right);
  }
  return 0;
}

/// Rounds down, as Python's `>>`.
static inline void nabla_gmp_shift_right(mpz_ptr result, const mp_limb_t *a, ptrdiff_t aCount, size_t bits) {
  mpz_t x;
  mpz_fdiv_q_2exp(result, mpz_roinit_n(x, a, aCount), bits);
}

static inline void nabla_gmp_square_root(mpz_ptr result, const mp_limb_t *a, ptrdiff_t aCount) {
  mpz_t x;
  mpz_sqrt(result, mpz_roinit_n(x, a, aCount));
}

static inline void nabla_gmp_power(mpz_ptr result, const mp_limb_t *a, ptrdiff_t aCount, unsigned long exponent) {
  mpz_t x;
  mpz_pow_ui(result, mpz_roinit_n(x, a, aCount), exponent);
}

/// The exponent is not negative, the modulus not zero.
static inline void nabla_gmp_power_modulo(
    mpz_ptr result, const mp_limb_t *a, ptrdiff_t aCount, const mp_limb_t *exponent, ptrdiff_t exponentCount,
    const mp_limb_t *modulus, ptrdiff_t modulusCount) {
  mpz_t x, y, z;
  mpz_powm(
      result, mpz_roinit_n(x, a, aCount), mpz_roinit_n(y, exponent, exponentCount),
      mpz_roinit_n(z, modulus, modulusCount));
}

static inline size_t nabla_gmp_digit_count(const mp_limb_t *a, ptrdiff_t aCount, int base) {
  mpz_t x;
  return mpz_sizeinbase(mpz_roinit_n(x, a, aCount), base);
}

/// `text` has room for the digits, a sign and the zero byte; `base` is negative for capital letters.
static inline void nabla_gmp_write(char *text, int base, const mp_limb_t *a, ptrdiff_t aCount) {
  mpz_t x;
  mpz_get_str(text, base, mpz_roinit_n(x, a, aCount));
}

static inline void nabla_gmp_start(mpz_ptr value) { mpz_init(value); }
static inline void nabla_gmp_finish(mpz_ptr value) { mpz_clear(value); }
static inline int nabla_gmp_read(mpz_ptr value, const char *digits, int base) { return mpz_set_str(value, digits, base); }
static inline void nabla_gmp_set_double(mpz_ptr value, double number) { mpz_set_d(value, number); }
static inline ptrdiff_t nabla_gmp_count(mpz_srcptr value) { return value->_mp_size; }
static inline const mp_limb_t *nabla_gmp_limbs(mpz_srcptr value) { return mpz_limbs_read(value); }
