/* Plain separated text split into cells, and columns of small whole numbers put otherwise.

   Plain is text without quotes whose rows all have the same number of cells. Of anything else
   `split` says that it is not, and relnet reads it in another way, as it does everything where
   this module was not built. The functions keep no state, and other threads run beside them. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_MSC_VER)
#include <intrin.h>
#endif

#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)
#define WORD 8
#define FEW_SLOTS 64
#define LONGEST_RUN 500   /* slots looked at for one text: only a file made for it needs more */
#define CELLS_AT_ONCE 4096 /* so that each step is a loop over what is near */
#define BLOCK 64

/* ---- bytes as numbers ------------------------------------------------------------------ */

/* The next eight bytes, the first of them the lowest. */
static inline uint64_t
whole_word(const uint8_t *p)
{
    uint64_t word;
    memcpy(&word, p, WORD);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* As many of them as there are, and zeros. */
static uint64_t
last_word(const uint8_t *p, const uint8_t *end)
{
    uint8_t bytes[WORD] = {0};
    memcpy(bytes, p, (size_t)(end - p));
    return whole_word(bytes);
}

static inline uint64_t
word_at(const uint8_t *p, const uint8_t *end)
{
    return end - p >= WORD ? whole_word(p) : last_word(p, end);
}

/* High bits that mark the bytes which equal one of `byte`. */
static inline uint64_t
places_of(uint64_t word, uint64_t byte)
{
    uint64_t other = word ^ (ONES * byte);
    return ~(((other & ~HIGHS) + ~HIGHS) | other | ~HIGHS);
}

/* How many bytes stand before the first that is marked; seven where none is. */
static inline int64_t
bytes_before(uint64_t places)
{
    places |= UINT64_C(1) << 63;
#if defined(_MSC_VER) && defined(_WIN64)
    unsigned long bit;
    _BitScanForward64(&bit, places);
    return (int64_t)(bit >> 3);
#elif defined(__GNUC__)
    return __builtin_ctzll(places) >> 3;
#else
    int64_t bytes = 0;
    for (; !(places & 0x80); places >>= 8) {
        bytes++;
    }
    return bytes;
#endif
}

/* ---- the texts of a column ------------------------------------------------------------- */

typedef struct {
    uint64_t key;    /* the text itself, where it is short, else made of it */
    uint32_t length; /* in bytes */
    int32_t code;    /* -1: nothing stands here */
} Slot;

typedef struct {
    Slot *slots;
    int64_t *starts; /* code -> where its text was found first */
    int bits;        /* of the number of slots */
    int32_t used;
} Column;

/* A cell: its text as a key, and where it is. */
typedef struct {
    uint64_t key;
    int64_t start;
    int64_t length;
} Cell;

typedef struct {
    const uint8_t *data;
    int64_t start, stop; /* the rows to split, without the last line end */
    uint8_t separator;
    int64_t width, rows;
    uint64_t factor;  /* odd, and not known to who made the file */
    void *codes;      /* (width, total), of two or four bytes each; ours begin at `first` */
    int64_t first, total;
    Py_ssize_t code_size;
    int64_t *texts;   /* (most, 3): column, start, length */
    int64_t most, found;
    Column *columns;
    int64_t rows_at_once;
    int64_t *ends; /* of cells, of so many rows and a word more */
    Cell *cells;   /* (width, rows_at_once) */
} Split;

enum { DONE, NOT_PLAIN, NO_MEMORY, TOO_MANY };

static int
make_slots(Column *column, int bits)
{
    size_t slots = (size_t)1 << bits;
    column->slots = malloc(slots * sizeof(Slot));
    int64_t *starts = realloc(column->starts, slots / 2 * sizeof(int64_t));
    if (starts != NULL) {
        column->starts = starts;
    }
    if (column->slots == NULL || starts == NULL) {
        return NO_MEMORY;
    }
    for (size_t k = 0; k < slots; k++) {
        column->slots[k].code = -1;
    }
    column->bits = bits;
    return DONE;
}

static inline size_t
slot_of(const Column *column, uint64_t key, uint64_t factor)
{
    return (size_t)((key * factor) >> (64 - column->bits));
}

/* Twice as many slots: they are never more than half full. */
static int
grow(Column *column, uint64_t factor)
{
    Slot *old = column->slots;
    size_t slots = (size_t)1 << column->bits;
    if (make_slots(column, column->bits + 1) != DONE) {
        free(old);
        return NO_MEMORY;
    }
    size_t mask = 2 * slots - 1;
    for (size_t k = 0; k < slots; k++) {
        if (old[k].code >= 0) {
            size_t place = slot_of(column, old[k].key, factor);
            while (column->slots[place].code >= 0) {
                place = (place + 1) & mask;
            }
            column->slots[place] = old[k];
        }
    }
    free(old);
    return DONE;
}

static uint64_t
long_key(const uint8_t *p, const uint8_t *end, uint64_t factor)
{
    uint64_t key = factor;
    for (; p < end; p += end - p < WORD ? end - p : WORD) {
        key = (key ^ word_at(p, end)) * factor;
        key ^= key >> 32;
    }
    return key;
}

/* The code of a text that was not there yet; it stands in this slot now. */
static int
add_text(Split *job, int64_t k, const Cell *cell, Slot *slot)
{
    Column *column = &job->columns[k];
    if (job->found >= job->most || cell->length > UINT32_MAX) {
        return NOT_PLAIN;
    }
    if (job->code_size == 2 && column->used > INT16_MAX) {
        return TOO_MANY;
    }
    int64_t *text = job->texts + 3 * job->found++;
    text[0] = k;
    text[1] = cell->start;
    text[2] = cell->length;
    slot->key = cell->key;
    slot->length = (uint32_t)cell->length;
    slot->code = column->used;
    column->starts[column->used++] = cell->start;
    return column->used > ((int64_t)1 << column->bits) / 2 - 1 ? grow(column, job->factor) : DONE;
}

static inline int
is_same(const Split *job, const Column *column, const Slot *slot, const Cell *cell)
{
    return slot->key == cell->key && slot->length == cell->length &&
           (cell->length <= WORD || memcmp(job->data + column->starts[slot->code],
                                           job->data + cell->start, (size_t)cell->length) == 0);
}

static inline void
put_code(const Split *job, int64_t place, int32_t code)
{
    if (job->code_size == 2) {
        ((int16_t *)job->codes)[place] = (int16_t)code;
    }
    else {
        ((int32_t *)job->codes)[place] = code;
    }
}

/* The codes of some rows of a column. */
static int
code_cells(Split *job, int64_t k, int64_t row, int64_t rows)
{
    Column *column = &job->columns[k];
    const Cell *cells = job->cells + k * job->rows_at_once;
    const int64_t place_of_first = k * job->total + job->first + row;
    const uint64_t factor = job->factor;
    for (int64_t r = 0; r < rows;) {
        Slot *const slots = column->slots; /* until there are more */
        const int shift = 64 - column->bits;
        const size_t mask = ((size_t)1 << column->bits) - 1;
        for (; r < rows; r++) {
            const Cell *cell = &cells[r];
            size_t place = (size_t)((cell->key * factor) >> shift);
            int32_t code = slots[place].code;
            for (int run = 0; code >= 0 && !is_same(job, column, &slots[place], cell); run++) {
                if (run > LONGEST_RUN) {
                    return NOT_PLAIN;
                }
                place = (place + 1) & mask;
                code = slots[place].code;
            }
            if (code < 0) {
                put_code(job, place_of_first + r++, column->used);
                int result = add_text(job, k, cell, &slots[place]);
                if (result != DONE) {
                    return result;
                }
                break;
            }
            put_code(job, place_of_first + r, code);
        }
    }
    return DONE;
}

/* ---- rows ------------------------------------------------------------------------------ */

/* Find where cells end, until there are enough; return how many there are. */
static int64_t
find_ends(const Split *job, int64_t *from, int64_t found, int64_t enough)
{
    const uint8_t *data = job->data, *stop = data + job->stop;
    const uint64_t separator = job->separator;
    int64_t *const ends = job->ends;
    int64_t at = *from;
    for (; found < enough && at < job->stop; at += WORD) {
        uint64_t word = word_at(data + at, stop);
        uint64_t places = places_of(word, separator) | places_of(word, '\n');
        int64_t marked = (int64_t)(((places >> 7) * ONES) >> 56);
        ends[found] = at + bytes_before(places); /* two are written whether or not they are */
        places &= places - 1;                    /* there, as a branch would be slower */
        ends[found + 1] = at + bytes_before(places);
        for (int64_t k = 2; k < marked; k++) {
            places &= places - 1;
            ends[found + k] = at + bytes_before(places);
        }
        found += marked;
    }
    if (found < enough && at < job->stop + WORD) { /* once: the last cell ends with the text */
        ends[found++] = job->stop;
        at = job->stop + WORD;
    }
    *from = at;
    return found;
}

/* Take the cells of some rows, the first of which begins at a place. */
static int
take_cells(Split *job, int64_t start, int64_t rows)
{
    static const uint64_t LOWEST[WORD + 1] = {
        0, UINT64_C(0xff), UINT64_C(0xffff), UINT64_C(0xffffff), UINT64_C(0xffffffff),
        UINT64_C(0xffffffffff), UINT64_C(0xffffffffffff), UINT64_C(0xffffffffffffff),
        UINT64_C(0xffffffffffffffff),
    };
    const uint8_t *data = job->data, *stop = data + job->stop;
    const int64_t *end = job->ends;
    for (int64_t r = 0; r < rows; r++) {
        for (int64_t k = 0; k < job->width; k++, end++) {
            Cell *cell = &job->cells[k * job->rows_at_once + r];
            int64_t length = *end - start;
            int is_last = *end == job->stop || data[*end] == '\n';
            if (is_last != (k == job->width - 1)) {
                return NOT_PLAIN;
            }
            if (is_last && length > 0 && data[*end - 1] == '\r') {
                length--;
            }
            cell->start = start;
            cell->length = length;
            if (length <= WORD) {
                cell->key = word_at(data + start, stop) & LOWEST[length];
            }
            else {
                cell->key = long_key(data + start, data + start + length, job->factor);
            }
            start = *end + 1;
        }
    }
    return DONE;
}

static int
split_rows(Split *job)
{
    int64_t from = job->start, start = job->start, found = 0;
    for (int64_t row = 0, rows; row < job->rows; row += rows) {
        rows = job->rows - row < job->rows_at_once ? job->rows - row : job->rows_at_once;
        int64_t cells = rows * job->width;
        found = find_ends(job, &from, found, cells);
        if (found < cells) {
            return NOT_PLAIN;
        }
        int result = take_cells(job, start, rows);
        for (int64_t k = 0; k < job->width && result == DONE; k++) {
            result = code_cells(job, k, row, rows);
        }
        if (result != DONE) {
            return result;
        }
        start = job->ends[cells - 1] + 1;
        found -= cells;
        memmove(job->ends, job->ends + cells, (size_t)found * sizeof(int64_t));
    }
    return start == job->stop + 1 ? DONE : NOT_PLAIN;
}

static int
split_all(Split *job)
{
    int result = NO_MEMORY, bits = 0;
    int64_t rows = CELLS_AT_ONCE / job->width;
    job->rows_at_once = rows < 1 ? 1 : rows < job->rows ? rows : job->rows;
    size_t cells = (size_t)(job->rows_at_once * job->width);
    while ((1 << bits) < FEW_SLOTS) {
        bits++;
    }
    job->columns = calloc((size_t)job->width, sizeof(Column));
    job->ends = malloc((cells + WORD) * sizeof(int64_t));
    job->cells = malloc(cells * sizeof(Cell));
    if (job->columns != NULL && job->ends != NULL && job->cells != NULL) {
        result = DONE;
        for (int64_t k = 0; k < job->width && result == DONE; k++) {
            result = make_slots(&job->columns[k], bits);
        }
        result = result == DONE ? split_rows(job) : result;
        for (int64_t k = 0; k < job->width; k++) {
            free(job->columns[k].slots);
            free(job->columns[k].starts);
        }
    }
    free(job->columns);
    free(job->ends);
    free(job->cells);
    return result;
}

/* ---- for Python ------------------------------------------------------------------------ */

/* A buffer of so many items of this size; an error, and false, where it is another. */
static int
get_items(PyObject *object, Py_buffer *view, int flags, int64_t items, Py_ssize_t size)
{
    if (PyObject_GetBuffer(object, view, PyBUF_C_CONTIGUOUS | flags) != 0) {
        return 0;
    }
    if (view->itemsize < 1 || (size && view->itemsize != size) || (items >= 0 && view->len != items * view->itemsize)) {
        PyBuffer_Release(view);
        PyErr_SetString(PyExc_ValueError, "a buffer is of another size");
        return 0;
    }
    return 1;
}

static int
check_part(const Py_buffer *data, Py_ssize_t start, Py_ssize_t stop)
{
    if (0 <= start && start <= stop && stop <= data->len) {
        return 1;
    }
    PyErr_SetString(PyExc_ValueError, "a part lies beyond the text");
    return 0;
}

PyDoc_STRVAR(count_lines_doc,
"count_lines(data, start, stop)\n--\n\n"
"Count the line ends of a part of a text; -1 where it is not plain.");

static int64_t
lines_in(const uint8_t *data, int64_t start, int64_t stop, int64_t size)
{
    int64_t lines = 0, k = start;
    uint8_t odd[BLOCK] = {0};
    while (k < stop) {
        uint8_t ends[BLOCK] = {0};
        int64_t left = (stop - k < size - k - 1 ? stop - k : size - k - 1) / BLOCK;
        int64_t blocks = left < 255 ? left : 255;
        if (blocks <= 0) {
            break;
        }
        for (int64_t b = 0; b < blocks; b++, k += BLOCK) {
            const uint8_t *p = data + k;
            for (int j = 0; j < BLOCK; j++) {
                ends[j] = (uint8_t)(ends[j] + (p[j] == '\n'));
                odd[j] |= (uint8_t)((p[j] == '"') | (p[j] == 0) |
                                    ((p[j] == '\r') & (p[j + 1] != '\n')));
            }
        }
        for (int j = 0; j < BLOCK; j++) {
            lines += ends[j];
        }
    }
    int strange = 0;
    for (int j = 0; j < BLOCK; j++) {
        strange |= odd[j];
    }
    for (; k < stop; k++) {
        lines += data[k] == '\n';
        strange |= data[k] == '"' || data[k] == 0 ||
                   (data[k] == '\r' && (k + 1 >= size || data[k + 1] != '\n'));
    }
    return strange ? -1 : lines;
}

static PyObject *
count_lines(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object;
    Py_ssize_t start, stop;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "Onn", &object, &start, &stop) ||
        !get_items(object, &data, 0, -1, 1)) {
        return NULL;
    }
    PyObject *result = NULL;
    if (check_part(&data, start, stop)) {
        int64_t lines;
        Py_BEGIN_ALLOW_THREADS
        lines = lines_in(data.buf, start, stop, data.len);
        Py_END_ALLOW_THREADS
        result = PyLong_FromLongLong(lines);
    }
    PyBuffer_Release(&data);
    return result;
}

