import { hash } from "../core/ids.ts";
import { stableJson } from "../core/json.ts";
import type { ModelChoice } from "./model-choice.ts";

/** Names whose limits a call counts towards, by host and key, and gives neither away. */
export function callAccount({ apiKey, authToken, baseUrl }: Pick<ModelChoice, "apiKey" | "authToken" | "baseUrl">): string {
  return hash(stableJson([baseUrl ?? null, apiKey ?? authToken ?? null]), 24);
}
