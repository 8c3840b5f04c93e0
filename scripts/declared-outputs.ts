import ts from "typescript";
import type { JsonOutput } from "./json-output.ts";
import { rootPath } from "./root.ts";
import { type JsonSchema, typeSchema } from "./type-schema.ts";

/** The outputs that are put together where no single type names them: read from the types and the literals that make them. */
export function declaredOutputs(program: ts.Program): JsonOutput[] {
  const of = (file: string, what: string, title: string): JsonSchema =>
    typeSchema(typeIn(program, file, what), program.getTypeChecker(), title);
  const sweep = "src/cli/render/render-sweep-json.ts";
  const metrics = "src/app/metrics-json.ts";
  return [
    output("batch", "batch JOBS", (title) => of("src/batch/job-result.ts", "JobResult", `${title}, one line`)),
    output("check", "check", (title) => of("src/cli/render/render-check-json.ts", "value", title)),
    output("metrics", "metrics", (title) => {
      const period = of(metrics, "periodJson", title);
      const figures = { type: "array", items: of(metrics, "figureJson", "a metric") };
      const whole = withProperties(of(metrics, "metricsJson", title), propertiesOf(period), period["$defs"] as JsonSchema | undefined);
      const reasons = { type: "object", description: "Why a value is null, by its name.", additionalProperties: { type: "string" } };
      // Every metric stands at the top under its name, too.
      return {
        ...withProperties(whole, { metrics: figures, reasons }),
        additionalProperties: { anyOf: [{ type: "number" }, { type: "null" }] },
      };
    }),
    output("route", "route TEXT", (title) => of("src/team/route/route.ts", "Route", title)),
    output("sweep", "sweep", (title) =>
      withProperties(of(sweep, "totals", title), { steps: { type: "array", items: of(sweep, "stepJson", "a task") } }),
    ),
    output("triage", "triage", (title) => of("src/domain/triage/triaged.ts", "TriagedTicket", `${title}, one line a ticket`)),
  ];
}

function output(name: string, command: string, make: (title: string) => JsonSchema): JsonOutput {
  return { name, command, schema: make(`echo-cs ${command} --json`) };
}

/** The type of an interface or alias, of a variable, or of the object that a function returns. */
function typeIn(program: ts.Program, file: string, name: string): ts.Type {
  const source = program.getSourceFile(rootPath(file));
  const checker = program.getTypeChecker();
  let found: ts.Type | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    if (
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isVariableDeclaration(node)) &&
      node.name.getText() === name
    )
      found = checker.getTypeAtLocation(node);
    else if (ts.isFunctionDeclaration(node) && node.name?.text === name) found = returned(node, checker);
    else ts.forEachChild(node, visit);
  };
  if (source !== undefined) visit(source);
  if (found === undefined) throw new Error(`${file} has no ${name}`);
  return found;
}

function returned(declaration: ts.FunctionDeclaration, checker: ts.TypeChecker): ts.Type | undefined {
  const last = declaration.body?.statements.findLast((statement) => ts.isReturnStatement(statement));
  return last?.expression === undefined ? undefined : checker.getTypeAtLocation(last.expression);
}

function propertiesOf(schema: JsonSchema): JsonSchema {
  return (schema["properties"] ?? {}) as JsonSchema;
}

/** A schema with more properties; definitions that these bring come to the top. */
function withProperties(schema: JsonSchema, more: JsonSchema, itsDefs: JsonSchema = {}): JsonSchema {
  const lifted = Object.values(more).map((value) => lift(value as JsonSchema));
  const defs = Object.assign({}, schema["$defs"], itsDefs, ...lifted.map(({ defs: own }) => own)) as JsonSchema;
  const properties = {
    ...propertiesOf(schema),
    ...Object.fromEntries(Object.keys(more).map((name, index) => [name, lifted[index]?.schema])),
  };
  return { ...schema, properties, ...(Object.keys(defs).length === 0 ? {} : { $defs: defs }) };
}

function lift(schema: JsonSchema): { readonly schema: JsonSchema; readonly defs: JsonSchema } {
  const items = schema["items"];
  const inner = (schema["type"] === "array" && typeof items === "object" ? items : schema) as JsonSchema;
  const { $schema: _schema, title: _title, $defs: defs, ...rest } = inner;
  return { schema: inner === schema ? rest : { ...schema, items: rest }, defs: (defs ?? {}) as JsonSchema };
}
