/** The keys that a zod schema knows at a path of what it reads; none where it takes any, or where the path leads nowhere. */
export function schemaKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  const [step, ...others] = path;
  const bare = unwrapped(schema);
  const options = part(part(bare, "def"), "options");
  if (Array.isArray(options)) return [...new Set(options.flatMap((option) => schemaKeys(option, path)))];
  const shape = part(bare, "shape");
  if (step === undefined) return typeof shape === "object" && shape !== null ? Object.keys(shape) : [];
  const inner = part(shape, step) ?? part(part(bare, "def"), "element") ?? part(part(bare, "def"), "valueType");
  return inner === undefined ? [] : schemaKeys(inner, others);
}

/** What stands behind optional, default, nullable and a pipe. */
function unwrapped(schema: unknown): unknown {
  const def = part(schema, "def");
  const inner = part(def, "innerType") ?? part(def, "in");
  return inner === undefined ? schema : unwrapped(inner);
}

function part(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && key in value ? Reflect.get(value, key) : undefined;
}
