import { dirname, join } from "node:path";
import { type Shared, shared as nothingShared } from "../../app/within.ts";
import { DataError, UserError } from "../../core/errors.ts";
import { readTextIfAny } from "../../core/files.ts";
import { type BatchSpec, parseSpec } from "./batch-spec.ts";
import type { BookCache } from "./book-cache.ts";
import type { QueueDatabase } from "./open-database.ts";
import { markerPath } from "./prepare-batch.ts";
import { textsFolder } from "./workspace-texts.ts";

/** Where a worker runs the jobs of one batch. */
export interface JobSurroundings {
  readonly spec: BatchSpec;
  /** Options that name the workspace. */
  readonly options: readonly string[];
  readonly cwd: string;
  /** The checked snapshot. */
  readonly book: string;
  /** Where jobs that write no files keep what they need while they run; undefined where they write into the workspace. */
  readonly scratch: string | undefined;
}

/** The surroundings of jobs, batch by batch: made once and shared, for as long as the batch is worked on. */
export interface BatchesAtWork {
  /** Runs `use` in the surroundings of a batch. Throws DataError and UserError where its book or workspace is not to be had here. */
  within<T>(batch: string, use: (at: JobSurroundings, shared: Shared) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WorkerPlaces {
  readonly database: QueueDatabase;
  readonly books: BookCache;
  /** A folder of this machine's for snapshots, texts and scratch. */
  readonly cache: string;
  /** The worker's own -C: where it sees the workspace that is elsewhere for whoever enqueued. */
  readonly directory: string | undefined;
}

interface Open {
  readonly at: Promise<JobSurroundings>;
  readonly shared: Shared;
  working: number;
  served: number;
}

/** After so many jobs the book is opened anew: what is remembered of its answers must not grow for ever. */
const MOST_JOBS = 500;
/** Books open at the same time beside those in use. */
const MOST_OPEN = 4;

/** The batches that a worker has jobs of, each with its workspace and book opened once. */
export function batchesAtWork(places: WorkerPlaces): BatchesAtWork {
  const open = new Map<string, Open>();
  const retired = new Set<Open>();
  const retire = async (name: string, entry: Open): Promise<void> => {
    if (open.get(name) === entry) open.delete(name);
    retired.add(entry);
    if (entry.working > 0) return;
    retired.delete(entry);
    await entry.shared.close();
  };
  return {
    within: async (batch, use) => {
      const known = open.get(batch);
      const entry = known ?? { at: surroundingsOf(batch, places), shared: nothingShared(), working: 0, served: 0 };
      open.set(batch, entry);
      entry.working += 1;
      entry.served += 1;
      try {
        return await use(await entry.at, entry.shared);
      } catch (error) {
        // What is not to be had now may be there for the next job.
        if (open.get(batch) === entry && (await hasFailed(entry.at))) open.delete(batch);
        throw error;
      } finally {
        entry.working -= 1;
        if (entry.served >= MOST_JOBS || retired.has(entry)) await retire(batch, entry);
        for (const [name, other] of [...open].slice(0, Math.max(0, open.size - MOST_OPEN)))
          if (other.working === 0) await retire(name, other);
      }
    },
    close: async () => {
      for (const [name, entry] of open) await retire(name, entry);
    },
  };
}

async function hasFailed(at: Promise<unknown>): Promise<boolean> {
  return at.then(
    () => false,
    () => true,
  );
}

async function surroundingsOf(batch: string, places: WorkerPlaces): Promise<JobSurroundings> {
  const { database, books, cache } = places;
  const [row] = await database.rows("select spec from echo.batches where batch = $1", [batch]);
  if (row === undefined)
    throw new DataError({ code: "queue-batch", message: `There is no batch ${batch} any more.`, fix: "Enqueue it anew." });
  const spec = parseSpec(String(row["spec"]));
  if (spec.workspace === null) {
    const root = await textsFolder(database, cache, spec.texts);
    return { spec, options: ["-C", root], cwd: root, book: await books.path(spec.book, spec.from), scratch: join(cache, "scratch", batch) };
  }
  const root = await sharedRoot(spec.workspace, places.directory);
  const book = await books.path(spec.book, [join(root, ".echo", "book.duckdb"), ...spec.from]);
  if (spec.demo) return { spec, options: ["--demo"], cwd: dirname(root), book, scratch: undefined };
  return { spec, options: ["-C", root], cwd: root, book, scratch: undefined };
}

/** The workspace as this machine sees it: the one with the marker of whoever enqueued. */
async function sharedRoot({ root, marker }: NonNullable<BatchSpec["workspace"]>, directory: string | undefined): Promise<string> {
  const seen = directory ?? root;
  if ((await readTextIfAny(markerPath(seen)))?.trim() === marker) return seen;
  throw new UserError({
    code: "queue-workspace",
    message: "This worker does not see the workspace that the job writes into.",
    found: seen,
    fix: "Mount it here and name it with `echo-cs worker -C DIR`, or enqueue with --no-files: then no workspace is needed.",
  });
}
