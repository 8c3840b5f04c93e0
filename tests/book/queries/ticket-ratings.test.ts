import { describe, expect, it } from "vitest";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS } from "./samples.ts";

const HEAD = "ticket_id,account_name,subject,description,created_at,status,satisfaction\n";
const bookOf = async (...lines: readonly string[]) =>
  (await imported({ "accounts.csv": ACCOUNTS, "tickets.csv": HEAD + lines.map((line) => `${line}\n`).join("") })).book;
const bad = async (book: Awaited<ReturnType<typeof bookOf>>, asOf = "2026-11-19") =>
  (await valuesOf(await contextOf(book, asOf), "acme", "bad_ratings_90d"))["bad_ratings_90d"];

const ACME = "1,Acme Corp,Export,The export is slow,2026-11-10,open,";
const OTHER = "2,Globex,Login,All is well,2026-10-20,closed,";

describe("tickets rated bad", () => {
  it("are unknown where no ticket of anybody was ever rated up to the day, and none where others are", async () => {
    expect(await bad(await bookOf(ACME, OTHER))).toBeNull();
    const rated = await bookOf(ACME, `${OTHER}good`, "3,Acme Corp,Login,Cannot get in,2026-09-10,open,");
    expect(await bad(rated)).toBe(0);
    expect(await bad(rated, "2026-10-01")).toBeNull();
    expect(await bad(await bookOf(`${ACME}bad`, OTHER))).toBe(1);
  });

  it("stay none for one person's accounts, whose own customers never rate", async () => {
    const book = await bookOf(ACME, `${OTHER}good`);
    expect(await bad(await book.narrow("Jo", ["acme"]))).toBe(0);
  });
});
