import { join } from "node:path";
import type { Deps } from "./deps.ts";
import { type Shared, shared as nothingShared } from "./within.ts";
import { dayOf } from "../core/days.ts";
import { statIfAny, walk } from "../core/files.ts";
import { hash } from "../core/ids.ts";

/** Lets calls that come one after the other (of a server, of a conversation) share an open book and the loaded Markdown, for as long as nothing that they were made from changes. */
export interface SharedCalls {
  use<T>(work: (shared: Shared) => Promise<T>): Promise<T>;
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

export function sharedCalls(deps: Pick<Deps, "workspace" | "clock">): SharedCalls {
  let current: Generation | undefined;
  const retire = async (generation: Generation): Promise<void> => {
    if (generation.replaced && generation.working === 0) await generation.shared.close();
  };
  return {
    use: async (work) => {
      const stamp = await stampOf(deps);
      if (current === undefined || current.stamp !== stamp || current.served >= MOST_CALLS) {
        const before = current;
        current = { stamp, shared: nothingShared(), working: 0, served: 0, replaced: false };
        if (before !== undefined) {
          before.replaced = true;
          await retire(before);
        }
      }
      const mine = current;
      mine.working += 1;
      mine.served += 1;
      try {
        return await work(mine.shared);
      } finally {
        mine.working -= 1;
        await retire(mine);
      }
    },
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
