import type { FuzzInput, FuzzTarget } from "./target.ts";

export interface FuzzFault {
  readonly target: string;
  /** Makes the same input again. */
  readonly seed: number;
  readonly fault: string;
  readonly input: FuzzInput;
}

export interface FuzzRun {
  readonly cases: number;
  readonly faults: readonly FuzzFault[];
}

/** Longer than any input may take; what hangs is told as a fault. */
const LONGEST_MS = 90_000;

/** Tries the seeds from `from` on, until `cases` are through or `until` says to stop; `tell` hears of each fault at once. */
export async function runFuzz(
  target: FuzzTarget,
  {
    from,
    cases,
    until = () => false,
    tell = () => {},
  }: { from: number; cases: number; until?: () => boolean; tell?: (fault: FuzzFault) => void },
): Promise<FuzzRun> {
  const faults: FuzzFault[] = [];
  let done = 0;
  for (let seed = from; seed < from + cases && !until(); seed += 1) {
    const input = target.make(seed);
    const fault = await faultOf(target, input);
    done += 1;
    if (fault === null) continue;
    const found = { target: target.name, seed, fault, input };
    faults.push(found);
    tell(found);
  }
  return { cases: done, faults };
}

/** What a target does with one input that it must not, or null. */
export async function faultOf(target: FuzzTarget, input: FuzzInput): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`took longer than ${LONGEST_MS / 1000} s`), LONGEST_MS);
  });
  try {
    return await Promise.race([target.check(input), late]);
  } catch (error) {
    return `threw ${error instanceof Error ? `${error.name}: ${error.message.split("\n")[0] ?? ""}\n${(error.stack ?? "").split("\n").slice(1, 5).join("\n")}` : String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}