PyDoc_STRVAR(split_doc,
"split(data, start, stop, separator, width, first, rows, factor, codes, texts)\n--\n\n"
"Split rows of text into codes of the texts found. The codes, int16 or int32, are of shape\n"
"(width, m), and these rows begin at the first; the texts, int64, stand by appearance: column,\n"
"start and length. Return how many were found; -1 where it is not plain, -2 where there are\n"
"more in a column than int16 can tell apart.");

static PyObject *
split(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[3], *result = NULL;
    Py_buffer data, codes, texts;
    Py_ssize_t start, stop, width, first, rows;
    unsigned char separator;
    unsigned long long factor;
    if (!PyArg_ParseTuple(args, "OnnbnnnKOO", &objects[0], &start, &stop, &separator, &width,
                          &first, &rows, &factor, &objects[1], &objects[2])) {
        return NULL;
    }
    if (width < 1 || rows < 1 || first < 0 || separator == '\n' || separator == '\r' ||
        separator == 0) {
        PyErr_SetString(PyExc_ValueError, "no rows of cells");
        return NULL;
    }
    if (!get_items(objects[0], &data, 0, -1, 1)) {
        return NULL;
    }
    if (!check_part(&data, start, stop)) {
        goto without_codes;
    }
    if (!get_items(objects[1], &codes, PyBUF_WRITABLE, -1, 0)) {
        goto without_codes;
    }
    if (!get_items(objects[2], &texts, PyBUF_WRITABLE, -1, 8)) {
        goto without_texts;
    }
    Py_ssize_t total = codes.len / codes.itemsize / width;
    if ((codes.itemsize != 2 && codes.itemsize != 4) || codes.len != total * width * codes.itemsize
        || total > INT32_MAX || rows > total || first > total - rows) {
        PyErr_SetString(PyExc_ValueError, "a buffer is of another size");
    }
    else {
        Split job = {data.buf, start, stop, separator, width, rows, factor | 1, codes.buf, first,
                     total, codes.itemsize, texts.buf, texts.len / 24, 0, NULL, 0, NULL, NULL};
        int outcome;
        Py_BEGIN_ALLOW_THREADS
        outcome = split_all(&job);
        Py_END_ALLOW_THREADS
        result = outcome == NO_MEMORY ? PyErr_NoMemory()
                                      : PyLong_FromLongLong(outcome == DONE       ? job.found
                                                            : outcome == TOO_MANY ? -2
                                                                                  : -1);
    }
    PyBuffer_Release(&texts);
without_texts:
    PyBuffer_Release(&codes);
without_codes:
    PyBuffer_Release(&data);
    return result;
}

