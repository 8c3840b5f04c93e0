import { afterAll, beforeAll, expect, it } from "vitest";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "accounts.csv": "account_id,name,domain,arr\na1,Acme,acme.com,1200\n",
    // A book without a day has nothing to look at.
    "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
  });
});
afterAll(() => removeFolder(cwd));

const run = (stdin: string): Promise<Ran> => runCli(["triage", "-C", cwd], { cwd, stdin });
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
