import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

/** Ten weeks of log-ins by day; of Everline's the last four are few. */
const WEEKS = Array.from({ length: 10 }, (_, week) =>
  ["Everline", "Willow Health"].flatMap((name) =>
    Array.from({ length: 7 }, (_unused, day) => {
      const on = new Date(Date.UTC(2026, 8, 12 + week * 7 + day)).toISOString().slice(0, 10);
      const logins = name === "Everline" && week >= 6 ? 1 : 9;
      return `${on},${name},Login,${logins}\n`;
    }),
  ),
)
  .flat()
  .join("");

/** A CRM that tells terms and no start of any contract. Hollis is a former customer, without a word of when it left. */
const FILES = {
  "accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr,lifecycle\na1,Everline,everline.com,Jo,2027-02-01,5000,Customer\na2,Willow Health,willow.com,Jo,2027-03-01,9000,Customer\na3,Hollis,hollis.com,Jo,,,Former Customer\n",
  "contacts.csv": "Email,Full Name,Title,Account,Role\nana@willow.com,Ana Diaz,Head of Care,Willow Health,Champion\n",
  "meetings.csv": "Meeting ID,Date,Type,Company,Status\nm1,2026-05-02,Call,Hollis,Held\nm2,2026-11-02,Call,Willow Health,Held\n",
  "nps.csv": "email,score,comment,date\nana@willow.com,10,,2026-11-02\n",
  "usage.csv": `day,account,feature,events\n${WEEKS}`,
};

const { folder, run, said } = smallBook(FILES, "2026-11-20");
const asked = (question: string): Promise<string> => said("ask", question);

describe("a book that tells terms and no start of a contract", () => {
  it("lists whose use falls, though nobody knows since when they are customers", async () => {
    expect(await asked("whose usage is down?")).toContain("Adoption is weakest at Everline.");
  });

  it("names who could speak for us, or nobody", async () => {
    expect(await asked("who could be a reference?")).not.toContain(": .");
    expect(await asked("who could grow?")).not.toContain(" at .");
  });

  it("does not say that there are no subscriptions where only their start is unknown", async () => {
    expect(await asked("newest customers")).toContain("Of no customer the start is on record.");
  });

  it("takes the name of an account for no question about health", async () => {
    expect(await asked("who do we know at Willow Health?")).toContain("Known contacts at Willow Health: 1, and no champion among them.");
  });

  it("calls a former customer none, and misses neither its exports nor a meeting with it", async () => {
    const answer = await asked("how is Hollis doing?");
    expect(answer).toContain("Hollis is no customer by its record");
    expect(answer).not.toContain("not measured");
    expect(await asked("where have we lost touch?")).not.toContain("Hollis");
  });

  it("takes a question about who left for one about customers", async () => {
    expect(await asked("who left and why?")).toContain("who came and who left");
  });

  it("makes a review for every customer, with work that is not late when it is made", async () => {
    const { exit, stdout } = await run("qbr", "--all", "--format", "md");
    expect(exit).toBe(0);
    expect([stdout.includes("everline"), stdout.includes("willow-health"), stdout.includes("hollis")]).toEqual([true, true, false]);
    const tasks = readdirSync(join(folder(), "tasks")).filter((name) => /^qbr-everline-.*-todos\.md$/.test(name));
    expect(readFileSync(join(folder(), "tasks", tasks[0] ?? ""), "utf8")).toMatch(/Agree on the date of the review.*due: 2026-11-20/);
  });

  it("says of a start that nobody knows that it is not known, and not that it has not come", async () => {
    const { stdout } = await run("journey");
    expect(stdout).toContain("start not known");
    expect(stdout).not.toContain("not started");
  });
});
