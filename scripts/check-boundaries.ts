import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { forbiddenSyntax, type Violation } from "./forbidden-syntax.ts";
import { ROOT, rootPath } from "./root.ts";

export interface Boundaries {
  /** How many files of src were really looked at. */
  readonly modules: number;
  readonly violations: readonly Violation[];
}

/** With an unsupported TypeScript, dependency-cruiser sees no module at all and reports success. */
const FEWEST_MODULES = 50;

const cruised = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }), comment: z.string().optional() }),
    ),
  }),
});

/** Checks who imports whom, and what no import shows, under `root`/src. Throws where the checker itself fails. */
export function checkBoundaries(root: string): Boundaries {
  const cruiser = rootPath("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [cruiser, "--config", rootPath(".dependency-cruiser.mjs"), "--output-type", "json", "src"];
  const report = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  const { modules, summary } = cruised.parse(JSON.parse(report));
  return {
    modules: modules.filter(({ source }) => source.startsWith("src/")).length,
    violations: [
      ...summary.violations.map(({ rule, from, to, comment }) => ({
        rule: rule.name,
        file: from,
        text: `imports ${to}${comment === undefined ? "" : ` (${comment})`}`,
      })),
      ...forbiddenSyntax(root),
    ],
  };
}

function main(): void {
  const { modules, violations } = checkBoundaries(ROOT);
  for (const { rule, file, text } of violations) console.error(`${file}: ${rule}: ${text}`);
  console.log(`boundaries: ${modules} modules, ${violations.length} violations`);
  if (modules < FEWEST_MODULES) console.error(`only ${modules} modules were seen: the checker does not understand this TypeScript`);
  process.exitCode = violations.length > 0 || modules < FEWEST_MODULES ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
