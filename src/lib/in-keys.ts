import { flagsAsKeys } from "../core/flags-as-keys.ts";

/** What the options of the command line are called here. */
const KEYS: Readonly<Record<string, string>> = {
  "-C": "directory",
  "--directory": "directory",
  "--demo": "demo",
  "--as-of": "asOf",
  "--health": "health",
  "--owner": "owner",
  "--account": "account",
  "--agent": "agent",
  "--llm": "llm",
  "--no-model": "model: false",
  "--from": "from",
  "--to": "to",
  "--text": "text",
  "--id": "id",
};

/** What was thrown, in the words of the library: its options are keys of an object, no flags. */
export function inKeys(thrown: unknown): unknown {
  return flagsAsKeys(thrown, (flag) => KEYS[flag]);
}

/** Does the work; what it throws speaks of keys. */
export async function withKeys<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw inKeys(error);
  }
}
