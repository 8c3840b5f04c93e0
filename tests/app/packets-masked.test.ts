import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** What no packet, digest, draft or issue may hold. The card number's check sum is right; the order number's is not. */
const CANARIES = ["canary.bird@acme.example", "+49 151 2345 6789", "4111 1111 1111 1111", "(030) 1234-5678"];
const ORDER = "4111 1111 1111 1112";

const TEXT = `Webhook deliveries are lost. Write to ${CANARIES[0]} or call ${CANARIES[1]} and ${CANARIES[3]}. Our card ${CANARIES[2]} was used, order ${ORDER}.`;
const HEAD = "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Email,Company Name";
const row = (id: number, company: string): string =>
  `${id},Webhook deliveries lost,"${TEXT}",Open,High,Email,Question,Ada,Support,2026-11-1${id} 09:00:00,,${company}`;

let folder: string;
beforeAll(async () => {
  folder = tempFolder();
  writeFiles(folder, {
    "exports/companies.csv":
      "Record ID,Company name,Company Domain Name\n1,Acme,acme.example\n2,Birch,birch.example\n3,Cobalt,cobalt.example\n",
    "exports/subscriptions.csv":
      "subscription,account,status,amount,interval,currency,started_at,ended_at\ns1,Cobalt,canceled,100.00,month,USD,2025-01-01,2026-08-01\n",
    "exports/tickets.csv": [HEAD, row(1, "Acme"), row(2, "Birch"), row(3, "Acme"), ""].join("\n"),
  });
  expect((await runCli(["handoffs", "digest", "-C", folder], { cwd: folder })).exit).toBe(0);
  await runCli(["draft", "-C", folder, "--account", "cobalt", "--play", "win-back", "--problem", TEXT], { cwd: folder });
});
afterAll(() => removeFolder(folder));

const written = (name: string): string[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".md"))
    .map((file) => readFileSync(join(folder, name, file), "utf8"));

describe("what leaves for others", () => {
  it("names no address, telephone or card number out of a ticket", async () => {
    const packets = written("handoffs");
    expect(packets.length).toBeGreaterThan(0);
    expect(packets.join("\n")).toContain("[email]");
    expect(packets.join("\n")).toContain("[card]");
    // What only looks like a card stays: it may be the number of the order.
    expect(packets.join("\n")).toContain(ORDER);
    for (const text of [...packets, ...written("reports"), ...written("drafts")])
      for (const canary of CANARIES) expect.soft(text).not.toContain(canary);
    expect(written("drafts").join("\n")).toContain("[phone]");
  });

  it("masks a quote that a person put back, once more, in the text of an issue", async () => {
    const [name = ""] = readdirSync(join(folder, "handoffs")).filter((file) => file.includes("product-engineer"));
    const text = readFileSync(join(folder, "handoffs", name), "utf8");
    writeFiles(folder, { [`handoffs/${name}`]: text.replaceAll("[email]", CANARIES[0] ?? "") });
    const { stdout } = await runCli(["handoffs", "show", name.replace(/\.md$/, ""), "--issue", "github", "-C", folder], { cwd: folder });
    expect(stdout).toContain("[email]");
    for (const canary of CANARIES) expect.soft(stdout).not.toContain(canary);
  });
});
