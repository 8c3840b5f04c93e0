import { describe, expect, it } from "vitest";
import { englishStem } from "../../../src/domain/text/english-stem.ts";
import { lightStem } from "../../../src/domain/triage/light-stem.ts";
import { stem } from "../../../src/team/route/stem.ts";

const stems = (word: string): string[] => [englishStem(word), lightStem(word), stem(word)];

// Weights were trained on each of them: where they differ they have to go on differing.
describe("the stems of users' models, of triage and of the router", () => {
  it.each([
    ["exports", "export"],
    ["exported", "export"],
    ["exporting", "export"],
    ["invoices", "invoic"],
    ["companies", "compani"],
    ["stopped", "stop"],
    ["boxes", "box"],
    ["status", "status"],
    ["the", "the"],
  ])("agree on %s", (word, same) => expect(stems(word)).toEqual([same, same, same]));

  it.each([
    ["an adverb", "urgently", "urgent", "urgentli", "urgent"],
    ["-eed", "agreed", "agr", "agreed", "agre"],
    ["-is", "analysis", "analysi", "analysis", "analysis"],
    ["-al", "renewal", "renewal", "renewal", "renew"],
    ["-ion", "cancellation", "cancellation", "cancellation", "cancellat"],
    ["-ment", "development", "development", "development", "develop"],
    ["a short word in -e", "make", "mak", "mak", "make"],
    ["a digit", "mp3s", "mp3", "mp3s", "mp3s"],
  ])("differ on %s: %s", (_, word, users, triage, router) => expect(stems(word)).toEqual([users, triage, router]));
});
