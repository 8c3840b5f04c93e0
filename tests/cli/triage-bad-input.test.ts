import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { type Ran, type RunOptions, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));

const run = (stdin: NonNullable<RunOptions["stdin"]>, ...argv: readonly string[]): Promise<Ran> =>
  runCli(["triage", ...argv], { cwd, stdin });
const tickets = ({ stdout }: Ran): TriagedTicket[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as TriagedTicket);
const line = (ticket: Readonly<Record<string, unknown>>): string => `${JSON.stringify(ticket)}\n`;
const SSO = "SCIM provisioning from Okta stopped: leavers are not deactivated.";

describe("triage of bad input", () => {
  it.each([
    ["nothing at all", "", 1],
    ["blank lines", "\n\n  \n", 1],
    ["a header without rows", "id,subject,description\n", 0],
    ["an empty list", "[]", 0],
    ["binary rubbish", "\u0000\u0001\u0002\u0003", 1],
  ])("ends plainly at %s", async (_, stdin, exit) => {
    const ran = await run(stdin);
    expect([ran.exit, ran.stdout]).toEqual([exit, ""]);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it("passes over one line of more than sixteen million characters, names it, and reads the next", async () => {
    const giant = [`{"id":"1","subject":"`, ...Array.from({ length: 18 }, () => "x".repeat(1_000_000)), `"}\n`];
    const [first, last] = [line({ id: "0", subject: "SSO", description: SSO }), line({ id: "2", subject: "SSO", description: SSO })];
    const ran = await run([first, ...giant, last]);
    expect(ran.exit).toBe(3);
    expect(ran.stderr).toContain("line 2: not read: a line of more than sixteen million characters");
    expect(tickets(ran).map(({ id }) => id)).toEqual(["0", "2"]);
    // Also where it comes first, and its end is not yet seen.
    const before = await run([...giant, last]);
    expect([before.exit, tickets(before).map(({ id }) => id)]).toEqual([3, ["2"]]);
    const large = await run([line({ id: "1", subject: "SSO", description: SSO + " again".repeat(300_000) }), last]);
    expect([large.exit, tickets(large).map(({ id }) => id)]).toEqual([0, ["1", "2"]]);
    const page = JSON.stringify({
      count: 2,
      tickets: Array.from({ length: 4000 }, (_, at) => ({ id: at, subject: "SSO", description: SSO.repeat(5) })),
    });
    expect(tickets(await run(page))).toHaveLength(4000);
  });

  it("goes on behind broken JSON in the middle, on lines and in a document, and exits with 3", async () => {
    const good = { subject: "SSO", description: SSO };
    const lines = await run(`${line({ id: "1", ...good })}{"id": "2", "subject": }\n${line({ id: "3", ...good })}`);
    expect([lines.exit, tickets(lines).map(({ id }) => id)]).toEqual([3, ["1", "3"]]);
    expect(lines.stderr).toContain("line 2: not read");
    const inList = await run(
      `[\n${JSON.stringify({ id: "1", ...good })},\n{"id": "2", "subject": nope},\n${JSON.stringify({ id: "3", ...good })}\n]`,
    );
    expect([inList.exit, tickets(inList).map(({ id }) => id)]).toEqual([3, ["1", "3"]]);
    expect(inList.stderr).toContain("line 3: not read");
  });

  it("reads UTF-8 with and without a mark, Windows-1252 and UTF-16, the umlauts whole", async () => {
    const csv = "id,subject,description\n1,Größe fällt weg,Die Größe fällt beim Export weg\n";
    const latin = Buffer.from(csv, "latin1");
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, "utf16le")]);
    for (const bytes of [Buffer.from(csv), Buffer.from(`\uFEFF${csv}`), latin, wide]) {
      const [ticket] = tickets(await run([bytes]));
      expect([ticket?.subject, ticket?.language]).toEqual(["Größe fällt weg", "de"]);
    }
  });

  it("reads HTML mail, without its markup, styles and quoted history", async () => {
    const html = `<html><head><style>.sso{saml:okta}</style></head><body><p>Exports to Excel <b>stop</b> at 10&nbsp;000 rows.</p><blockquote>On Monday you wrote: SCIM and SAML single sign-on with Okta</blockquote></body></html>`;
    const [plain, marked] = tickets(
      await run(
        line({ id: "1", subject: "Export", description: "Exports to Excel stop at 10 000 rows." }) +
          line({ id: "2", subject: "Export", description: html }),
      ),
    );
    expect(marked?.capability).toBe("data-export");
    expect(marked?.capability).toBe(plain?.capability);
  });

  it("is not moved by attachments in letters, quoted replies and signatures", async () => {
    const base64 = Buffer.from("saml scim okta ".repeat(400)).toString("base64");
    const texts = [
      `The invoice of May shows the wrong VAT id.\n\n${base64}`,
      "The invoice of May shows the wrong VAT id.\n\nOn Tue, 3 Nov 2026, Support wrote:\n> SCIM provisioning with Okta and SAML\n> single sign-on is down",
      "The invoice of May shows the wrong VAT id.\n\n-- \nPat Ohm\nHead of SAML, SCIM and single sign-on, Okta practice",
    ];
    const read = tickets(await run(texts.map((description, at) => line({ id: String(at), subject: "Invoice", description })).join("")));
    for (const { capability, type } of read) expect.soft([capability, type]).toEqual([read[0]?.capability, "billing"]);
    expect(["invoicing", "currency-and-tax"]).toContain(read[0]?.capability);
  });

  it("takes words of JavaScript's own for words, as text, id, column and organisation", async () => {
    const words = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
    const csv = `id,subject,description,organization,__proto__,constructor\n${words.map((word) => `${word},${word} ${word},${words.join(" ")},${word},${word},${word}`).join("\n")}\n`;
    const ran = await run(csv, "--summary", "--json");
    expect(ran.exit).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ tickets: words.length });
    expect(tickets(await run(csv)).map(({ id }) => id)).toEqual(words);
    expect(Object.keys({})).toEqual([]);
  });

  it("ends quietly where nobody reads on: | head -1", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "src/cli/main.ts"), "triage", "--no-accounts"], {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on("error", () => undefined);
    const pour = async (): Promise<void> => {
      for (let at = 0; at < 40_000 && child.exitCode === null && !child.stdin.destroyed; at += 1)
        if (!child.stdin.write(line({ id: String(at), subject: "SSO", description: SSO })))
          await Promise.race([once(child.stdin, "drain"), once(child, "close")]);
      child.stdin.end();
    };
    const poured = pour().catch(() => undefined);
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    child.stdout.destroy();
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    await poured;
    expect(first.toString()).toContain('"id":"0"');
    expect(stderr).not.toMatch(/EPIPE|Error|\n\s+at /);
    expect(code === 0 || code === 141 || signal === "SIGPIPE", `${code} ${signal}`).toBe(true);
  }, 120_000);
});
