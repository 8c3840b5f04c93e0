import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "../../src/app/open-session.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { measure, measureAll } from "../../src/book/measure.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { workspaceAt } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import type { Measurement } from "../../src/domain/facts/fact.ts";
import { METRICS } from "../../src/domain/facts/metrics/registry.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-20";
const LATER = "2026-11-21";
/** What their metrics say is the source's current state: undated columns that no as-of can undo. */
const CURRENT_STATE = [...METRICS.values()].filter(({ formula }) => formula.includes("current state")).map(({ name }) => name);

/** Every metric of every account and of the book as of AS_OF, without what names the snapshot. */
async function everything(folder: string): Promise<Map<string, Measurement>> {
  const workspace = await workspaceAt(folder, ROOT);
  const session = await openSession(
    { workspace, environment: readEnvironment({}), clock: fixedClock("2026-12-01T09:00:00Z"), log: silentLog },
    { asOf: AS_OF },
  );
  try {
    const accounts = (await knownAccounts(session.book)).map(({ account }) => account).filter((account) => account !== "latecomer");
    const names = [...METRICS.values()].filter(({ name }) => !CURRENT_STATE.includes(name));
    const measured = await measureAll(
      session.context(),
      accounts,
      names.filter(({ about }) => about === "account").map(({ name }) => name),
    );
    const whole = await measure(
      session.context(),
      { book: "all" },
      names.filter(({ about }) => about === "book").map(({ name }) => name),
    );
    return new Map(
      [...whole, ...[...measured.values()].flat()].map((fact) => [
        `${fact.metric} of ${JSON.stringify(fact.subject)}`,
        { ...fact, snapshot: "" },
      ]),
    );
  } finally {
    session.close();
  }
}

/** Rows of the day after, in every export, and the columns that a later export overwrites. */
function addTomorrow(folder: string): void {
  const exports = join(folder, "exports");
  const append = (file: string, ...lines: readonly string[]): void => appendFileSync(join(exports, file), `${lines.join("\n")}\n`);
  append(
    "surveys/nps.csv",
    `990001,graham.ellery@acme.example,Graham Ellery,Acme Corp,nps,0,Awful,${LATER} 10:00:00`,
    `990002,graham.ellery@acme.example,Graham Ellery,Acme Corp,csat,1,Awful,${LATER} 10:00:00`,
  );
  append(
    "calendar/meetings.csv",
    `mtg_9901,${LATER},Renewal,Acme Corp,Hannah Lindqvist,graham.ellery@acme.example,Held,`,
    `mtg_9902,${LATER},QBR,Driftwood Analytics,Priya Raman,,Held,`,
  );
  append(
    "hubspot/companies.csv",
    `19990000001,Latecomer,latecomer.example,https://latecomer.example,Hannah Lindqvist,Retail,10,Oslo,Norway,Customer,false,${LATER} 09:00`,
  );
  append(
    "hubspot/deals.csv",
    `39990000001,Acme Corp - Renewal 2,Sales Pipeline,Closed Won,New Business,1000000.00,USD,Joel Okafor,${LATER} 09:00,${LATER} 10:00,18204551000,`,
  );
  append(
    "stripe/invoices.csv",
    `in_later,cus_VCM776DgDgmdgH,Acme Corp,sub_1YgLVjG9xrRzKUVPCZ4sSChk,VCM776DG-0099,open,usd,99.00,99.00,0.00,99.00,0.00,${LATER} 06:00:00,${LATER} 06:00:00,,,${LATER} 07:00:00,${LATER} 00:00:00,2026-12-14 00:00:00,false,false,false,send_invoice,,Later`,
  );
  append(
    "stripe/subscriptions.csv",
    `sub_later,cus_VCM776DgDgmdgH,Acme Corp,graham.ellery@acme.example,Northstar Add-on,Northstar,10,usd,year,50000.00,active,${LATER} 09:30:00,${LATER} 00:00:00,${LATER} 00:00:00,2027-11-21 00:00:00,,,,false,,`,
  );
  const events = ["Login", "Brand New Feature"].map((event, index) =>
    JSON.stringify({
      event,
      properties: {
        time: Date.parse(`${LATER}T08:00:00Z`) / 1000,
        distinct_id: "new.user@acme.example",
        $insert_id: `later-${index}`,
        company: "acme.example",
      },
    }),
  );
  const ticket = {
    id: 99001,
    subject: "SSO login fails again",
    description: "Unacceptable: we are evaluating alternatives. Escalate this, we want to cancel our contract. More seats too.",
    priority: "urgent",
    status: "open",
    type: "problem",
    created_at: `${LATER}T09:40:00Z`,
    updated_at: `${LATER}T09:40:00Z`,
    requester_id: 1,
    organization_id: 2,
    tags: [],
    satisfaction_rating: { score: "bad" },
    via: { channel: "email" },
  };
  writeFiles(exports, {
    "mixpanel/later.ndjson": `${events.join("\n")}\n`,
    "zendesk/later.json": JSON.stringify({
      tickets: [ticket],
      users: [{ id: 1, name: "Graham Ellery", email: "graham.ellery@acme.example", organization_id: 2, role: "end-user" }],
      organizations: [{ id: 2, name: "Acme Corp", domain_names: ["acme.example"] }],
      metric_sets: [{ ticket_id: 99001, reopens: 3, reply_time_in_minutes: { calendar: 9000 }, solved_at: null }],
      count: 1,
    }),
  });
  // The overdue invoice is paid, and the decision maker leaves, the day after.
  rewrite(
    join(exports, "stripe/invoices.csv"),
    /^(in_1DW97VGZW62kVkJWWrqzkv6G,.*?),open,(.*?14850\.00),0\.00,(2026-09-15 06:00:00,2026-10-15 06:00:00),,(.*),false,false,false,/m,
    `$1,paid,$2,14850.00,$3,${LATER} 08:00:00,$4,true,true,false,`,
  );
  rewrite(join(exports, "hubspot/contacts.csv"), /^(\d+,Graham,Ellery,graham\.ellery@acme\.example,[^,]*,[^,]*,[^,]*),,/m, `$1,${LATER},`);
}

