import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

/** One place in the source that says what went wrong. Texts have `…` where a value stands. */
export interface ToldError {
  readonly code: string;
  /** The class that is thrown; undefined where the object is handed on. */
  readonly thrown: string | undefined;
  readonly message: string;
  readonly fix: string;
  readonly file: string;
}

/** Every error with a code and a message in the TypeScript files of a folder, in the order of files. */
export function errorCodes(folder: string): ToldError[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort();
  const sources = files.map((name) => ts.createSourceFile(name, readFileSync(join(folder, name), "utf8"), ts.ScriptTarget.Latest, true));
  return sources.flatMap((source) => toldIn(source, sources));
}

function toldIn(source: ts.SourceFile, all: readonly ts.SourceFile[]): ToldError[] {
  const found: ToldError[] = [];
  const thrownHere = soleErrorClass(source);
  const visit = (node: ts.Node): void => {
    const parts = ts.isObjectLiteralExpression(node) ? propertiesOf(node) : undefined;
    const code = parts?.get("code");
    const message = parts?.get("message");
    if (parts !== undefined && code !== undefined && message !== undefined) {
      const thrown = ts.isNewExpression(node.parent) ? node.parent.expression.getText() : thrownHere;
      for (const said of saidAt(code, message, parts.get("fix"), source, all)) found.push({ ...said, thrown, file: source.fileName });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Said = Pick<ToldError, "code" | "message" | "fix">;

function saidAt(
  code: ts.Expression,
  message: ts.Expression,
  fix: ts.Expression | undefined,
  source: ts.SourceFile,
  all: readonly ts.SourceFile[],
): Said[] {
  const codes = textsOf(code).filter((text) => /^[a-z…][a-z0-9…-]+$/.test(text));
  if (codes.length > 0) {
    const nth = (node: ts.Expression | undefined, index: number): string => {
      const texts = node === undefined ? [] : textsOf(node);
      // A choice of codes goes with the same choice of texts.
      return codes.length > 1 && texts.length === codes.length ? (texts[index] ?? "") : texts.join(" · ");
    };
    return codes.map((text, index) => ({ code: text, message: nth(message, index), fix: nth(fix, index) }));
  }
  const given = ts.isIdentifier(code) ? parameterOf(code) : undefined;
  if (given === undefined) return [];
  const { maker, index } = given;
  const byDefault = maker.parameters[index]?.initializer;
  const calls = callsOf(maker, source, all).map((call): Said[] => {
    const argument = (expression: ts.Expression | undefined): string => {
      const at =
        expression !== undefined && ts.isIdentifier(expression)
          ? maker.parameters.findIndex(({ name }) => name.getText() === expression.text)
          : -1;
      const value = at === -1 ? expression : call.arguments[at];
      return value === undefined ? "" : (textsOf(value)[0] ?? "");
    };
    const named = call.arguments[index] ?? byDefault;
    return named === undefined ? [] : textsOf(named).map((text) => ({ code: text, message: argument(message), fix: argument(fix) }));
  });
  return calls.flat();
}

interface Maker {
  readonly maker: ts.SignatureDeclaration;
  readonly index: number;
}

/** The function whose parameter a name is. */
function parameterOf(name: ts.Identifier): Maker | undefined {
  let node: ts.Node = name;
  while (!ts.isSourceFile(node)) {
    if (ts.isFunctionLike(node)) {
      const index = node.parameters.findIndex((parameter) => parameter.name.getText() === name.text);
      if (index !== -1) return { maker: node, index };
    }
    node = node.parent;
  }
  return undefined;
}

/** Calls of a function in its own file, and in the files that import it. */
function callsOf(maker: ts.SignatureDeclaration, source: ts.SourceFile, all: readonly ts.SourceFile[]): ts.CallExpression[] {
  const name = maker.name?.getText() ?? (ts.isVariableDeclaration(maker.parent) ? maker.parent.name.getText() : undefined);
  if (name === undefined) return [];
  const imported = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "[^"]*/${basename(source.fileName)}"`);
  const users = all.filter((each) => each === source || imported.test(each.text));
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  users.forEach(visit);
  return found;
}

/** The class of the errors of a file, where it throws but one. */
function soleErrorClass(source: ts.SourceFile): string | undefined {
  const names = new Set([...source.text.matchAll(/new ((?:User|Data|Model|Internal|Source)Error|Interrupted)\(/g)].map(([, name]) => name));
  return names.size === 1 ? [...names][0] : undefined;
}

function propertiesOf(object: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  return new Map(
    object.properties.flatMap((property): [string, ts.Expression][] => {
      if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, property.name]];
      return ts.isPropertyAssignment(property) ? [[property.name.getText(), property.initializer]] : [];
    }),
  );
}

/** The texts that an expression may be. */
function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [[node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join("")];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [(textsOf(node.left)[0] ?? "…") + (textsOf(node.right)[0] ?? "…")];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [...textsOf(node.left), ...textsOf(node.right)];
  return [];
}
