import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdsAny, wordsSql } from "../../../src/book/queries/phrase-sql.ts";
import { sqlText } from "../../../src/book/queries/sql-literals.ts";
import { type Example, openExample } from "../../run/example.ts";

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

async function holds(text: string, ...phrases: readonly string[]): Promise<unknown> {
  const [row] = await example.session.book.rows<{ found: boolean }>(
    `SELECT ${holdsAny("words", phrases)} AS found FROM (SELECT ${wordsSql(sqlText(text))} AS words)`,
  );
  return row?.found;
}

describe("holdsAny", () => {
  it.each([
    ["We are evaluating two Alternatives", "alternatives"],
    ["evaluating\nalternatives", "evaluat* alternative*"],
    ["We can't log in.", "can't log in"],
    ["SINGLE SIGN-ON", "single sign on"],
    ["Wir kündigen", "kündig*"],
    ["error 502!", "502"],
    ["it's 'quoted'", "'quoted'"],
    ["at the end", "end"],
    ["start here", "start"],
  ])("%j holds %j", async (text, phrase) => expect(await holds(text, "no such words", phrase)).toBe(true));

  it.each([
    ["deescalation", "escalat*"],
    ["seats", "seat"],
    ["evaluating the alternatives", "evaluat* alternative*"],
    ["error 5023", "502"],
    ["anything at all", "*"],
    ["anything at all", "--"],
    ["", "x"],
  ])("%j does not hold %j", async (text, phrase) => expect(await holds(text, phrase)).toBe(false));

  it("holds none of no phrases", async () => expect(await holds("anything")).toBe(false));
});