PyDoc_STRVAR(join_doc,
"join(data, texts, out)\n--\n\n"
"Put texts, as `split` found them, one after another, each with a line end behind it.");

static int
join_all(const uint8_t *data, int64_t size, const int64_t *texts, int64_t n, uint8_t *out,
         int64_t room)
{
    for (int64_t k = 0; k < n; k++, texts += 3) {
        int64_t start = texts[1], length = texts[2];
        if (start < 0 || length < 0 || start > size || length > size - start || length >= room) {
            return 0;
        }
        memcpy(out, data + start, (size_t)length);
        out[length] = '\n';
        out += length + 1;
        room -= length + 1;
    }
    return room == 0;
}

static PyObject *
join(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[3], *result = NULL;
    Py_buffer data, texts, out;
    if (!PyArg_ParseTuple(args, "OOO", &objects[0], &objects[1], &objects[2]) ||
        !get_items(objects[0], &data, 0, -1, 1)) {
        return NULL;
    }
    if (!get_items(objects[1], &texts, 0, -1, 8)) {
        goto without_texts;
    }
    if (!get_items(objects[2], &out, PyBUF_WRITABLE, -1, 1)) {
        goto without_out;
    }
    if (join_all(data.buf, data.len, texts.buf, texts.len / 24, out.buf, out.len)) {
        result = Py_NewRef(Py_None);
    }
    else {
        PyErr_SetString(PyExc_IndexError, "texts lie elsewhere, or take other room");
    }
    PyBuffer_Release(&out);
without_out:
    PyBuffer_Release(&texts);
without_texts:
    PyBuffer_Release(&data);
    return result;
}

