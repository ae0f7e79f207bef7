#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// libpng reports an error by longjmp, which must never cross a Swift frame. So each whole conversation with libpng is
// one C function here with its own setjmp, working on plain memory; Swift sees a status and a message.
// `noinline`: a function that calls setjmp must not be merged into a Swift caller.

typedef struct {
  const unsigned char *bytes;
  size_t count;
  size_t offset;
  char message[160];
} nabla_png_source;

typedef struct {
  unsigned int width, height;
  int channels;              // 1 gray, 2 gray + alpha, 3 RGB, 4 RGBA; always 8 bits each
  unsigned char *pixels;     // malloc'ed rows from the top, width * channels bytes each; the caller frees it
  char message[160];         // empty when all went well
  size_t offset;             // how far into the file the reader had come
} nabla_png_image;

static void nabla_png_take(png_structp png, png_bytep into, size_t count) {
  nabla_png_source *source = (nabla_png_source *)png_get_io_ptr(png);
  if (count > source->count - source->offset) png_error(png, "the file ends early");
  memcpy(into, source->bytes + source->offset, count);
  source->offset += count;
}

static void nabla_png_fail(png_structp png, png_const_charp message) {
  char *into = (char *)png_get_error_ptr(png);
  if (into) snprintf(into, 160, "%s", message);
  longjmp(png_jmpbuf(png), 1);
}

static void nabla_png_ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

/// Decodes a PNG held in memory to 8-bit gray, gray + alpha, RGB or RGBA. Palettes are expanded and 16 bits cut to 8,
/// gamma is left alone (as Pillow does). `limit` bounds the decoded bytes. Returns 1, or 0 with a message.
__attribute__((noinline, unused)) static int nabla_png_read(
    const unsigned char *bytes, size_t count, size_t limit, nabla_png_image *image) {
  nabla_png_source source = {bytes, count, 0, {0}};
  png_structp volatile png = NULL;
  png_infop volatile info = NULL;
  unsigned char *volatile pixels = NULL;
  png_bytep *volatile rows = NULL;
  memset(image, 0, sizeof *image);
  png = png_create_read_struct(PNG_LIBPNG_VER_STRING, image->message, nabla_png_fail, nabla_png_ignore);
  if (!png) {
    snprintf(image->message, sizeof image->message, "libpng cannot start");
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_structp held = png;
    png_infop held_info = info;
    png_destroy_read_struct(&held, held_info ? &held_info : NULL, NULL);
    free(pixels);
    free(rows);
    image->offset = source.offset;
    if (!image->message[0]) snprintf(image->message, sizeof image->message, "the file is damaged");
    return 0;
  }
  info = png_create_info_struct(png);
  if (!info) png_error(png, "no memory");
  png_set_user_limits(png, 65535, 65535);
  png_set_chunk_malloc_max(png, 16u << 20);
  png_set_read_fn(png, &source, nabla_png_take);
  png_read_info(png, info);
  png_set_expand(png);
  png_set_strip_16(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  image->width = png_get_image_width(png, info);
  image->height = png_get_image_height(png, info);
  image->channels = png_get_channels(png, info);
  size_t stride = png_get_rowbytes(png, info);
  if (stride != (size_t)image->width * image->channels) png_error(png, "an unexpected row size");
  if (image->height == 0 || stride == 0 || stride > limit / image->height) png_error(png, "the image is too large");
  pixels = (unsigned char *)calloc(image->height, stride);
  rows = (png_bytep *)malloc(sizeof(png_bytep) * image->height);
  if (!pixels || !rows) png_error(png, "no memory");
  for (unsigned int y = 0; y < image->height; y++) rows[y] = pixels + (size_t)y * stride;
  png_read_image(png, rows);
  png_read_end(png, NULL);
  {
    png_structp held = png;
    png_infop held_info = info;
    png_destroy_read_struct(&held, &held_info, NULL);
  }
  free(rows);
  image->pixels = pixels;
  image->offset = source.offset;
  return 1;
}

typedef struct {
  unsigned char *bytes;  // malloc'ed; the caller frees it
  size_t count, capacity;
  char message[160];
} nabla_png_file;

static void nabla_png_put(png_structp png, png_bytep from, size_t count) {
  nabla_png_file *file = (nabla_png_file *)png_get_io_ptr(png);
  if (count > file->capacity - file->count) {
    size_t capacity = file->capacity * 2 + count + 4096;
    unsigned char *bytes = (unsigned char *)realloc(file->bytes, capacity);
    if (!bytes) png_error(png, "no memory");
    file->bytes = bytes;
    file->capacity = capacity;
  }
  memcpy(file->bytes + file->count, from, count);
  file->count += count;
}

static void nabla_png_flush(png_structp png) { (void)png; }

/// Encodes 8-bit rows (1 gray, 2 gray + alpha, 3 RGB, 4 RGBA channels). `dots_per_meter` 0 writes no size.
__attribute__((noinline, unused)) static int nabla_png_write(
    const unsigned char *pixels, unsigned int width, unsigned int height, int channels, unsigned int dots_per_meter,
    nabla_png_file *file) {
  static const int types[5] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
  png_structp volatile png = NULL;
  png_infop volatile info = NULL;
  memset(file, 0, sizeof *file);
  if (channels < 1 || channels > 4) {
    snprintf(file->message, sizeof file->message, "a PNG has 1 to 4 channels");
    return 0;
  }
  png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file->message, nabla_png_fail, nabla_png_ignore);
  if (!png) {
    snprintf(file->message, sizeof file->message, "libpng cannot start");
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_structp held = png;
    png_infop held_info = info;
    png_destroy_write_struct(&held, held_info ? &held_info : NULL);
    free(file->bytes);
    file->bytes = NULL;
    if (!file->message[0]) snprintf(file->message, sizeof file->message, "the picture cannot be encoded");
    return 0;
  }
  info = png_create_info_struct(png);
  if (!info) png_error(png, "no memory");
  png_set_write_fn(png, file, nabla_png_put, nabla_png_flush);
  png_set_user_limits(png, 65535, 65535);
  png_set_IHDR(
      png, info, width, height, 8, types[channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
      PNG_FILTER_TYPE_DEFAULT);
  if (dots_per_meter) png_set_pHYs(png, info, dots_per_meter, dots_per_meter, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  for (unsigned int y = 0; y < height; y++) png_write_row(png, pixels + (size_t)y * width * channels);
  png_write_end(png, info);
  {
    png_structp held = png;
    png_infop held_info = info;
    png_destroy_write_struct(&held, &held_info);
  }
  return 1;
}
