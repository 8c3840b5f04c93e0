import { join } from "node:path";
import { exportsOf, requireExports } from "../book/import/import-exports.ts";
import { scratchBeside } from "../book/import/scratch.ts";
import { fileMappings } from "../book/mapping/file-mapping.ts";
import { loadMappings } from "../book/mapping/load-mappings.ts";
import { addMappings } from "../book/mapping/propose/add-mappings.ts";
import { draftEntry, withoutDraft } from "../book/mapping/propose/draft-entries.ts";
import { isOffered, proposalYaml } from "../book/mapping/propose/proposal-yaml.ts";
import { skeletonYaml } from "../book/mapping/propose/skeleton-yaml.ts";
import { type UnknownFiles, unknownFiles } from "../book/mapping/propose/unknown-files.ts";
import { withImportLock } from "../book/snapshot/import-lock.ts";
import { parseConfig } from "../config/config-file.ts";
import { CONFIG_NAME } from "../config/nearest-workspace.ts";
import { UserError } from "../core/errors.ts";
import { readTextIfAny, replaceTextAtomic } from "../core/files.ts";
import { randomIds } from "../core/ids.ts";
import type { Deps } from "./deps.ts";
import { importInput } from "./open-session.ts";

export interface ProposeResult extends UnknownFiles {
  /** What is, or would be, added to echo.yaml; empty where there is nothing to propose. */
  readonly yaml: string;
  /** Absolute path of the echo.yaml that was written; null where nothing was. */
  readonly written: string | null;
  /** Entries that stand in echo.yaml commented out, and wait for a person's word. */
  readonly standing: readonly { readonly file: string; readonly line: number }[];
}

/**
 * Proposes how the files that nobody recognised may be read, and adds that to `mapping` of echo.yaml, with reasons as comments; what stands
 * there is not touched. With `dryRun` nothing is written. Throws UserError where echo.yaml cannot be added to.
 */
export async function proposeMappings(deps: Deps, { dryRun }: { readonly dryRun: boolean }): Promise<ProposeResult> {
  const { workspace } = deps;
  const input = importInput(deps);
  const files = requireExports(input.exportsDir, await exportsOf(input));
  const mappings = await loadMappings(input.mapping);
  // Under the import's lock: it clears away scratch files that nobody holds.
  const found = await withImportLock(input.snapshotPath, input.log, () =>
    unknownFiles(files, mappings, scratchBeside(`${input.snapshotPath}.${randomIds.unique().slice(0, 8)}.draft`)),
  );
  const file = join(workspace.root, CONFIG_NAME);
  const before = await readTextIfAny(file);
  const drafted = (name: string) => draftEntry(before ?? "", name);
  // What is commented out is not written again while it stands there; an entry to fill in gives way to one that is filled in.
  const fresh = found.proposals.filter(({ file: name, proposal }) => drafted(name)?.isBlank !== false || isOffered(proposal));
  const blanks = found.without.filter(({ file: name }) => drafted(name) === undefined);
  const entries = [...fresh.map(proposalYaml), ...blanks.flatMap((one) => [skeletonYaml(one) ?? []])].filter((lines) => lines.length > 0);
  const kept = fresh.reduce((text, { file: name }) => (drafted(name)?.isBlank === true ? withoutDraft(text, name) : text), before ?? "");
  const standing = [...found.proposals.filter((one) => !fresh.includes(one)), ...found.without.filter((one) => !blanks.includes(one))].map(
    ({ file: name }) => ({ file: name, line: drafted(name)?.line ?? 0 }),
  );
  const yaml = entries.flatMap((lines) => [...lines, ""]).join("\n");
  if (dryRun || entries.length === 0) return { ...found, yaml, standing, written: null };
  if (workspace.demo)
    throw new UserError({ code: "demo-is-fixed", message: "The example's settings stay as they are.", fix: "Use --dry-run with --demo." });
  const after = added(
    kept,
    entries,
    fresh.some(({ proposal }) => isOffered(proposal)),
    file,
  );
  if (await replaceTextAtomic(file, before, after)) return { ...found, yaml, standing, written: file };
  throw new UserError({
    code: "config-changed",
    message: `${file} was changed in the meantime; nothing was written.`,
    fix: "Run it again.",
  });
}

/** The new text, checked to be one that import can obey before anything is written. */
function added(before: string, entries: readonly (readonly string[])[], isRead: boolean, file: string): string {
  const hasList = parseConfig(before, file).mapping !== undefined || isRead;
  const after = hasList
    ? addMappings(before, entries)
    : `${endingLine(before)}\n#mapping:\n${entries.map((lines) => lines.map((line) => `  ${line}\n`).join("")).join("\n")}`;
  if (after === undefined) {
    throw new UserError({
      code: "config-not-extended",
      message: `The mapping in ${file} is not written as a list of lines, so nothing can be added to it.`,
      fix: "Write it with one `- file: …` a line, or copy from --dry-run.",
    });
  }
  fileMappings(parseConfig(after, file).mapping ?? [], { file, text: after });
  return after;
}

function endingLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
