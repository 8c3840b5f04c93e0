import { resolve } from "node:path";
import { checkBook, type NamedFile } from "../../app/check.ts";
import { listRules } from "../../app/check-list.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { severityNamed } from "../../domain/standards/severity.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { again } from "../again.ts";
import { paintFor } from "../render/paint.ts";
import { type CheckFormat, renderCheckAs } from "../render/render-check-as.ts";
import { seenFrom } from "../render/render-check-place.ts";
import { renderCheckRules } from "../render/render-check-rules.ts";
import { refuseTwoFormats } from "../refuse-two-formats.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface CheckFlags extends BookFlags {
  readonly failOn?: string;
  readonly format: CheckFormat;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly rule?: readonly string[];
  readonly listRules?: boolean;
  readonly all?: boolean;
}

/** Runs `check`, or lists its rules, and prints the outcome in the format asked for. */
export async function runCheck(account: string | undefined, flags: CheckFlags, io: Io): Promise<ExitCode> {
  refuseTwoFormats(flags);
  const deps = await wire(io, flags);
  const json = flags.json === true || flags.format === "json";
  const view = {
    paint: paintFor(io),
    width: io.width,
    all: flags.all === true,
    baseline: flags.writeBaseline,
    again: again("echo-cs check", flags),
  };
  if (flags.listRules === true) {
    const rules = await listRules(deps);
    io.stdout(json ? `${JSON.stringify(rules, null, 2)}\n` : renderCheckRules(rules, view));
    return EXIT.ok;
  }
  const file = (typed: string | undefined): NamedFile | undefined =>
    typed === undefined ? undefined : { path: resolve(io.cwd, typed), shown: typed };
  const { asOf, health, rule: rules } = flags;
  const files = { baseline: file(flags.baseline), writeBaseline: file(flags.writeBaseline) };
  const report = await checkBook(deps, { account, asOf, health, rules, failOn: severityNamed(flags.failOn ?? ""), ...files });
  sayAge(deps.log, report.asOf, report.age);
  const { root } = deps.workspace;
  io.stdout(renderCheckAs(json ? "json" : flags.format, report, view, (path) => seenFrom(io.cwd, root, path)));
  if (flags.writeBaseline !== undefined) deps.log.info(`Wrote the baseline ${flags.writeBaseline}.`);
  return report.failed ? EXIT.findings : EXIT.ok;
}
