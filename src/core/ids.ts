import { createHash, randomUUID } from "node:crypto";

/** Lower-case hex SHA-256 of `text`, cut to `length` characters (at most 64). */
export function hash(text: string | Uint8Array, length = 64): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** A source of identifiers that never repeat; tests pass a counter. */
export interface Ids {
  unique(): string;
}

export const randomIds: Ids = { unique: () => randomUUID() };
