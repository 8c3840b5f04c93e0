import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "accounts.csv": "account_id,name,domain,arr\na1,Acme,acme.com,1200\na2,Birch,birch.com,900\n",
    "contacts.csv":
      "contact_id,account_id,name,email,title,role\np1,a1,Jo Lind,jo@acme.com,,\np2,a2,Ann Orr,ann@birch.com,CFO,Economic buyer\n",
    "tickets.csv":
      "ticket_id,account_id,requester_email,subject,description,created_at,status\nt1,a1,jo@acme.com,Login,We cannot log in,2026-11-20,Open\nt2,a2,ann@birch.com,Login,We cannot log in,2026-11-20,Open\n",
  });
});
afterAll(() => removeFolder(cwd));

const people = async (account: string): Promise<string> =>
  (await runCli(["people", account, "-C", cwd], { cwd })).stdout.replaceAll(/\s+/g, " ");

describe("people of an account", () => {
  it("names nobody to meet where no role is on record, and says that this is why", async () => {
    expect(await people("acme")).toContain("No role is on record, so who should be met next is not known.");
    const birch = await people("birch");
    expect(birch).toContain("Ann Orr CFO decision maker");
    expect(birch).not.toContain("No role is on record");
  });
});
