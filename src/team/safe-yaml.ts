import { parseDocument } from "yaml";
import { DataError } from "../core/errors.ts";

export type YamlResult =
  | { readonly ok: true; readonly value: unknown }
  /** `line` counts from 1 within the block. */
  | { readonly ok: false; readonly reason: string; readonly line: number };

const MAX_FLOW_DEPTH = 40;
const MAX_BLOCK_DEPTH = 40;
const MAX_ALIASES = 50;

/**
 * The value of a YAML block from an untrusted file: core schema, so dates stay text; no tags, no alias bombs, no deep nesting.
 * Text that is no YAML gives a reason. Throws DataError (yaml-tag, yaml-aliases, yaml-too-deep) for what is refused whatever it says.
 */
export function parseSafeYaml(block: string, file: string): YamlResult {
  if (isTooDeep(block)) throw refused("yaml-too-deep", "nested too deeply", file);
  try {
    const document = parseDocument(block, { schema: "core", version: "1.2", logLevel: "silent", stringKeys: true, prettyErrors: false });
    const error = document.errors[0];
    if (error !== undefined) return { ok: false, reason: firstLine(error.message), line: lineAt(block, error.pos[0]) };
    const tag = document.warnings.find((warning) => warning.code === "TAG_RESOLVE_FAILED");
    if (tag !== undefined) throw refused("yaml-tag", "custom YAML tags are not read", file, lineAt(block, tag.pos[0]));
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (depthOf(value) > MAX_BLOCK_DEPTH) throw refused("yaml-too-deep", "nested too deeply", file);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof DataError) throw error;
    if (error instanceof RangeError) throw refused("yaml-too-deep", "nested too deeply", file);
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("Excessive alias count")) throw refused("yaml-aliases", "too many YAML aliases", file);
    return { ok: false, reason: firstLine(message), line: 1 };
  }
}

/** Looks at the brackets and indicators alone: the parser itself would run out of stack. */
function isTooDeep(block: string): boolean {
  let depth = 0;
  for (const line of block.split("\n")) {
    if (leadingIndicators(line) > MAX_BLOCK_DEPTH) return true;
    for (const character of line) {
      if (character === "[" || character === "{") depth += 1;
      if ((character === "]" || character === "}") && depth > 0) depth -= 1;
      if (depth > MAX_FLOW_DEPTH) return true;
    }
  }
  return false;
}

/** How many of `- ` and `? ` a line opens with: each is one more level. */
function leadingIndicators(line: string): number {
  let found = 0;
  for (const character of line) {
    if (character === "-" || character === "?") found += 1;
    else if (character !== " " && character !== "\t") break;
  }
  return found;
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null || depth > MAX_BLOCK_DEPTH) return depth;
  return Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner, depth + 1)), depth + 1);
}

function lineAt(block: string, offset: number): number {
  return block.slice(0, offset).split("\n").length;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/:\s*$/, "");
}

function refused(code: string, message: string, file: string, line?: number): DataError {
  return new DataError({
    code,
    message: `${file}: ${message}`,
    fix: "Write the frontmatter as plain keys, texts and lists.",
    place: { file, line },
  });
}