function rewrite(file: string, pattern: RegExp, replacement: string): void {
  const text = readFileSync(file, "utf8");
  const changed = text.replace(pattern, replacement);
  if (changed === text) throw new Error(`nothing to rewrite in ${file}`);
  writeFileSync(file, changed);
}

let folder = "";
beforeAll(() => {
  folder = tempFolder();
  cpSync(join(ROOT, "examples/northstar/exports"), join(folder, "exports"), { recursive: true });
});
afterAll(() => removeFolder(folder));

describe("a row of a later day", () => {
  it("changes no figure as of an earlier one", async () => {
    const before = await everything(folder);
    expect(before.size).toBeGreaterThan(3000);
    addTomorrow(folder);
    const after = await everything(folder);
    const changed = [...before].flatMap(([name, fact]) =>
      JSON.stringify(after.get(name)) === JSON.stringify(fact)
        ? []
        : [{ name, before: fact.value, after: after.get(name)?.value, rows: [fact.source.rows, after.get(name)?.source.rows] }],
    );
    expect(changed).toEqual([]);
  });

  it("is seen as of its own day", async () => {
    const workspace = await workspaceAt(folder, ROOT);
    const session = await openSession({
      workspace,
      environment: readEnvironment({}),
      clock: fixedClock("2026-12-01T09:00:00Z"),
      log: silentLog,
    });
    const values = (
      await measure(session.context(), { account: "acme" }, [
        "nps_last",
        "renewal_talks",
        "overdue_invoices",
        "arr",
        "deciders",
        "cancellation_tickets",
      ])
    ).map(({ value }) => value);
    expect(session.asOf).toBe(LATER);
    expect(values).toEqual([0, 1, 0, 16_880_000, 0, 1]);
    session.close();
  });
});
