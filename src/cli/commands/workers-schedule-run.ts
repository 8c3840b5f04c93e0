import { SCHEDULED, type ScheduledKind, USUAL_TIMES, type Weekday } from "../../batch/ops/schedule-kinds.ts";
import { putSchedule, removeSchedule, schedules } from "../../batch/ops/schedules.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderSchedules } from "../render/render-schedules.ts";
import { wire } from "../wire.ts";
import { openQueue } from "./open-queue.ts";
import { timeOfDay } from "./time-of-day.ts";

export interface ScheduleFlags {
  readonly directory?: string;
  readonly at?: string;
  readonly on?: Weekday;
  readonly name?: string;
  readonly queue?: string;
  readonly off?: boolean;
  readonly json?: boolean;
}

/** Runs `workers schedule`: adds, changes or takes out a schedule, and tells all there are. */
export async function runWorkersSchedule(kind: ScheduledKind | undefined, flags: ScheduleFlags, io: Io): Promise<ExitCode> {
  const database = await openQueue(io, { connections: 3, patienceMs: 0 });
  try {
    const name = flags.name ?? kind;
    if (flags.off === true) await removeSchedule(database, name);
    else if (kind !== undefined) {
      const { workspace } = await wire(io, flags.directory === undefined ? {} : { directory: flags.directory });
      const { at, on } = USUAL_TIMES[kind];
      await putSchedule(database, {
        name: name ?? kind,
        queue: flags.queue ?? "echo",
        command: SCHEDULED[kind],
        at: timeOfDay(flags.at ?? at),
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
