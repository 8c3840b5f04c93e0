import { SCHEDULED, type ScheduledKind, type Weekday } from "../../batch/ops/schedule-kinds.ts";
import { putSchedule, removeSchedule, schedules } from "../../batch/ops/schedules.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderSchedules } from "../render/render-schedules.ts";
import { wire } from "../wire.ts";
import { openQueue } from "./open-queue.ts";

export interface ScheduleFlags {
  readonly directory?: string;
  readonly at?: string;
  readonly on?: Weekday;
  readonly name?: string;
  readonly queue?: string;
  readonly off?: boolean;
  readonly json?: boolean;
}

/** By default in the dark, and the digest before the week begins. */
const DEFAULTS = { sweep: { at: "02:00", on: null }, digest: { at: "06:00", on: "monday" } } as const;

/** Runs `workers schedule`: adds, changes or takes out a schedule, and tells all there are. */
export async function runWorkersSchedule(kind: ScheduledKind | undefined, flags: ScheduleFlags, io: Io): Promise<ExitCode> {
  const database = await openQueue(io, { connections: 3, patienceMs: 0 });
  try {
    const name = flags.name ?? kind;
    if (flags.off === true) {
      if (name === undefined || !(await removeSchedule(database, name)))
        throw notThere(
          name,
          (await schedules(database)).map((one) => one.name),
        );
    } else if (kind !== undefined) {
      const { workspace } = await wire(io, flags.directory === undefined ? {} : { directory: flags.directory });
      const { at, on } = DEFAULTS[kind];
      await putSchedule(database, {
        name: name ?? kind,
        queue: flags.queue ?? "echo",
        command: SCHEDULED[kind],
        at: timeOf(flags.at ?? at),
        weekday: flags.on ?? on,
        timezone: workspace.config.timezone ?? "UTC",
        root: workspace.root,
      });
    }
    const all = await schedules(database, kind === undefined ? flags.queue : undefined);
    io.stdout(flags.json === true ? `${JSON.stringify(all, null, 2)}\n` : renderSchedules(all));
    return EXIT.ok;
  } finally {
    await database.close();
  }
}

function timeOf(text: string): string {
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  throw new UserError({
    code: "bad-time",
    message: `"${text}" is no time of day.`,
    found: text,
    allowed: ["HH:MM, 00:00 to 23:59"],
    fix: "Correct --at.",
  });
}

function notThere(name: string | undefined, known: readonly string[]): UserError {
  return new UserError({
    code: "no-schedule",
    message: name === undefined ? "Say which schedule is to end." : `There is no schedule "${name}".`,
    found: name,
    allowed: known,
    fix: "`echo-cs workers schedule` lists them.",
  });
}
