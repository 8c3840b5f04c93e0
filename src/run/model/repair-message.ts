import type { UnverifiedClaim } from "../../domain/brief/brief.ts";

/** Asks for the same Brief in a form that can be read. */
export function formRepair(reason: string): string {
  return `Your reply could not be read as the Brief: ${reason}\nReply with the JSON object only, in the form that was given, and keep it short.`;
}

/** Asks for the same Brief with each unbacked claim put right or taken out. */
export function claimsRepair(unverified: readonly UnverifiedClaim[]): string {
  const lines = unverified.slice(0, 30).map(({ where, claim, reason }) => `- ${where}: "${claim}": ${reason}`);
  return [
    "These claims of your Brief are not backed by Facts:",
    ...lines,
    "Put each right: cite a Fact as {F7|pct} under its own name and direction, measure what is missing, or leave the claim out. Then reply with the whole JSON object again.",
  ].join("\n");
}
