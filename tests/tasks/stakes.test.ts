import { describe, expect, it } from "vitest";
import { NONE } from "../../src/tasks/markdown-list.ts";
import { parsePacketFacts, printPacketFacts } from "../../src/tasks/packet-facts.ts";
import { parseStakes, printStakes, type Stakes } from "../../src/tasks/stakes.ts";

const STAKES: Stakes = {
  severity: "high",
  arr: "$10",
  frequency: "3 tickets",
  workaround: "none",
  firstSeen: "2026-11-01",
  lastSeen: "2026-11-10",
  requestedBy: "nobody",
  accounts: [{ name: "Acme", arr: "$10", segment: "SMB", renewal: "none" }],
  verbatims: [
    { source: "ticket 1, Acme, 2026-11-10", text: "![x](http://evil.example/x.png) @everyone <img src=x> “so” mail [email] or [a](b)" },
  ],
};

describe("customers' own words in a packet", () => {
  const sections = printStakes(STAKES);
  const words = sections.find(({ title }) => title === "In their words")?.body ?? "";

  it("load no picture, link nowhere and mention nobody", () => {
    expect(words).not.toMatch(/(?<!\\)!?(?<!\\)\[x\]|:\/\/|@everyone|(?<!\\)<img/);
    expect(words).toContain("evil.example");
    // The marks of what was masked are no links, and stay readable; what would open a link is none of them.
    expect(words).toContain("mail [email] or \\[a\\](b)");
  });

  it("are read back as they were said", () => {
    const bodies = new Map(sections.map(({ title, body }) => [title, body]));
    expect(parseStakes((title) => bodies.get(title))).toEqual(STAKES);
  });
});

describe("the Facts of a packet", () => {
  it("are said to be none instead of an empty table", () => {
    expect(printPacketFacts([])).toBe(NONE);
    expect(parsePacketFacts(NONE)).toEqual([]);
  });
});
