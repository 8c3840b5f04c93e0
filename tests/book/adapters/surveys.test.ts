import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

const SURVEYS = "SELECT survey, account, kind, score, email, answered_at, line FROM surveys ORDER BY survey";

describe("Delighted", () => {
  it("reads API pages whose people are spelt out or named by id, and keeps the newest of repeats", async () => {
    const { book, report } = await importFixtures("delighted/page.json");
    expect(await book.rows(SURVEYS)).toEqual([
      { survey: "51", account: "acme", kind: "nps", score: 9, email: "mia@acme.example", answered_at: "2026-07-01T10:00:00Z", line: null },
      { survey: "52", account: "acme", kind: "csat", score: 4, email: null, answered_at: "2026-07-02T10:00:00Z", line: null },
      { survey: "53", account: "birch-rowe", kind: "ces", score: 6, email: null, answered_at: "2026-07-02T10:00:00Z", line: null },
    ]);
    expect(fileIn(report, "delighted/page.json")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, duplicates: 1 });
    expect(report.rejects).toMatchObject([{ column: "score", value: "11", reason: "expected nps: a whole number from 0 to 10" }]);
  });

  it("reads CSV, with seconds or times, and refuses kinds that are no score of the book", async () => {
    const { book, report } = await importFixtures("delighted/responses.csv");
    expect(await book.rows(SURVEYS)).toEqual([
      { survey: "61", account: "acme", kind: "nps", score: 10, email: "mia@acme.example", answered_at: "2026-07-01T10:00:00Z", line: 2 },
      { survey: "62", account: "birch-rowe", kind: "csat", score: 5, email: null, answered_at: "2026-07-02T10:00:00Z", line: 3 },
    ]);
    expect(report.rejects).toMatchObject([{ line: 4, column: "Survey Type", value: "thumbs" }]);
  });
});

describe("survey forms", () => {
  it("finds the recommendation question by its words and skips the second line of headers", async () => {
    const { book, report } = await importFixtures("survey-forms/surveymonkey-nps.csv");
    expect(await book.rows("SELECT survey, account, kind, score, person, comment, line FROM surveys ORDER BY survey")).toEqual([
      { survey: "nps/11801", account: "acme", kind: "nps", score: 10, person: "Mia Holt", comment: "Saves us a day", line: 3 },
      { survey: "nps/11802", account: "birch-rowe", kind: "nps", score: 0, person: "Kit", comment: "Slow,\nand late", line: 4 },
    ]);
    expect(fileIn(report, "survey-forms/surveymonkey-nps.csv")).toMatchObject({
      rows_in: 3,
      rows_out: 2,
      rejected: 1,
      note: "1 row skipped: the second line of headers",
    });
    expect(report.rejects).toMatchObject([
      { line: 6, column: "How likely is it that you would recommend Northstar to a friend or colleague?", value: "maybe" },
    ]);
  });

  it("reads satisfaction in numbers and words, from 1 to 5", async () => {
    const { book, report } = await importFixtures("survey-forms/typeform-csat.csv");
    expect(await book.rows("SELECT account, kind, score, comment FROM surveys ORDER BY account")).toEqual([
      { account: "acme", kind: "csat", score: 5, comment: "Kind people" },
      { account: "birch-rowe", kind: "csat", score: 2, comment: null },
    ]);
    expect(fileIn(report, "survey-forms/typeform-csat.csv")).toMatchObject({ rows_in: 4, duplicates: 1, rejected: 1 });
    expect(report.rejects).toMatchObject([{ line: 5, column: "How satisfied are you with our support?", value: "6" }]);
  });

  it("reads effort from 1 to 7", async () => {
    const { book } = await importFixtures("survey-forms/forms-ces.csv");
    expect(await book.rows("SELECT account, kind, score FROM surveys ORDER BY account")).toEqual([
      { account: "acme", kind: "ces", score: 7 },
      { account: "birch-rowe", kind: "ces", score: 2 },
    ]);
  });

  it("reads the recommendation where a form asks for satisfaction too", async () => {
    const { report } = await imported({
      "f.csv": "Timestamp,Email,How satisfied are you?,How likely are you to recommend us?\n2026-07-01 09:00,mia@acme.example,4,9\n",
    });
    expect(fileIn(report, "f.csv").taken_for).toBe("survey-form-nps");
  });
});
