import type { Definition } from "./figure.ts";
import { PRACTICE_DEFINITIONS } from "./practice-definitions.ts";
import { REVENUE_DEFINITIONS } from "./revenue-definitions.ts";
import { USAGE_DEFINITIONS } from "./usage-definitions.ts";

/** Every metric of `metrics`, in the order in which they are shown. */
export const DEFINITIONS: readonly Definition[] = [...REVENUE_DEFINITIONS, ...USAGE_DEFINITIONS, ...PRACTICE_DEFINITIONS];