/* For codes of each size and values of each size: out[k] = values[codes[k]]. */
#define TAKE(CODE, VALUE)                                                                     \
    for (int64_t k = 0; k < n; k++) {                                                         \
        int64_t code = ((const CODE *)codes)[k];                                              \
        if (code < 0 || code >= m) {                                                          \
            return 0;                                                                         \
        }                                                                                     \
        ((VALUE *)out)[k] = ((const VALUE *)values)[code];                                    \
    }                                                                                         \
    return 1;

#define TAKE_BY(CODE)                                                                         \
    switch (size) {                                                                           \
        case 1: TAKE(CODE, uint8_t)                                                           \
        case 2: TAKE(CODE, uint16_t)                                                          \
        case 4: TAKE(CODE, uint32_t)                                                          \
        default: TAKE(CODE, uint64_t)                                                         \
    }

/* Whether all codes stand for one of the m values. */
static int
take_all(const void *codes, int64_t n, Py_ssize_t code_size, const void *values, int64_t m,
         Py_ssize_t size, void *out)
{
    switch (code_size) {
        case 1: TAKE_BY(int8_t)
        case 2: TAKE_BY(int16_t)
        default: TAKE_BY(int32_t)
    }
}

static int
is_size(Py_ssize_t size, Py_ssize_t most)
{
    return (size == 1 || size == 2 || size == 4 || size == 8) && size <= most;
}

