import { STEPS } from "./weight-levels.ts";

/** A byte above this is a run of zeros, so many long as it is above; up to it, a step from −STEPS to STEPS. */
const STEP_BYTES = 2 * STEPS;
const LONGEST_RUN = 255 - STEP_BYTES;

/** Levels as bytes: three of four are 0, and runs of 0 take one byte. */
export function packLevels(levels: Int8Array): Uint8Array {
  const bytes = new Uint8Array(levels.length + 1);
  let size = 0;
  let run = 0;
  const endRun = (): void => {
    if (run > 0) {
      bytes[size] = STEP_BYTES + run;
      size += 1;
    }
    run = 0;
  };
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    if (level === 0) {
      run += 1;
      if (run === LONGEST_RUN) endRun();
      continue;
    }
    endRun();
    bytes[size] = STEPS + Math.sign(level) * Math.round(Math.sqrt(Math.abs(level)));
    size += 1;
  }
  endRun();
  return bytes.slice(0, size);
}

/** The levels from their bytes; undefined where these are not `size` levels. */
export function unpackLevels(bytes: Uint8Array, size: number): Int8Array | undefined {
  const levels = new Int8Array(size);
  let at = 0;
  for (const byte of bytes) {
    if (byte > STEP_BYTES) {
      at += byte - STEP_BYTES;
      continue;
    }
    const step = byte - STEPS;
    levels[at] = Math.sign(step) * step * step;
    at += 1;
  }
  return at === size ? levels : undefined;
}

/** Ascending numbers below 2³² as the distances between them, seven bits a byte, the highest bit where one goes on. */
export function packAscending(numbers: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5);
  let size = 0;
  let before = 0;
  for (const number of numbers) {
    let rest = number - before;
    before = number;
    while (rest > 127) {
      bytes[size] = 128 | (rest & 127);
      size += 1;
      rest = Math.floor(rest / 128);
    }
    bytes[size] = rest;
    size += 1;
  }
  return bytes.slice(0, size);
}

/** The numbers from their bytes; undefined where these are not `size` numbers. */
export function unpackAscending(bytes: Uint8Array, size: number): Uint32Array | undefined {
  const numbers = new Uint32Array(size);
  let place = 0;
  let before = 0;
  let rest = 0;
  let factor = 1;
  for (const byte of bytes) {
    rest += (byte & 127) * factor;
    factor *= 128;
    if (byte > 127) continue;
    before += rest;
    numbers[place] = before;
    place += 1;
    rest = 0;
    factor = 1;
  }
  return place === size && factor === 1 ? numbers : undefined;
}
