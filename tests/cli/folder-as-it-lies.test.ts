import { expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

const { run, said } = smallBook({
  "accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr\na1,Acme,acme.com,Jo,2027-03-09,5000\na2,Birch,birch.com,Jo,2027-03-09,5000\n",
  "tickets.csv":
    "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\nt2,a2,Login,We cannot log in,2026-04-02,Open\n",
  "echo.yaml": "timezone: Europe/Berlin\n",
});

it("takes nothing that ECHO keeps in a folder for an export of it", async () => {
  const before = await said("import");
  await said("ask", "why is Acme churning?");
  const again = await run("import");
  expect(again.stdout).toContain("Nothing changed since the last import: 2 files, 2 accounts.");
  expect(`${before}${again.stdout}`).not.toMatch(/not understood|not a format|echo\.yaml|tasks\//);
});

it("says of an account with old tickets alone how far back it looked", async () => {
  const page = await said("account", "Birch");
  expect(page).toContain("No ticket of the last 180 days and no NPS answer is on record. 1 more ticket has been open for over 180 days");
});
