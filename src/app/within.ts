import type { Rates } from "../llm/limited-model.ts";
import type { ModelClient } from "../llm/model.ts";
import type { Prices } from "../llm/prices.ts";
import type { Asked, RunJournal } from "../run/model/run-event.ts";

/** What the commands of one process share, where several run in it: an open book, the loaded Markdown, the way to the model. */
export interface Shared {
  /** What `make` gives, made once for each name; made again where it failed. `close` is called when all commands have ended. */
  once<T>(name: string, make: () => Promise<T>, close?: (made: T) => unknown): Promise<T>;
  close(): Promise<void>;
}

/** Dollars that all commands of a process spend from. */
export interface Wallet {
  /** The model, with every call paid for: its dearest outcome is set aside before it is made. */
  guard(model: ModelClient, prices: Prices): ModelClient;
}

/** How fast models may be asked by all who share a queue, wherever they run. */
export interface CallLimits {
  /** The model, each call of which waits for its turn among all callers of `account`: a name for host and key that gives neither away. */
  guard(model: ModelClient, rates: Rates, account: string): ModelClient;
}

/** A job of a batch. */
export interface BatchedJob {
  /** Names the job and the batch: a model run that was cut is found again by it. */
  readonly key: string;
  /** Whether the batch is gone on with, so that there may be such a run. */
  readonly again: boolean;
  /** Keeps what its model run does, instead of a transcript beside the snapshot. */
  readonly journal?: ((asked: Asked) => RunJournal) | undefined;
}

/** The surroundings of a command that does not run alone. */
export interface Within {
  readonly shared: Shared;
  readonly job?: BatchedJob | undefined;
  readonly wallet?: Wallet | undefined;
  readonly limits?: CallLimits | undefined;
  /** A job among others that write meanwhile: what judges the workspace looks at it as it was when the first of them opened the book. */
  readonly still?: boolean | undefined;
  /** That snapshot is the example's, whose time stands still. */
  readonly demo?: boolean | undefined;
  /** The snapshot that is read, as it is: nothing is imported. */
  readonly book?: string | undefined;
  /** A folder that takes tracking files, packets, drafts and Facts instead of the workspace. */
  readonly scratch?: string | undefined;
}

/** Something to share, empty at first. */
export function shared(): Shared {
  const made = new Map<string, Promise<unknown>>();
  const closers: (() => Promise<unknown>)[] = [];
  return {
    once: <T>(name: string, make: () => Promise<T>, close?: (made: T) => unknown): Promise<T> => {
      const present = made.get(name);
      // One name, one type: a name says what it stands for.
      if (present !== undefined) return present as Promise<T>;
      const fresh = make();
      made.set(name, fresh);
      fresh.then(
        (value) => {
          if (close !== undefined) closers.push(async () => close(value));
        },
        () => void made.delete(name),
      );
      return fresh;
    },
    close: async () => {
      made.clear();
      for (const close of closers.splice(0)) await close();
    },
  };
}
