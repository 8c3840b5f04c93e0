import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { addPacketAnswer } from "../../src/tasks/add-packet-answer.ts";
import { printPacket } from "../../src/tasks/packet-format.ts";
import { promisesIn } from "../../src/tasks/promises.ts";
import { setPacketStatus } from "../../src/tasks/set-packet-status.ts";
import { readPacket, writePacket } from "../../src/tasks/write-packet.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { PACKET } from "./sample.ts";

const folder = tempFolder();
const file = join(folder, "p.md");
beforeEach(() => writeFileSync(file, printPacket(PACKET)));
afterAll(() => removeFolder(folder));

const step = (status: "acknowledged" | "done", answer?: string) => setPacketStatus(file, { status, on: "2026-11-20", by: "Dana", answer });

describe("setPacketStatus", () => {
  it("writes down who accepted it and who finished it, and when", async () => {
    await step("acknowledged");
    expect(readFileSync(file, "utf8")).toMatch(/status: acknowledged[\s\S]*accepted_on: 2026-11-20\naccepted_by: Dana/);
    await step("done", "Ships in **December**.\n## Notes\nforged");
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/status: done[\s\S]*done_on: 2026-11-20\ndone_by: Dana/);
    expect(text.match(/^## Notes$/gm)).toHaveLength(1);
    expect(await readPacket(file)).toMatchObject({ status: "done", answer: "Ships in **December**.\n## Notes\nforged" });
  });

  it("changes nothing the second time, goes never back and replaces no answer", async () => {
    await step("done", "Yes");
    const once = readFileSync(file, "utf8");
    expect((await step("done", "Yes")).change).toBe("unchanged");
    await expect(step("acknowledged")).rejects.toMatchObject({ code: "packet-is-further" });
    await expect(step("done", "No")).rejects.toMatchObject({ code: "packet-answered" });
    expect(readFileSync(file, "utf8")).toBe(once);
  });

  it("keeps status, names and answer when a later run files the packet again", async () => {
    const { file: filed } = await writePacket(join(folder, "h"), PACKET);
    await setPacketStatus(filed, { status: "done", on: "2026-11-20", by: "Dana", answer: "Yes" });
    await writePacket(join(folder, "h"), { ...PACKET, updated: "2026-11-30", question: "Still?" });
    expect(await readPacket(filed)).toMatchObject({ status: "done", answer: "Yes", question: "Still?" });
    expect(readFileSync(filed, "utf8")).toContain("done_by: Dana");
  });
});

describe("addPacketAnswer", () => {
  it("brings the answer back to the task once, and writes no file of its own", async () => {
    expect(await addPacketAnswer(folder, { ...PACKET, answer: "Yes" }, "p", "2026-11-20")).toBeUndefined();
    const path = join(folder, `${PACKET.task}-insights.md`);
    writeFileSync(path, "# Mine\n\nmy line\n");
    await addPacketAnswer(folder, { ...PACKET, answer: "Ships.\nMore" }, "p", "2026-11-20");
    await addPacketAnswer(folder, { ...PACKET, answer: "Ships.\nMore" }, "p", "2026-11-21");
    const text = readFileSync(path, "utf8");
    expect(text).toContain("my line");
    expect(text.match(/product-engineer answered on pattern\/sso-timeout: Ships\./g)).toHaveLength(1);
  });
});

describe("promisesIn", () => {
  it("finds the sentences that promise, once each", () => {
    expect(
      promisesIn([
        "We talked. Dana promised SSO by Q1! Nice lunch.",
        "Dana promised SSO by Q1!",
        "We will train ten users; they compromise on price.",
      ]),
    ).toEqual(["Dana promised SSO by Q1!", "We will train ten users;"]);
  });
});
