import process from "node:process";
import { runChecks } from "../../app/doctor.ts";
import { readEnvironment } from "../../config/environment.ts";
import { findWorkspace } from "../../config/workspace.ts";
import { checkQueue } from "../../batch/ops/check-queue.ts";
import { queueVersion } from "../../batch/queue/queue-version.ts";
import { EchoError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { gitIn } from "../git.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderDoctor } from "../render/render-doctor.ts";
import { shippedFolders } from "../team-folders.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { VERSION } from "../version.ts";
import { logTo } from "../wire.ts";

export interface DoctorFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly online?: boolean;
}

/** Runs `doctor` and prints its checks. Exit 1 where one fails. */
export async function runDoctor(flags: DoctorFlags, io: Io): Promise<ExitCode> {
  const workspace = await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: flags.directory, demo: flags.demo }).catch(
    (error: unknown) => {
      if (error instanceof EchoError) return error;
      throw error;
    },
  );
  const checks = await runChecks({
    workspace,
    shipped: shippedFolders(),
    environment: readEnvironment(io.env),
    variables: io.env,
    clock: { now: io.now },
    git: gitIn("root" in workspace ? workspace.root : io.cwd),
    log: logTo(io),
    queue: () => checkQueue(io.env, queueVersion(VERSION)),
    nodeVersion: process.versions.node,
    online: flags.online === true,
    signal: io.signal,
  });
  io.stdout(
    flags.json === true ? `${JSON.stringify({ checks }, null, 2)}\n` : renderDoctor(checks, { paint: paintFor(io), width: io.width }),
  );
  return checks.some((check) => check.status === "fail") ? EXIT.usage : EXIT.ok;
}
