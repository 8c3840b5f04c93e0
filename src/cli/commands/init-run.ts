import { relative, resolve } from "node:path";
import { initWorkspace } from "../../app/init.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderSharing } from "../render/render-sharing.ts";
import { offerSharing } from "./init-sharing.ts";

export interface InitFlags {
  readonly git?: boolean;
  readonly json?: boolean;
}

/** Runs `init` and tells what was made, what was there, and what to do next. */
export async function runInit(dir: string | undefined, flags: InitFlags, io: Io): Promise<ExitCode> {
  const root = resolve(io.cwd, dir ?? ".");
  const made = await initWorkspace(root);
  const sharing = await offerSharing(root, flags.git === true, io);
  const option = relative(io.cwd, root) === "" ? "" : ` -C ${relative(io.cwd, root)}`;
  const next = [
    `Put your exports (CRM, billing, support, usage, surveys, meetings) into ${dir === undefined ? "" : `${dir}/`}exports, any names, then run: echo-cs import${option}`,
    `echo-cs ask "which accounts are at risk?"${option}`,
  ];
  if (flags.json === true) io.stdout(`${JSON.stringify({ ...made, next, ...(sharing === undefined ? {} : { git: sharing }) }, null, 2)}\n`);
  else {
    for (const name of made.created) io.stdout(`made    ${name}\n`);
    for (const name of made.kept) io.stdout(`exists  ${name} (left as it is)\n`);
    if (sharing !== undefined) io.stdout(renderSharing(sharing, dir));
    io.stdout(`\nNext:\n${next.map((step) => `  ${step}`).join("\n")}\n`);
  }
  return EXIT.ok;
}
