import { join } from "node:path";
import { statIfAny } from "../core/files.ts";
import { failureOf, readMarkdown } from "./read-markdown.ts";
import type { LoadIssue } from "./load-issue.ts";
import { type ProductContext, productContext } from "./product-context.ts";
import { parseSafeYaml } from "./safe-yaml.ts";

const FILES = [".claude/agentweaver.config.yml", ".claude/agentweaver.config.yaml"];

/** The product context of a workspace, from `.claude/agentweaver.config.yml` and echo.yaml's `company`. A broken file is a warning, never fatal. */
export async function loadProductContext(
  root: string,
  own: { readonly name?: string | undefined; readonly product?: string | undefined } = {},
): Promise<{ readonly context: ProductContext; readonly warnings: readonly LoadIssue[] }> {
  for (const path of FILES.map((name) => join(root, name))) {
    if ((await statIfAny(path)) === undefined) continue;
    try {
      const result = parseSafeYaml(await readMarkdown(path), path);
      if (result.ok) return { context: productContext(result.value, own), warnings: [] };
      return {
        context: productContext({}, own),
        warnings: [{ path, line: result.line, reason: `not valid YAML (${result.reason}); not read` }],
      };
    } catch (error) {
      return { context: productContext({}, own), warnings: [failureOf(error, path)] };
    }
  }
  return { context: productContext({}, own), warnings: [] };
}
