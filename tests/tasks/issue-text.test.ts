import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueText, TRACKERS } from "../../src/tasks/issue-text.ts";
import { mergePacket, parsePacket, printPacket } from "../../src/tasks/packet-format.ts";
import type { Packet } from "../../src/tasks/packet.ts";
import type { Stakes } from "../../src/tasks/stakes.ts";
import { type AccountAtStake, severityOf, type TicketAtStake, weighStakes } from "../../src/tasks/weigh-stakes.ts";
import { lineValue } from "./arbitraries.ts";
import { PACKET } from "./sample.ts";

const HOSTILE = "@all see <img src=x onerror=alert(1)> [click](http://evil) ``` {noformat} | \u001B[31m #12 ## Answer";
const STAKES: Stakes = {
  severity: "high",
  arr: "$615,200 of 6 accounts",
  frequency: "21 tickets of 6 accounts in 90 days",
  workaround: "none on record",
  firstSeen: "2026-09-02",
  lastSeen: "2026-11-16",
  requestedBy: "Acme Corp (2 people)",
  accounts: [{ name: "Acme | Corp", arr: "$118,800", segment: "enterprise", renewal: "2026-12-14" }],
  verbatims: [{ source: "ticket 7, Acme Corp, 2026-11-13", text: HOSTILE }],
};
const WITH: Packet = { ...PACKET, stakes: STAKES, asked: `Fix it.\n${HOSTILE}`, tried: [HOSTILE] };

describe("the stakes of a packet", () => {
  it("come back from the file as they were written, and merge", () => {
    const printed = printPacket({ ...PACKET, stakes: STAKES });
    expect(parsePacket(printed, "p.md").stakes).toEqual({
      ...STAKES,
      verbatims: [{ ...STAKES.verbatims[0], text: HOSTILE.replace("\u001B[31m ", "") }],
    });
    expect(parsePacket(printPacket(PACKET), "p.md").stakes).toBeUndefined();
    const later = mergePacket(printPacket(PACKET), { ...PACKET, stakes: STAKES, updated: "2026-11-30" }, "p.md");
    expect(parsePacket(later.text, "p.md").stakes?.arr).toBe(STAKES.arr);
  });

  it("keep any text of theirs", () => {
    const some = lineValue.filter((text) => text !== "");
    const stakes: fc.Arbitrary<Stakes> = fc.record({
      severity: lineValue,
      arr: lineValue,
      frequency: lineValue,
      workaround: lineValue,
      firstSeen: lineValue,
      lastSeen: lineValue,
      requestedBy: lineValue,
      accounts: fc.array(fc.record({ name: some, arr: lineValue, segment: lineValue, renewal: lineValue }), { maxLength: 2 }),
      verbatims: fc.array(fc.record({ source: some.filter((text) => !text.includes(": “")), text: some }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(stakes, (one) => {
        expect(parsePacket(printPacket({ ...PACKET, stakes: one }), "p.md").stakes).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });
});

describe("an issue to paste", () => {
  it.each(TRACKERS)("for %s carries evidence, accounts, ARR, severity, frequency, workaround, words, dates and who asks", (tracker) => {
    const { title, body, labels } = issueText(WITH, tracker);
    expect(title).toBe("SSO times out for Acme and others");
    expect(labels).toEqual(["customer-success", "severity-high"]);
    for (const part of [
      "F7",
      "$118,800",
      "$615,200",
      "high",
      "21 tickets",
      "none on record",
      "2026-09-02",
      "2026-11-16",
      "2 people",
      "ticket 7",
    ])
      expect(body, part).toContain(part);
  });

  it("lets hostile text notify nobody, open no fence, and bring no markup", () => {
    for (const tracker of ["github", "linear"] as const) {
      const { body } = issueText(WITH, tracker);
      const outside = body
        .split(/^`{4,}(?:text)?$/m)
        .filter((_part, index) => index % 2 === 0)
        .join("");
      expect(outside).not.toMatch(/(?<![\w`])@all|<img|\[click\]\(|^#{1,2} |\u001B/m);
      expect(body.match(/^`{4,}/gm)?.length).toBe(2);
    }
    const jira = issueText(WITH, "jira").body;
    // One that opens and one that closes; those of the ticket are harmless.
    expect(jira.match(/(?<!\\)\{noformat/g)).toHaveLength(2);
    expect(jira).not.toContain("\u001B");
  });
});

describe("weighStakes", () => {
  const account = (id: string, arrMinor: number | null, red = false): AccountAtStake => ({
    account: id,
    name: id.toUpperCase(),
    arrMinor,
    currency: id === "c" ? "EUR" : "USD",
    segment: null,
    renewalOn: null,
    red,
  });
  const ticket = (id: string, of: string, more: Partial<TicketAtStake> = {}): TicketAtStake => ({
    ticket: id,
    account: of,
    on: `2026-11-0${id}`,
    subject: "s",
    description: `words of ${id}`,
    priority: "normal",
    solved: false,
    person: null,
    ...more,
  });

  it("adds money by currency, counts, and quotes the newest ticket of each account without people's names", () => {
    const stakes = weighStakes(
      [account("a", 100), account("b", 250_00), account("c", 900)],
      [ticket("3", "b", { description: "Ada Rook says: a workaround helps", person: "Ada Rook" }), ticket("2", "a"), ticket("1", "b")],
      90,
      ["Ada Rook"],
    );
    expect(stakes).toMatchObject({
      severity: "medium",
      arr: "€9 and $251 of 3 accounts",
      frequency: "3 tickets of 2 accounts in 90 days",
      workaround: "spoken of in ticket 3",
      firstSeen: "2026-11-01",
      lastSeen: "2026-11-03",
      requestedBy: "B (1 person) and A",
      verbatims: [
        { source: "ticket 3, B, 2026-11-03", text: "[name] says: a workaround helps" },
        { source: "ticket 2, A, 2026-11-02", text: "words of 2" },
      ],
    });
    expect(stakes.accounts.map(({ name }) => name)).toEqual(["B", "C", "A"]);
  });

  it("grades by urgency, red accounts and spread", () => {
    const urgent = ticket("1", "a", { priority: "urgent" });
    expect(severityOf([account("a", 1, true)], [urgent])).toBe("critical");
    expect(severityOf([account("a", 1)], [urgent])).toBe("high");
    expect(severityOf([account("a", 1, true)], [{ ...urgent, solved: true }])).toBe("low");
    expect(severityOf([], [ticket("1", "a"), ticket("2", "b"), ticket("3", "c")])).toBe("high");
    expect(severityOf([], [ticket("1", "a"), ticket("2", "b")])).toBe("medium");
  });
});
