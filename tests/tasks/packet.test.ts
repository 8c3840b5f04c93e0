import fc from "fast-check";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HANDOFF_MODES } from "../../src/domain/brief/brief.ts";
import { mergePacket, packetNotes, parsePacket, printPacket } from "../../src/tasks/packet-format.ts";
import { PACKET_STATUSES, packetId, type Packet } from "../../src/tasks/packet.ts";
import { readPacket, writePacket } from "../../src/tasks/write-packet.ts";
import { setPacketStatus } from "../../src/tasks/set-packet-status.ts";
import { blockValue, day, lineValue } from "./arbitraries.ts";
import { PACKET } from "./sample.ts";

const printed = printPacket(PACKET);
const later: Packet = {
  ...PACKET,
  updated: "2026-11-26",
  question: "Still?",
  facts: [{ id: "F9", what: "Tickets", value: "22", window: "w" }],
};

const some = lineValue.filter((text) => text !== "");
const packet: fc.Arbitrary<Packet> = fc.record({
  task: fc.constant("churn-acme-2026w47"),
  from: lineValue,
  to: lineValue,
  mode: fc.constantFrom(...HANDOFF_MODES),
  rule: fc.option(some),
  status: fc.constantFrom(...PACKET_STATUSES).filter((status) => status !== "open"),
  subject: lineValue,
  created: day,
  updated: day,
  deadline: fc.option(day),
  account: fc.option(some),
  title: lineValue,
  question: blockValue,
  facts: fc.array(fc.record({ id: lineValue, what: lineValue, value: lineValue, window: lineValue }), { maxLength: 3 }),
  tried: fc.array(lineValue, { maxLength: 3 }),
  asked: blockValue,
  constraints: fc.array(lineValue, { maxLength: 3 }),
  answer: fc.option(blockValue.filter((text) => text !== "" && text !== "_No answer yet._")),
  outside: fc.boolean(),
});

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "echo-packets-"));
}

