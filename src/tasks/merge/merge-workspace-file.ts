import { EchoError } from "../../core/errors.ts";
import { CONTEXT_RULES, PACKET_RULES } from "./head-rules.ts";
import { mergeChecklist } from "./merge-checklist.ts";
import { mergeFindings } from "./merge-findings.ts";
import { mergePlain } from "./merge-plain.ts";
import { mergeRecords } from "./merge-records.ts";
import { mergeSealed } from "./merge-sealed.ts";
import { type MergedLines, type MergedText, printMerged } from "./merged-lines.ts";
import type { Three } from "./three.ts";

/** Three versions as git hands them over: the common one ("" where there is none), this side's and the other's. */
export interface FileVersions {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

export interface MergedFile extends MergedText {
  /** Why the file was merged as plain text, and is to be looked at even without a conflict mark. */
  readonly refused?: EchoError;
}

type MergeLines = (texts: Three<string>, file: string) => MergedLines;

/** How a file of a workspace is merged, by its path. Any other is merged as text. */
const KINDS: readonly (readonly [path: RegExp, merge: MergeLines])[] = [
  [/-context\.md$/, (texts, file) => mergeSealed(texts, file, CONTEXT_RULES)],
  [/-todos\.md$/, mergeChecklist],
  [/-insights\.md$/, mergeFindings],
  [/(?:^|\/)memory\/[^/]+\.md$/, mergeFindings],
  [/(?:^|\/)handoffs\/[^/]+\.md$/, (texts, file) => mergeSealed(texts, file, PACKET_RULES)],
  [/(?:^|\/)history\/health\.ndjson$/, (texts, file) => mergeRecords(texts, file, ["as_of", "account", "model"])],
  [/(?:^|\/)history\/patterns\.ndjson$/, (texts, file) => mergeRecords(texts, file, ["on", "n"])],
  [/(?:^|\/)history\/[^/]+\.ndjson$/, (texts, file) => mergeRecords(texts, file, ["on", "feature", "account"])],
];

/**
 * One file of two that grew out of the same, with nothing of either side lost. The same bytes whichever side is `ours`, but for the order
 * within conflict marks. Where the file is broken or of a newer schema it is merged as plain text, and `refused` says why.
 */
export function mergeWorkspaceFile({ base, ours, theirs }: FileVersions, path: string): MergedFile {
  if (ours === theirs || theirs === base) return { text: ours, conflicts: 0 };
  if (ours === base) return { text: theirs, conflicts: 0 };
  const isSwapped = ours > theirs;
  const [a, b] = isSwapped ? [theirs, ours] : [ours, theirs];
  const [, merge] = KINDS.find(([pattern]) => pattern.test(path)) ?? [];
  const eol = [a, b].every((text) => text.includes("\r\n")) ? "\r\n" : "\n";
  const plain = (): MergedText => printMerged(mergePlain({ base, a, b }, path.endsWith(".md")), isSwapped, eol);
  if (merge === undefined) return plain();
  try {
    return printMerged(merge({ base, a, b }, path), isSwapped, eol);
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    return { ...plain(), refused: error };
  }
}
