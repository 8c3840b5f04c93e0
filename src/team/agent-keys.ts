import { isRecord } from "../core/json.ts";

/** Mappings under which some collections put an agent's keys. */
const WRAPPERS = ["agent", "metadata", "subagent"];

/**
 * The frontmatter with an agent's keys as they are spelt here: `Name`, `TOOLS` and `health-model` are taken for `name`, `tools` and
 * `health_model`, and keys inside one `agent:` mapping for the file's own. Every change is told; nothing that is there is overwritten.
 */
export function agentKeys(
  data: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  warn: (key: string, reason: string) => void,
): Readonly<Record<string, unknown>> {
  const wrapper = data["name"] === undefined ? WRAPPERS.find((key) => isRecord(data[key]) && "name" in data[key]) : undefined;
  const inner = wrapper === undefined ? undefined : data[wrapper];
  if (wrapper !== undefined) warn(wrapper, `keys inside “${wrapper}” read as the agent's own`);
  const spread: Readonly<Record<string, unknown>> = isRecord(inner) ? { ...data, ...inner } : data;
  const own = new Map(Object.entries(spread));
  for (const [key, value] of Object.entries(spread)) {
    const meant = known.has(key) ? undefined : [...known].find((name) => plain(name) === plain(key));
    if (meant === undefined || own.has(meant)) continue;
    warn(key, `key “${key}” read as “${meant}”`);
    own.delete(key);
    own.set(meant, value);
  }
  return Object.fromEntries(own);
}

function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z]/g, "");
}
