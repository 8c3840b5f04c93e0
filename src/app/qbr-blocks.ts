import type { ReviewBlock } from "./qbr-block.ts";
import { GOAL_BLOCKS } from "./qbr-blocks-goals.ts";
import { INTERNAL_BLOCKS } from "./qbr-blocks-internal.ts";
import { NEXT_BLOCKS } from "./qbr-blocks-next.ts";
import { SUPPORT_BLOCKS } from "./qbr-blocks-support.ts";
import { USE_BLOCKS } from "./qbr-blocks-use.ts";

/** Every block a template may name, by name. */
export const REVIEW_BLOCKS: ReadonlyMap<string, ReviewBlock> = new Map(
  [...NEXT_BLOCKS, ...GOAL_BLOCKS, ...USE_BLOCKS, ...SUPPORT_BLOCKS, ...INTERNAL_BLOCKS].map((block) => [block.name, block]),
);