PyDoc_STRVAR(take_doc,
"take(values, codes, out)\n--\n\n"
"Put the value of each code, a signed integer of one, two or four bytes, into `out`.");

static PyObject *
take(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[3], *result = NULL;
    Py_buffer values, codes, out;
    if (!PyArg_ParseTuple(args, "OOO", &objects[0], &objects[1], &objects[2]) ||
        !get_items(objects[0], &values, 0, -1, 0)) {
        return NULL;
    }
    if (!get_items(objects[1], &codes, 0, -1, 0)) {
        goto without_codes;
    }
    int64_t n = codes.len / codes.itemsize;
    if (!get_items(objects[2], &out, PyBUF_WRITABLE, n, values.itemsize)) {
        goto without_out;
    }
    if (!is_size(values.itemsize, 8) || !is_size(codes.itemsize, 4)) {
        PyErr_SetString(PyExc_ValueError, "items of another size");
    }
    else {
        int in_range;
        Py_BEGIN_ALLOW_THREADS
        in_range = take_all(codes.buf, n, codes.itemsize, values.buf, values.len / values.itemsize,
                            values.itemsize, out.buf);
        Py_END_ALLOW_THREADS
        if (in_range) {
            result = Py_NewRef(Py_None);
        }
        else {
            PyErr_SetString(PyExc_IndexError, "a code stands for no value");
        }
    }
    PyBuffer_Release(&out);
without_out:
    PyBuffer_Release(&codes);
without_codes:
    PyBuffer_Release(&values);
    return result;
}

