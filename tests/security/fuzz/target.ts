/** What is put to the test, as a file would hold it. */
export interface FuzzInput {
  /** Its name, where that matters to what reads it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A part of the program that reads what others wrote. */
export interface FuzzTarget {
  readonly name: string;
  /** How many cases a minute may hold, roughly: for the choice of a number. */
  readonly about: string;
  /** The same input of the same seed. */
  make(seed: number): FuzzInput;
  /** What the program did that it must not, or null. What it throws counts as well. */
  check(input: FuzzInput): Promise<string | null>;
  close?(): Promise<void>;
}
