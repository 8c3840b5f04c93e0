import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { compareText } from "../src/core/compare-text.ts";
import { declaredOutputs } from "./declared-outputs.ts";
import type { JsonOutput } from "./json-output.ts";
import { rootPath } from "./root.ts";
import { typeSchema } from "./type-schema.ts";

const COMMANDS = "src/cli/commands";

/**
 * The schemas of all commands that print a value as JSON, read from the types of what they print: the argument of `JSON.stringify`,
 * `printResult` or `printList` in the `-run.ts` files. A value of unknown type, and one printed line by line, has none.
 */
export function jsonOutputs(): JsonOutput[] {
  const folder = rootPath(COMMANDS);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith("-run.ts"))
    .sort()
    .map((name) => join(folder, name));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  const outputs = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return source === undefined ? [] : printedIn(source, checker);
  });
  const named = outputs.flatMap((output) => {
    const name = NAMES[output.name] ?? output.name;
    return name === "" || WRITTEN.has(name) ? [] : [renamed(output, name)];
  });
  return [...named, ...declaredOutputs(program)].sort((a, b) => compareText(a.name, b.name));
}

/** Outputs that the functions around them give an odd name; an empty one is told elsewhere. */
const NAMES: Readonly<Record<string, string>> = {
  "ask-preview-preview-ask": "",
  "unchanged-import": "",
  batch: "",
  changed: "route-changed",
  check: "check-rules",
  plan: "plan-kinds",
  "queued-batch": "batch-queue",
  "signals-print-rules": "signals-rules",
  "tasks-print-step": "tasks-done",
};

/** Outputs of an option of a command. */
const OPTIONS: Readonly<Record<string, string>> = {
  "batch-queue": "batch JOBS --queue",
  "check-rules": "check --list-rules",
  "import-propose": "import --propose",
  "plan-kinds": "plan",
  "route-changed": "route --changed",
  "signals-rules": "signals --rules",
};

/** Outputs whose printed type says too little: declaredOutputs has them. */
const WRITTEN = new Set(["metrics", "sweep"]);

function renamed(output: JsonOutput, name: string): JsonOutput {
  const command = OPTIONS[name] ?? commandOf(name);
  return { name, command, schema: { ...output.schema, title: `echo-cs ${command} --json` } };
}

function printedIn(source: ts.SourceFile, checker: ts.TypeChecker): JsonOutput[] {
  const found: JsonOutput[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(JSON\.stringify|printResult|printList)$/.test(node.expression.getText())) {
      const [value] = node.arguments;
      const type = value === undefined ? undefined : checker.getTypeAtLocation(value);
      if (type !== undefined && !(type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))) {
        const name = nameOf(node, basename(source.fileName, "-run.ts"));
        const command = commandOf(name);
        if (!found.some((each) => each.name === name))
          found.push({ name, command, schema: typeSchema(type, checker, `echo-cs ${command} --json`) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The first output of a file is its command's; one of a function beside it is called after both. */
function nameOf(node: ts.Node, file: string): string {
  let at: ts.Node = node;
  while (!ts.isSourceFile(at) && !ts.isFunctionDeclaration(at)) at = at.parent;
  const own = ts.isFunctionDeclaration(at) ? (at.name?.text ?? "") : "";
  const words = own
    .replace(/^run/, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();
  return words === "" || words === file || !own.startsWith("run")
    ? own.startsWith("run") || own === ""
      ? file
      : `${file}-${words}`
    : words;
}

/** `health-diff` is `health diff`; `shell-init` is one word, as it has a file of its own name and no parent's. */
function commandOf(name: string): string {
  const [first = "", ...rest] = name.split("-");
  return rest.length > 0 && existsSync(rootPath(`${COMMANDS}/${first}.ts`)) ? `${first} ${rest.join("-")}` : name;
}
