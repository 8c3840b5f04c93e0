import { UserError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";

export interface Shard {
  /** From 1 to `of`. */
  readonly number: number;
  readonly of: number;
}

/** Reads `2/5`. Throws UserError. */
export function parseShard(text: string): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  throw new UserError({
    code: "bad-shard",
    message: `"${text}" is no part of the work.`,
    found: text,
    allowed: ["1/3, 2/3 and 3/3: three machines that share the jobs"],
    fix: "Correct --shard.",
  });
}

/** Whether a job is this shard's. It depends on the id alone: adding or moving jobs moves no other. */
export function isInShard(id: string, { number, of }: Shard): boolean {
  return Number.parseInt(hash(id, 12), 16) % of === number - 1;
}
