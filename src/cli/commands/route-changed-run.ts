import { routeChanged } from "../../app/route-changed.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { RouteIndex } from "../../team/route/route-index.ts";
import type { Io } from "../io.ts";
import { renderChanged } from "../render/render-route-changed.ts";
import { changedFiles } from "./route-changed-files.ts";
import type { RouteFlags } from "./route-flags.ts";
import { lightPaintFor } from "./light-paint.ts";

/** Prints whose the files are that differ from a commit, in the repository of `folder`. */
export async function runChanged(ref: string | true, folder: string, index: RouteIndex, flags: RouteFlags, io: Io): Promise<ExitCode> {
  const changed = await changedFiles(folder, ref);
  const answer = routeChanged(changed.ref, changed.files, index);
  io.stdout(
    flags.json === true
      ? `${JSON.stringify(answer, null, 2)}\n`
      : renderChanged(answer, { paint: await lightPaintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
