// The stream objects of io. FileIO is a file descriptor; Buffered* hold one buffer that is either read ahead or still to be
// written; TextIOWrapper encodes into a buffer of pending bytes and decodes a chunk at a time. A text stream over a buffered
// stream over a FileIO — what open() makes — talks to the lower ones directly, others through their methods.
#ifndef NX_IO_H
#define NX_IO_H

#include "../types/codec.h"
#include "../types/text.h"

#define NX_IO_BUFFER 8192

typedef struct {
    nx_header header;
    bool closed;
    int64_t registered; // position + 1 in the list of streams to flush at exit, 0: not in it
} nx_iobase;

typedef struct {
    nx_iobase base;
    int fd;
    bool readable, writable, appending, created, closefd;
    int8_t seekable; // -1 not known yet
    nx_value name;
} nx_fileio;

typedef struct {
    nx_iobase base;
    nx_value raw;      // 0: detached
    nx_fileio *file;   // raw when it is exactly a FileIO
    uint8_t *data;
    int64_t capacity;
    int64_t at, end;   // bytes read ahead
    int64_t unwritten; // bytes to be written; then at == end
    bool readable, writable;
} nx_buffered;

enum { NX_NEWLINES_TRANSLATED, NX_NEWLINES_ANY, NX_NEWLINES_LF, NX_NEWLINES_CR, NX_NEWLINES_CRLF };

typedef struct {
    nx_iobase base;
    nx_value buffer;       // 0: detached
    nx_buffered *fast;     // buffer when it is exactly one of the types above
    nx_value encoding_name, errors_name, mode, name;
    const char *errors;
    int encoding;          // NX_UTF8…
    int decoding, encoding_now; // the same, without byte order mark after the start
    uint8_t newlines;      // how lines are read
    uint8_t seen;          // 1 \n, 2 \r, 4 \r\n
    const char *newline_out; // what '\n' is written as, NULL: itself
    bool line_buffering, write_through, held_cr, at_end;
    bool in_loop;          // next() is reading: tell() would have to look behind it
    nx_value decoded;      // text read ahead, or 0
    int64_t at;            // position in it
    uint8_t tail[8];       // an incomplete sequence
    int64_t tail_length;
    nx_value chunk;        // the bytes that `decoded` was made of, for tell()
    int64_t chunk_at;      // characters of `decoded` that were there before the chunk
    bool chunk_cr;
    uint8_t *pending;      // encoded, not written yet
    int64_t pending_length, pending_capacity;
} nx_textio;

typedef struct {
    nx_iobase base;
    uint8_t *data;
    int64_t length, capacity, at, exports;
} nx_bytesio;

typedef struct {
    nx_iobase base;
    void *data;   // characters of `kind`
    int64_t length, capacity, at;
    uint8_t kind, newlines;
    uint8_t seen;
    const char *newline_out;
} nx_stringio;

extern nx_type nx_io_iobase_type, nx_io_rawbase_type, nx_io_bufferedbase_type, nx_io_textbase_type, nx_io_file_type,
    nx_io_reader_type, nx_io_writer_type, nx_io_random_type, nx_io_bytes_type, nx_io_string_type, nx_io_text_type;

nx_type *nx_io_unsupported_type(void);             // io.UnsupportedOperation
nx_value nx_io_unsupported(const char *message);   // raises it
bool nx_io_check(nx_value self);                   // false: ValueError "I/O operation on closed file."
void nx_io_reclaim(void);                          // closes the streams that the program has forgotten
bool nx_io_size(nx_value size, int64_t *out);      // an optional size argument: None and negative = -1
void nx_io_register(nx_value stream);
void nx_io_forget(nx_value stream);
void nx_io_flush_all(void);                        // what is written becomes visible to those who open files now

// io_file.c
nx_value nx_fileio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_fileio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_fileio_open(nx_fileio *self, nx_value name, const char *mode, bool closefd, nx_value opener);
nx_value nx_fileio_repr(nx_value self);
void nx_fileio_finalize(nx_value self);
int64_t nx_file_read(nx_fileio *f, uint8_t *to, int64_t count);         // -1 error, -2 would block
int64_t nx_file_write(nx_fileio *f, const uint8_t *data, int64_t count);
int64_t nx_file_seek(nx_fileio *f, int64_t offset, int whence);         // -1 error

// io_buffered.c
nx_value nx_buffered_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_buffered_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_buffered_start(nx_buffered *b, nx_value raw, int64_t size);
nx_value nx_buffered_repr(nx_value self);
nx_value nx_buffered_next(nx_value self);
bool nx_buffered_fill(nx_buffered *b);                                   // reads ahead when empty; at == end: the end
bool nx_buffered_write(nx_buffered *b, const uint8_t *data, int64_t length);
bool nx_buffered_flush(nx_buffered *b);
int64_t nx_buffered_tell(nx_buffered *b);
int64_t nx_buffered_seek(nx_buffered *b, int64_t offset, int whence);
nx_value nx_buffered_read_all(nx_buffered *b);

// io_memory.c
nx_value nx_bytesio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_bytesio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_bytesio_next(nx_value self);
bool nx_bytesio_buffer(nx_value self, nx_buffer *view);
void nx_bytesio_buffer_release(nx_value self);
nx_value nx_stringio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_stringio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_stringio_next(nx_value self);

// io_text.c
nx_value nx_textio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_textio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_in_utf8_mode(void); // modules/sys.c
bool nx_textio_start(nx_textio *t, nx_value buffer, nx_value encoding, nx_value errors, nx_value newline, bool line_buffering);
nx_value nx_textio_repr(nx_value self);
nx_value nx_textio_next(nx_value self);
bool nx_textio_put(nx_textio *t, nx_value text);                         // write()
bool nx_textio_flush(nx_textio *t);
bool nx_newline_mode(nx_value newline, bool memory, uint8_t *reading, const char **writing);
// Index behind the end of the line that begins at `from`, or -1 when the text has no line end.
int64_t nx_line_end(const nx_str *s, int64_t from, int mode);
nx_value nx_translate_newlines(nx_value text, uint8_t *seen);

nx_value nx_io_open_file(nx_value file, nx_value mode, nx_value buffering, nx_value encoding, nx_value errors,
                         nx_value newline, nx_value closefd, nx_value opener);
nx_value nx_stdio_open(int fd);   // the text stream of descriptor 0, 1 or 2
bool nx_io_finish(void);          // at exit: flushes every open stream; false with an error pending

#endif
