import { join } from "node:path";
import type { Deps } from "./deps.ts";
import { type Shared, shared as nothingShared } from "./within.ts";
import { dayOf } from "../core/days.ts";
import { statIfAny, walk } from "../core/files.ts";
import { hash } from "../core/ids.ts";

/**
 * Lets calls that come one after the other (of a server, of a conversation) share an open book and the loaded Markdown, for as long as
 * nothing that they were made from changes.
 */
export interface SharedCalls {
  use<T>(work: (shared: Shared) => Promise<T>): Promise<T>;
  /** Closes what is open once no call works with it any more. */
  close(): Promise<void>;
}

interface Generation {
  readonly stamp: string;
  readonly shared: Shared;
  /** Calls that are at work with it, and how many there were. */
  working: number;
  served: number;
  replaced: boolean;
}

/** After so many calls everything is opened anew: what is remembered of answers must not grow for ever. */
const MOST_CALLS = 500;

/** One open book for the calls that come while its snapshot stays; a replaced one is closed when the last call on it has ended. */
export function sharedCalls(deps: Pick<Deps, "workspace" | "clock">): SharedCalls {
  let current: Generation | undefined;
  const retire = async (generation: Generation): Promise<void> => {
    if (generation.replaced && generation.working === 0) await generation.shared.close();
  };
  const replace = async (next: Generation | undefined): Promise<void> => {
    const before = current;
    current = next;
    if (before === undefined) return;
    before.replaced = true;
    await retire(before);
  };
  return {
    use: async (work) => {
      const stamp = await stampOf(deps);
      const known = current;
      const isGood = known !== undefined && known.stamp === stamp && known.served < MOST_CALLS;
      const mine = isGood ? known : { stamp, shared: nothingShared(), working: 0, served: 0, replaced: false };
      mine.working += 1;
      mine.served += 1;
      if (!isGood) await replace(mine);
      try {
        return await work(mine.shared);
      } finally {
        mine.working -= 1;
        await retire(mine);
      }
    },
    close: () => replace(undefined),
  };
}

/** Changes with every file that an answer is made from, and with the day. */
async function stampOf({ workspace, clock }: Pick<Deps, "workspace" | "clock">): Promise<string> {
  const { exports, overrides, configPath, references, agents, skills, config } = workspace;
  const folders = [exports, ...[references, agents, skills].flatMap((layers) => layers.slice(1))];
  const listed = await Promise.all(folders.map(async (folder) => (await walk(folder)).map((name) => join(folder, name))));
  const files = [...listed.flat(), overrides, ...(configPath === undefined ? [] : [configPath])];
  const stamps = await Promise.all(
    files.map(async (file) => {
      const stats = await statIfAny(file);
      return `${file} ${stats?.size ?? -1} ${stats?.mtimeMs ?? -1}`;
    }),
  );
  return hash([dayOf(clock.now(), config.timezone ?? "UTC"), ...stamps].join("\n"));
}
