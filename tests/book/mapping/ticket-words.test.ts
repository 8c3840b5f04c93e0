import { expect, it } from "vitest";
import { parseConfig } from "../../../src/config/config-file.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { COMPANIES, type Files, opened, workspace } from "../workspace.ts";

const MAPPING = `mapping:
  - file: help.csv
    table: tickets
    columns: {ticket: Nr, subject: Betreff, priority: Dringlichkeit, status: Zustand, created_at: Am}
    account: {name: Kunde}
`;

/** Priority and status of every ticket of the files. */
async function words(files: Files, yaml?: string): Promise<unknown[]> {
  const input = workspace({ "c.csv": COMPANIES, ...files });
  await importExports(
    yaml === undefined ? input : { ...input, mapping: { entries: parseConfig(yaml, "echo.yaml").mapping ?? [], file: "echo.yaml" } },
  );
  return (await opened(input)).rows("SELECT ticket, priority, status FROM tickets ORDER BY ticket");
}

const READ = [
  { ticket: "1", priority: "urgent", status: "open" },
  { ticket: "2", priority: "high", status: "in-progress" },
  { ticket: "3", priority: "urgent", status: "solved" },
  { ticket: "4", priority: "p5", status: null },
];

it("spells priority and state of a mapped ticket as those of the help desks", async () => {
  const help =
    "Nr,Kunde,Betreff,Dringlichkeit,Zustand,Am\n1,Acme,a,Urgent,Open,2026-01-05\n2,Acme,b,HIGH,In Progress,2026-01-06\n3,Acme,c,Critical,Solved,2026-01-06\n4,Acme,d,P5,,2026-01-06\n";
  expect(await words({ "help.csv": help }, MAPPING)).toEqual(READ);
});

it("and of a ticket under the book's own column names", async () => {
  const own =
    "ticket,account,subject,priority,status,created_at\n1,Acme,a,Urgent,Open,2026-01-05\n2,Acme,b,HIGH,In Progress,2026-01-06\n3,Acme,c,Critical,Solved,2026-01-06\n4,Acme,d,P5,,2026-01-06\n";
  expect(await words({ "tickets.csv": own })).toEqual(READ);
});