PyDoc_STRVAR(tally_doc,
"tally(groups, counts)\n--\n\n"
"Count how often each of 256 groups, uint8, occurs: int64.");

static PyObject *
tally(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[2];
    Py_buffer groups, counts;
    if (!PyArg_ParseTuple(args, "OO", &objects[0], &objects[1]) ||
        !get_items(objects[0], &groups, 0, -1, 1)) {
        return NULL;
    }
    if (!get_items(objects[1], &counts, PyBUF_WRITABLE, 256, 8)) {
        PyBuffer_Release(&groups);
        return NULL;
    }
    int64_t *times = counts.buf;
    memset(times, 0, 256 * sizeof(int64_t));
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t k = 0; k < groups.len; k++) {
        times[((const uint8_t *)groups.buf)[k]]++;
    }
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&counts);
    PyBuffer_Release(&groups);
    return Py_NewRef(Py_None);
}

/* For values of each size: put each where the next of its group belongs. */
#define ARRANGE(VALUE)                                                                        \
    for (int64_t k = 0; k < n; k++) {                                                         \
        int64_t group = groups[k];                                                            \
        if (group >= m || next[group] < 0 || next[group] >= n) {                              \
            return 0;                                                                         \
        }                                                                                     \
        ((VALUE *)out)[next[group]++] = ((const VALUE *)values)[k];                           \
    }                                                                                         \
    return 1;