describe("packet file", () => {
  it("reads as written", () => {
    expect(printed).toMatchInlineSnapshot(`
      "---
      schema: 1
      id: churn-acme-2026w47-product-engineer-78429110
      task: churn-acme-2026w47
      from: customer-success-manager
      to: product-engineer
      mode: delegate
      rule: do-systemic-to-product
      status: open
      subject: pattern/sso-timeout
      created: 2026-11-19
      updated: 2026-11-19
      deadline: 2026-11-26
      account: acme
      ---

      # SSO times out for Acme and others

      ## Question

      Why does single sign-on time out?

      ## Facts

      | Fact | What | Value | Window |
      | --- | --- | --- | --- |
      | F7 | Tickets about SSO | 14 | 2026-10-20 to 2026-11-19 |

      ## What was tried

      - Support reset the certificate | twice

      ## What is asked

      A cause and a date.

      ## Constraints

      - No promise to the customer before the cause is known.

      ## Answer

      _No answer yet._

      ## Issue body

      \`\`\`\`markdown
      Why does single sign-on time out?

      ### What is asked

      A cause and a date.

      ### What we know

      | Fact | What | Value | Window |
      | --- | --- | --- | --- |
      | F7 | Tickets about SSO | 14 | 2026-10-20 to 2026-11-19 |

      ### What was tried

      - Support reset the certificate | twice

      ### Constraints

      - No promise to the customer before the cause is known.

      Needed by 2026-11-26.
      \`\`\`\`

      ## Notes

      <!-- echo-written: @deadline=e472dc53 @mode=6f216e33 @rule=d5177c86 answer=e1d55f02 constraints=8b2ac04f facts=76eb9d7d issue-body=47ed0c54 notes=e3b0c442 question=78ad260f title=fafa7454 what-is-asked=89c161ff what-was-tried=313d7fa6 -->
      "
    `);
  });

  it("gives back what it was printed from", () => {
    fc.assert(
      fc.property(packet, (value) => {
        expect(parsePacket(printPacket(value), "p.md")).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it("says answered once there is an answer", () => {
    expect(parsePacket(printPacket({ ...PACKET, answer: "A bad clock." }), "p.md")).toMatchObject({
      status: "answered",
      answer: "A bad clock.",
    });
  });

  it.each([
    [printed.replace("schema: 1", "schema: 9"), "schema-newer"],
    [printed.replace("mode: delegate", "mode: shout"), "field-invalid"],
    [printed.replace("from: ", "from: ["), "frontmatter-invalid"],
  ])("refuses a broken file (%#)", (text, code) => {
    expect(() => mergePacket(text, later, "p.md")).toThrow(expect.objectContaining({ code }));
  });
});

describe("mergePacket", () => {
  const stakes = (lastSeen: string): NonNullable<Packet["stakes"]> => ({
    severity: "high",
    arr: "$10",
    frequency: "3 tickets",
    workaround: "none",
    firstSeen: "2026-11-01",
    lastSeen,
    requestedBy: "nobody",
    accounts: [],
    verbatims: [],
  });

  it("opens a packet again where its pattern was seen after it was done, and only there", async () => {
    const dir = await folder();
    const { file } = await writePacket(dir, { ...PACKET, stakes: stakes("2026-11-10") });
    await setPacketStatus(file, { status: "done", on: "2026-11-20", by: "ann", answer: "Fixed." });
    await writePacket(dir, { ...later, stakes: stakes("2026-11-20") });
    expect(await readPacket(file)).toMatchObject({ status: "done" });
    await writePacket(dir, { ...later, updated: "2026-11-27", stakes: stakes("2026-11-21") });
    expect(await readPacket(file)).toMatchObject({ status: "open", answer: "Fixed." });
    expect(await readFile(file, "utf8")).toMatch(/done_on: 2026-11-20[\s\S]*reopened_on: 2026-11-27/);
    await writePacket(dir, { ...later, updated: "2026-11-28", stakes: stakes("2026-11-21") });
    expect(await readPacket(file)).toMatchObject({ status: "open" });
    await setPacketStatus(file, { status: "done", on: "2026-11-29", by: "ann" });
    await writePacket(dir, { ...later, updated: "2026-11-30", stakes: stakes("2026-11-21") });
    expect(await readPacket(file)).toMatchObject({ status: "done" });
  });

  it("renews what nobody touched and keeps notes, an answer and a status", () => {
    const mine = printed
      .replace("## Notes\n", "## Notes\n\nSpoke to Kim; see board.\n")
      .replace("_No answer yet._", "Known, fixed next week.")
      .replace("status: open", "status: acknowledged");
    const { text } = mergePacket(mine, { ...later, answer: "Unknown." }, "p.md");
    expect(packetNotes(text, "p.md")).toBe("Spoke to Kim; see board.");
    expect(parsePacket(text, "p.md")).toMatchObject({
      status: "acknowledged",
      answer: "Known, fixed next week.",
      question: "Still?",
      facts: later.facts,
    });
    expect(mergePacket(text, { ...later, answer: "Unknown." }, "p.md").text).toBe(text);
  });

  it("does not take an answer away in a later run without one", () => {
    const answered = printPacket({ ...PACKET, answer: "A bad clock." });
    expect(parsePacket(mergePacket(answered, later, "p.md").text, "p.md")).toMatchObject({ status: "answered", answer: "A bad clock." });
  });

  it("keeps a deadline that a person moved", () => {
    const { text, kept } = mergePacket(
      printed.replace("deadline: 2026-11-26", "deadline: 2026-12-24"),
      { ...later, deadline: "2026-12-01" },
      "p.md",
    );
    expect(parsePacket(text, "p.md").deadline).toBe("2026-12-24");
    expect(kept).toEqual(["@deadline"]);
  });
});

describe("writePacket", () => {
  it("updates the packet of the same subject, from whatever task, and never files a second", async () => {
    const dir = await folder();
    const first = await writePacket(dir, PACKET);
    expect(first).toMatchObject({ change: "created", id: packetId(PACKET) });
    expect(await writePacket(dir, PACKET)).toMatchObject({ change: "unchanged" });
    const second = await writePacket(dir, { ...later, task: "patterns-book-2026w48" });
    expect(second).toMatchObject({ change: "updated", id: first.id, file: first.file });
    expect(await readPacket(first.file)).toMatchObject({ task: PACKET.task, question: "Still?", created: "2026-11-19" });
    expect(await readdir(dir)).toEqual([`${first.id}.md`]);
  });

  it("files another subject, sender or receiver apart", async () => {
    const dir = await folder();
    for (const packet of [PACKET, { ...PACKET, subject: "x" }, { ...PACKET, from: "x" }, { ...PACKET, to: "x" }])
      await writePacket(dir, packet);
    expect(await readdir(dir)).toHaveLength(4);
  });

  it("leaves a broken packet as it is", async () => {
    const dir = await folder();
    const { file } = await writePacket(dir, PACKET);
    const broken = printed.replace("schema: 1", "schema: 2");
    await writeFile(file, broken);
    await expect(writePacket(dir, later)).rejects.toMatchObject({ code: "schema-newer", detail: { place: { file, line: 2 } } });
    expect(await readFile(file, "utf8")).toBe(broken);
  });

  it("loses no packet to two writers at once", async () => {
    const dir = await folder();
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => writePacket(dir, { ...PACKET, subject: `s${n % 4}`, updated: `2026-11-${20 + n}` })),
    );
    expect(await readdir(dir)).toHaveLength(4);
  });
});
