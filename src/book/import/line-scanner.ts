/** Where the records of a text file begin. `record` counts from 1 and includes the header and blank lines; a shift holds from its record on. */
export interface LineMap {
  readonly records: number;
  /** From this record on, its line is `record + shift`; in order. Empty where every record is one line. */
  readonly shifts: readonly { readonly record: number; readonly shift: number }[];
  /** Records that are blank lines, which readers skip; in order. */
  readonly blanks: readonly number[];
  /** Both `\n` and `\r\n` end records. */
  readonly mixedNewlines: boolean;
  /** True where the last record does not end: in the middle of a line, or of a quoted cell. */
  readonly openEnded: boolean;
  /** True where a cell over several lines is not closed as cells are: with more behind its quote, or not at all. */
  readonly torn: boolean;
  /** Lines below the one in which a cell begins that is open where the text ends; 0 where none is. */
  readonly swallowed: number;
}

export interface LineScanner {
  push(bytes: Uint8Array): void;
  end(): LineMap;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
/** Lines that are longer hold something. */
const LONGEST_BLANK = 16;

/**
 * Follows a delimited text (or, without a delimiter, plain lines) byte by byte: a newline inside quotes belongs to its record.
 * The bytes must be UTF-8 or another encoding that leaves ASCII as it is.
 */
export function lineScanner(delimiter: string | null): LineScanner {
  const separator = delimiter?.charCodeAt(0) ?? -1;
  const shifts: { record: number; shift: number }[] = [];
  const blanks: number[] = [];
  let record = 1;
  let shift = 0;
  let inside = 0;
  let quoted = false;
  let fieldStart = true;
  let length = 0;
  let previous = 0;
  let plainEnds = 0;
  let windowsEnds = 0;
  let torn = false;
  /** Lines of the record above the cell that was opened last, and whether that was closed by the byte before. */
  let openedAt = 0;
  let closed = false;

  const endRecord = (): void => {
    if (previous === CR) windowsEnds += 1;
    else plainEnds += 1;
    if (length === 0) blanks.push(record);
    record += 1;
    if (inside > 0) {
      shift += inside;
      inside = 0;
      shifts.push({ record, shift });
    }
    length = 0;
    fieldStart = true;
  };

  const pushByte = (byte: number): void => {
    if (closed) {
      closed = false;
      if (inside > openedAt && byte !== QUOTE && byte !== separator && byte !== LF && byte !== CR && byte !== SPACE) torn = true;
    }
    if (quoted) {
      if (byte === QUOTE) {
        quoted = false;
        closed = true;
      } else if (byte === LF) inside += 1;
    } else if (byte === LF) {
      endRecord();
    } else if (byte === QUOTE && separator !== -1 && (fieldStart || previous === QUOTE)) {
      quoted = true;
      if (fieldStart) openedAt = inside;
      length += 1;
      fieldStart = false;
    } else if (byte !== CR) {
      fieldStart = byte === separator;
      if (byte !== SPACE || separator !== -1) length += 1;
    }
    previous = byte;
  };

  /** Where no quote can begin only the newlines need be looked at, which the engine finds many times faster. */
  const pushUnquoted = (bytes: Uint8Array): void => {
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      if (end - start > LONGEST_BLANK) {
        length += 1;
        previous = bytes[end - 1] ?? 0;
      } else for (let at = start; at < end; at += 1) pushByte(bytes[at] ?? 0);
      endRecord();
      previous = LF;
      start = end + 1;
    }
    for (let at = start; at < bytes.length; at += 1) pushByte(bytes[at] ?? 0);
  };

  return {
    push: (bytes) => {
      if (!quoted && !closed && (separator === -1 || !bytes.includes(QUOTE))) pushUnquoted(bytes);
      else for (let at = 0; at < bytes.length; at += 1) pushByte(bytes[at] ?? 0);
    },
    end: () => {
      const openEnded = length > 0 || quoted;
      const swallowed = quoted ? inside - openedAt - (previous === LF ? 1 : 0) : 0;
      return {
        records: openEnded ? record : record - 1,
        shifts,
        blanks,
        mixedNewlines: plainEnds > 0 && windowsEnds > 0,
        openEnded,
        torn: torn || swallowed > 0,
        swallowed,
      };
    },
  };
}

/**
 * Line numbers of the rows that a reader returned, in order: `line = row + offset` from `row` (0-based) on.
 * `refused` are the records that the reader left out, in order; `header` tells whether the first record is one.
 */
export function lineOffsets(
  map: LineMap,
  refused: readonly number[],
  header: boolean,
): readonly { readonly row: number; readonly offset: number }[] {
  const skipped = [...new Set([...map.blanks, ...refused])].sort((a, b) => a - b);
  const leading = leadingBlanks(map.blanks);
  const before = header ? leading + 1 : 0;
  const events = [
    ...skipped
      .filter((record) => !header || record > before)
      .map((record) => ({ record: record + 1, skip: 1, shift: undefined as number | undefined })),
    ...map.shifts.map(({ record, shift }) => ({ record, skip: 0, shift: shift as number | undefined })),
  ].sort((a, b) => a.record - b.record || b.skip - a.skip);
  const offsets = [{ row: 0, offset: before + 1 }];
  let skips = 0;
  let shift = 0;
  for (const event of events) {
    skips += event.skip;
    shift = event.shift ?? shift;
    const row = Math.max(0, event.record - 1 - before - skips);
    const next = { row, offset: before + 1 + skips + shift };
    if (offsets.at(-1)?.row === row) offsets.pop();
    offsets.push(next);
  }
  return offsets;
}

/** The line on which a record begins. */
export function lineOfRecord(map: LineMap, record: number): number {
  let low = 0;
  let high = map.shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map.shifts[middle]?.record ?? 0) <= record) low = middle + 1;
    else high = middle;
  }
  return record + (map.shifts[low - 1]?.shift ?? 0);
}

/** How many lines at the beginning are blank, given the blank ones. */
export function leadingBlanks(blanks: readonly number[]): number {
  let leading = 0;
  while (blanks[leading] === leading + 1) leading += 1;
  return leading;
}