static int
arrange_all(const uint8_t *groups, int64_t n, int64_t *next, int64_t m, const void *values,
            Py_ssize_t size, void *out)
{
    switch (size) {
        case 1: ARRANGE(uint8_t)
        case 2: ARRANGE(uint16_t)
        case 4: ARRANGE(uint32_t)
        default: ARRANGE(uint64_t)
    }
}

PyDoc_STRVAR(arrange_doc,
"arrange(values, groups, next, out)\n--\n\n"
"Put values into `out` by their groups, uint8; `next`, int64, is where each group begins, and\n"
"becomes where it ends.");

static PyObject *
arrange(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[4], *result = NULL;
    Py_buffer values, groups, next, out;
    if (!PyArg_ParseTuple(args, "OOOO", &objects[0], &objects[1], &objects[2], &objects[3]) ||
        !get_items(objects[0], &values, 0, -1, 0)) {
        return NULL;
    }
    int64_t n = values.len / values.itemsize;
    if (!get_items(objects[1], &groups, 0, n, 1)) {
        goto without_groups;
    }
    if (!get_items(objects[2], &next, PyBUF_WRITABLE, -1, 8)) {
        goto without_next;
    }
    if (!get_items(objects[3], &out, PyBUF_WRITABLE, n, values.itemsize)) {
        goto without_out;
    }
    if (!is_size(values.itemsize, 8)) {
        PyErr_SetString(PyExc_ValueError, "items of another size");
    }
    else {
        int in_range;
        Py_BEGIN_ALLOW_THREADS
        in_range = arrange_all(groups.buf, n, next.buf, next.len / 8, values.buf, values.itemsize,
                               out.buf);
        Py_END_ALLOW_THREADS
        if (in_range) {
            result = Py_NewRef(Py_None);
        }
        else {
            PyErr_SetString(PyExc_IndexError, "a group has no place");
        }
    }
    PyBuffer_Release(&out);
without_out:
    PyBuffer_Release(&next);
without_next:
    PyBuffer_Release(&groups);
without_groups:
    PyBuffer_Release(&values);
    return result;
}

#define VERSION 1 /* goes up with every change to what these functions take or give */

PyDoc_STRVAR(version_doc, "Which functions these are: relnet.readers.extension asks.");

static PyObject *
version(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromLong(VERSION);
}

static PyMethodDef methods[] = {
    {"version", version, METH_NOARGS, version_doc},
    {"count_lines", count_lines, METH_VARARGS, count_lines_doc},
    {"split", split, METH_VARARGS, split_doc},
    {"join", join, METH_VARARGS, join_doc},
    {"take", take, METH_VARARGS, take_doc},
    {"tally", tally, METH_VARARGS, tally_doc},
    {"arrange", arrange, METH_VARARGS, arrange_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernels", "Plain text split into cells, quickly.", 0, methods, slots,
    NULL, NULL, NULL,
};

PyMODINIT_FUNC
PyInit__kernels(void)
{
    return PyModuleDef_Init(&definition);
}
