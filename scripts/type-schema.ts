import ts from "typescript";
import { compareText } from "../src/core/compare-text.ts";

export type JsonSchema = { readonly [key: string]: unknown };

/** What stays the same while one type is turned into a schema. */
interface Making {
  readonly checker: ts.TypeChecker;
  readonly defs: Map<string, JsonSchema>;
  readonly names: Map<ts.Type, string>;
}

/** The JSON Schema (2020-12) of what `JSON.stringify` writes of a value of this type. Named types stand under `$defs`. */
export function typeSchema(type: ts.Type, checker: ts.TypeChecker, title: string): JsonSchema {
  const making: Making = { checker, defs: new Map(), names: new Map() };
  const body = inPlace(type, making);
  const defs = Object.fromEntries([...making.defs].sort(([a], [b]) => compareText(a, b)));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    ...body,
    ...(making.defs.size === 0 ? {} : { $defs: defs }),
  };
}

function schemaOf(type: ts.Type, making: Making): JsonSchema {
  const name = nameOf(type, making.checker);
  if (name === undefined) return inPlace(type, making);
  const known = making.names.get(type);
  if (known !== undefined) return { $ref: `#/$defs/${known}` };
  const free = [name, ...Array.from({ length: 50 }, (_, index) => `${name}${index + 2}`)].find((each) => !making.defs.has(each)) ?? name;
  making.names.set(type, free);
  making.defs.set(free, {});
  making.defs.set(free, inPlace(type, making));
  return { $ref: `#/$defs/${free}` };
}

/** Interfaces and aliases of objects are named; texts, numbers, lists and what is written where it is used are not. */
function nameOf(type: ts.Type, checker: ts.TypeChecker): string | undefined {
  if (type.isUnion() || !(type.flags & ts.TypeFlags.Object) || checker.isArrayLikeType(type)) return undefined;
  const symbol = type.aliasSymbol ?? type.symbol;
  const name = symbol.name;
  const ours = symbol.declarations?.some((each) => !each.getSourceFile().fileName.includes("node_modules"));
  return name.startsWith("__") || ours !== true ? undefined : name;
}

function inPlace(type: ts.Type, making: Making): JsonSchema {
  const { checker } = making;
  const flags = type.flags;
  if (type.isUnion()) return unionOf(type.types, making);
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
  if (flags & ts.TypeFlags.StringLike) return { type: "string" };
  if (flags & ts.TypeFlags.NumberLike) return { type: "number" };
  if (flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
  if (flags & ts.TypeFlags.Null) return { type: "null" };
  if (checker.isTupleType(type)) return { type: "array", items: unionOf(checker.getTypeArguments(type as ts.TypeReference), making) };
  if (checker.isArrayLikeType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return { type: "array", items: item === undefined ? {} : schemaOf(item, making) };
  }
  if (flags & ts.TypeFlags.Object || type.isIntersection()) return objectOf(type, making);
  return {};
}

function unionOf(types: readonly ts.Type[], making: Making): JsonSchema {
  const present = types.filter((type) => !(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
  const schemas = present.map((type) => schemaOf(type, making));
  const texts = schemas.filter((schema) => "const" in schema).map((schema) => schema["const"]);
  const isBoolean = texts.includes(true) && texts.includes(false);
  const others = schemas.filter((schema) => !("const" in schema));
  const literals = isBoolean ? texts.filter((text) => typeof text !== "boolean") : texts;
  const all = [
    ...(literals.length > 0 ? [{ enum: literals.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) }] : []),
    ...(isBoolean ? [{ type: "boolean" }] : []),
    ...others,
  ];
  const different = [...new Map(all.map((schema) => [JSON.stringify(schema), schema])).values()];
  return different.length === 1 ? (different[0] ?? {}) : { anyOf: different };
}

function objectOf(type: ts.Type, making: Making): JsonSchema {
  const { checker } = making;
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const symbol of checker.getPropertiesOfType(type)) {
    const own = checker.getTypeOfSymbol(symbol);
    if (own.getCallSignatures().length > 0) continue;
    const isOptional =
      Boolean(symbol.flags & ts.SymbolFlags.Optional) || (own.isUnion() && own.types.some((each) => each.flags & ts.TypeFlags.Undefined));
    const said = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, " ").trim();
    properties[symbol.name] = { ...(said === "" ? {} : { description: said }), ...schemaOf(own, making) };
    if (!isOptional) required.push(symbol.name);
  }
  const [index] = checker.getIndexInfosOfType(type);
  const more = index === undefined ? {} : { additionalProperties: schemaOf(index.type, making) };
  return {
    type: "object",
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required: required.sort() } : {}),
    ...more,
  };
}
