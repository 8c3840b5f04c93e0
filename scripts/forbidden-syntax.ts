import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

export interface Violation {
  readonly rule: string;
  /** Relative to the checked folder, `/`-separated. */
  readonly file: string;
  /** What was found and what is allowed. */
  readonly text: string;
}

interface Rule {
  readonly name: string;
  readonly comment: string;
  /** The files that the rule is about. */
  readonly applies: (file: string) => boolean;
  readonly breaks: (node: ts.Node) => boolean;
}

const outside =
  (...homes: readonly string[]) =>
  (file: string) =>
    !["src/testing/", ...homes].some((home) => file.startsWith(home));

/** What the architecture forbids and no import shows. */
const RULES: readonly Rule[] = [
  {
    name: "only-cli-and-config-use-process",
    comment: "take it as an argument; only cli and config use the global process",
    applies: outside("src/cli/", "src/config/"),
    breaks: (node) => refersTo(node, ["process"]) || isMember(node, ["globalThis", "global"], ["process"]),
  },
  {
    name: "only-clock-knows-the-time",
    comment: "take a Clock; only core/clock.ts asks for the present moment",
    applies: outside("src/core/clock.ts"),
    breaks: (node) => isMember(node, ["Date"], ["now"]) || refersTo(node, ["performance"]) || isDateOfNow(node),
  },
  {
    name: "only-ids-knows-chance",
    comment: "take Ids; only core/ids.ts uses randomness",
    applies: outside("src/core/ids.ts"),
    breaks: (node) => isMember(node, ["Math"], ["random"]) || isMember(node, ["crypto", "webcrypto"], RANDOM) || isImportOf(node, RANDOM),
  },
  {
    name: "domain-has-no-effects",
    comment: "domain neither waits nor talks to anybody",
    applies: (file) => file.startsWith("src/domain/"),
    breaks: (node) => refersTo(node, ["fetch", "setTimeout", "setInterval", "setImmediate", "console", "WebSocket"]),
  },
  {
    name: "no-re-export",
    comment: "import from the file that declares it",
    applies: () => true,
    breaks: (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined,
  },
  {
    name: "no-double-cast",
    comment: "parse or narrow instead of `as unknown as`",
    applies: () => true,
    breaks: (node) => ts.isAsExpression(node) && ts.isAsExpression(skipParentheses(node.expression)),
  },
];

const RANDOM = ["randomUUID", "randomBytes", "randomInt", "randomFill", "randomFillSync", "getRandomValues"];

/** Every place under `root`/src that breaks a rule on syntax, in order of file and line. */
export function forbiddenSyntax(root: string): Violation[] {
  const src = join(root, "src");
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => {
      const file = relative(root, join(src, name)).split(sep).join("/");
      return violationsIn(file, readFileSync(join(root, file), "utf8"));
    });
}

function violationsIn(file: string, text: string): Violation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const rules = RULES.filter((rule) => rule.applies(file));
  const found: Violation[] = [];
  const visit = (node: ts.Node): void => {
    for (const { name, comment, breaks } of rules) {
      if (!breaks(node)) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ rule: name, file, text: `line ${line + 1}: ${node.getText().slice(0, 60)} (${comment})` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** True for a use of one of these global names, not for a property or a declaration of that name. */
function refersTo(node: ts.Node, names: readonly string[]): boolean {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false;
  const { parent } = node;
  const isNameOfParent = "name" in parent && parent.name === node;
  return (!isNameOfParent || ts.isShorthandPropertyAssignment(parent)) && !ts.isQualifiedName(parent);
}

function isMember(node: ts.Node, objects: readonly string[], names: readonly string[]): boolean {
  return ts.isPropertyAccessExpression(node) && refersTo(node.expression, objects) && names.includes(node.name.text);
}

/** `new Date()`, `Date()` and `new Date` ask the clock; `new Date(value)` converts. */
function isDateOfNow(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return refersTo(node.expression, ["Date"]) && (node.arguments ?? []).length === 0;
  return ts.isCallExpression(node) && refersTo(node.expression, ["Date"]);
}

function isImportOf(node: ts.Node, names: readonly string[]): boolean {
  return ts.isImportSpecifier(node) && names.includes((node.propertyName ?? node.name).text);
}

function skipParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? skipParentheses(node.expression) : node;
}
