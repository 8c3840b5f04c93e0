import { afterAll, beforeAll, expect, it } from "vitest";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";
import { type Ran, type RunOptions, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "accounts.csv": "account_id,name,domain,arr\na1,Acme,acme.com,1200\na2,Birch,birch.com,900\n",
    // A book without a day has nothing to look at.
    "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
  });
});
afterAll(() => removeFolder(cwd));

const run = (stdin: NonNullable<RunOptions["stdin"]>): Promise<Ran> => runCli(["triage", "-C", cwd], { cwd, stdin });
const tickets = ({ stdout }: Ran): TriagedTicket[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as TriagedTicket);
const ASKED = "Question,How do I change my avatar?";

it("finds the account by an address in a column that may hold names", async () => {
  const ran = await run(
    `ticket_id,from,requester,subject,description\n1,,Jo <jo@acme.com>,${ASKED}\n2,Jo Doe,jo@acme.com,${ASKED}\n3,Jo Doe,,${ASKED}\n`,
  );
  expect(tickets(ran).map(({ account }) => account)).toEqual(["acme", "acme", null]);
});

it("passes over rows that are blank and says how many", async () => {
  const ran = await run(`ticket_id,subject,description\n,,\n1,${ASKED}\n , ,\n`);
  expect([ran.exit, tickets(ran).map(({ id }) => id)]).toEqual([0, ["1"]]);
  expect(ran.stderr).toContain("note: blank rows passed over: 2");
});

it("ranks a ticket that its source calls urgent no lower than p2", async () => {
  const ran = await run(`ticket_id,priority,subject,description\n1,Urgent,${ASKED}\n2,critical,${ASKED}\n3,High,${ASKED}\n4,,${ASKED}\n`);
  expect(tickets(ran).map(({ priority }) => priority)).toEqual(["p2", "p2", "p4", "p4"]);
  expect(tickets(ran)[0]?.reasons).toContain("the source calls it urgent");
});

it("says which lines are no UTF-8, and how they were read", async () => {
  const lines = (count: number): Buffer[] => [
    Buffer.from("ticket_id,subject,description\n0,Grüße,ganz\n"),
    ...Array.from({ length: count }, (_, at) => Buffer.from(`${at + 1},Größe,fällt weg\n`, "latin1")),
  ];
  const one = await run(lines(1));
  expect(tickets(one).map(({ subject }) => subject)).toEqual(["Grüße", "Größe"]);
  expect(one.stderr).toContain("note: line 3 is not UTF-8 and read as Windows-1252; save the file as UTF-8 if letters look wrong\n");
  expect((await run(lines(7))).stderr).toContain("note: lines 3, 4, 5, 6, 7 and 2 more are not UTF-8 and read as Windows-1252;");
  expect((await run(lines(0))).stderr).not.toContain("UTF-8");
});

it("says that ids are line numbers, and what column to name", async () => {
  const table = `our_no,site,subject,description\nA-1,Bonn,${ASKED}\n`;
  const ran = await run(table);
  expect(tickets(ran).map(({ id }) => id)).toEqual(["line-2"]);
  expect(ran.stderr).toContain(
    "note: no column of ids was recognised, so ids are line numbers; name the column with --id COLUMN, one of: our_no, site\n",
  );
  const named = await runCli(["triage", "--id", "our_no", "-C", cwd], { cwd, stdin: table });
  expect([tickets(named).map(({ id }) => id), named.stderr]).toEqual([["A-1"], ""]);
});

it("gives advice for plain lines that works when followed", async () => {
  const lines = "We cannot log in since May, please help\nThe export fails, again\n";
  const refused = await run(lines);
  expect([refused.exit, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain("Where every line is a ticket, put a line with the one word text above them");
  const followed = await run(`text\n${lines}`);
  expect([followed.exit, tickets(followed).map(({ id }) => id), followed.stderr]).toEqual([0, ["line-2", "line-3"], ""]);
});

it("hands a request for more seats to sales, and promises nothing", async () => {
  const ran = await run("ticket_id,subject,description\n1,More seats,Please add 20 more seats to our plan. Thank you!\n");
  expect(tickets(ran)[0]).toMatchObject({ agent: "account-executive" });
  expect(tickets(ran)[0]?.next_step).toContain("promise no price");
});

it("merges what one customer wrote twice, and not what two customers wrote alike", async () => {
  const text = "Export fails,The export of our invoices to Excel stops at forty percent since Tuesday and never ends.";
  const rows = ["1,jo@acme.com", "2,ann@birch.com", "3,jo@acme.com"].map((row) => `${row},${text}`);
  const ran = await run(`ticket_id,requester,subject,description\n${rows.join("\n")}\n`);
  expect(tickets(ran).map(({ duplicates_of: first }) => first)).toEqual([null, "1", "1"]);
  expect(tickets(ran)[1]?.next_step).toContain("Says the same as 1 of another customer");
  expect(tickets(ran)[2]?.next_step).toBe("Merge with 1 and answer once.");
});

it("finds the customer of a Freshdesk ticket by its requester's address, else by the company that the ticket names", async () => {
  const head = "Ticket ID,Subject,Description,Status,Priority,Requester Email,Company";
  const ran = await run(`${head}\n1,${ASKED},Open,Low,jo@acme.com,\n2,${ASKED},Open,Low,,Birch\n`);
  expect(tickets(ran).map(({ account }) => account)).toEqual(["acme", "birch"]);
});

it("names the row that holds a NUL, wherever it stands, and the one that says nothing; the rest goes on", async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `${at + 10},${ASKED}\n`).join("");
  const ran = await run(
    `ticket_id,subject,description\n1,Log\u0000in,broken\n2,${ASKED}\n3, ,\n${many}4,"Log\nin\u0000",broken\n5,${ASKED}\n`,
  );
  expect([ran.exit, tickets(ran).length]).toEqual([3, 2002]);
  expect(ran.stderr).toContain("line 2: not read: a NUL byte in the text\n");
  expect(ran.stderr).toContain("line 4: not read: a row without a subject or a text\n");
  expect(ran.stderr).toContain("line 2005: not read: a NUL byte in the text\n");
});

it("takes a short text for text, though it holds a NUL", async () => {
  const ran = await run(`id,subject\n1,Log\u0000in\n2,Login\n`);
  expect([ran.exit, tickets(ran).map(({ id }) => id)]).toEqual([3, ["2"]]);
});

it("names an object that says nothing, and which one it is where all stand on one line", async () => {
  const lines = await run(`{"id":1,"subject":"Login","description":"We cannot log in"}\n{"id":2,"subject":"","description":" "}\n`);
  expect([lines.exit, tickets(lines).map(({ id }) => id)]).toEqual([3, ["1"]]);
  expect(lines.stderr).toContain("line 2: not read: an object without a subject or a text\n");
  const list = await run(`[{"id":1,"subject":"Login"},{"id":2,"subject":""},{"id":3,"subject":oops},{"id":4,"subject":"Login"}]`);
  expect([list.exit, tickets(list).map(({ id }) => id)]).toEqual([3, ["1", "4"]]);
  expect(list.stderr).toContain("line 1: not read: an object without a subject or a text (object 2 of the document)\n");
  expect(list.stderr).toContain("line 1: not read: not valid JSON (object 3 of the document)\n");
});
