import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { DataError, Place } from "../core/errors.ts";
import { eachRead } from "./each-read.ts";
import { fault, type JobDraft, toJobDraft } from "./job-draft.ts";

/** The jobs of a YAML (or JSON) list, or of one under the key `jobs`. A job that cannot be read is put to `faults`; throws DataError for a file that cannot be. */
export function jobsOfYaml(text: string, file: string, faults: DataError[]): JobDraft[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw fault("job-yaml", `The YAML cannot be read: ${problem.message}.`, placeAt(problem.pos[0]));
  const root = document.contents;
  const list = isMap(root) ? root.get("jobs", true) : root;
  if (list === null || list === undefined) return [];
  if (!isSeq(list)) throw fault("job-yaml", "The jobs are a list: `- id: q1`, then `  question: …`.", placeAt(0));
  return eachRead(
    list.items,
    (item) => {
      const node = item as Node;
      const placeOf = (key?: string): Place => placeAt(offsetOf(node, key));
      return toJobDraft(plain(node, document, placeOf()), placeOf);
    },
    faults,
  );
}

function offsetOf(node: Node, key: string | undefined): number {
  const pair = isMap(node) ? node.items.find((each) => isScalar(each.key) && each.key.value === key) : undefined;
  const at = pair !== undefined && isScalar(pair.key) ? pair.key.range : node.range;
  return at?.[0] ?? 0;
}

function plain(node: Node, document: ReturnType<typeof parseDocument>, place: Place): unknown {
  try {
    return node.toJS(document, { maxAliasCount: 100 });
  } catch {
    // Aliases of aliases that would grow beyond all bounds, or one that names no anchor.
    throw fault("job-yaml", "An alias (*name) of this job cannot be resolved.", place);
  }
}
