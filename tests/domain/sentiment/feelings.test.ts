import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTriageKnowledge } from "../../../src/app/triage-practice.ts";
import { FEELINGS, type Feeling } from "../../../src/domain/sentiment/feelings.ts";
import { frustrationOf, sentimentOf } from "../../../src/domain/sentiment/sentiment-of.ts";
import { type TicketReader, ticketReader } from "../../../src/domain/triage/reader.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";

let reader: TicketReader;
beforeAll(async () => {
  reader = ticketReader(await loadTriageKnowledge([join(ROOT, "references")]), undefined);
});

function feeling(name: Feeling, body: string, subject = ""): number {
  return reader.read(subject, body).feelings[FEELINGS.indexOf(name)] ?? Number.NaN;
}

describe("feelings", () => {
  it("tell good from bad, in four languages", () => {
    for (const text of ["This is excellent", "Das ist großartig", "C'est génial", "Es excelente"])
      expect(feeling("balance", text), text).toBeGreaterThan(0.2);
    for (const text of ["This is outrageous", "Das ist unverschämt", "C'est honteux", "Es indignante"])
      expect(feeling("balance", text), text).toBeLessThan(-0.2);
    for (const text of ["The table has nine columns", ""]) expect(feeling("balance", text), text).toBe(0);
  });

  it("turn with a negation, but not across a clause", () => {
    expect(feeling("balance", "It is not wonderful")).toBeLessThan(0);
    expect(feeling("balance", "It is not bad")).toBeGreaterThanOrEqual(0);
    expect(feeling("balance", "No, great work")).toBeGreaterThan(0);
  });

  it("grow with very and with capitals, and shrink with slightly", () => {
    const plain = feeling("negative", "we are disappointed");
    expect(feeling("negative", "we are very disappointed")).toBeGreaterThan(plain);
    expect(feeling("negative", "we are DISAPPOINTED")).toBeGreaterThan(plain);
    expect(feeling("negative", "we are slightly disappointed")).toBeLessThan(plain);
  });

  it("are not in terms of the trade", () => {
    for (const text of ["kill the process", "the dead letter queue", "a 400 bad request", "we would like a copy", "Great Britain"]) {
      expect(feeling("negative", text), text).toBe(0);
      expect(feeling("positive", text), text).toBe(0);
    }
  });

  it("count shouting, sarcasm and doubled marks", () => {
    expect(feeling("shouting", "NOTHING WORKS HERE")).toBeGreaterThan(0.5);
    expect(feeling("sarcasm", "Thanks for nothing")).toBeGreaterThan(0);
    expect(feeling("doubled marks", "What?! Again??")).toBe(1);
    expect(feeling("doubled marks", "What? Again.")).toBe(0);
  });
});

describe("sentimentOf", () => {
  it("gives the likeliest label, and the mean of all between -1 and 1", () => {
    expect(sentimentOf([0, 0, 1, 0, 0])).toEqual({ label: "neutral", score: 0 });
    expect(sentimentOf([1, 0, 0, 0, 0])).toEqual({ label: "very_negative", score: -1 });
    expect(sentimentOf([0, 0.4, 0.6, 0, 0])).toEqual({ label: "neutral", score: -0.2 });
    expect(sentimentOf([0, 0, 0, 0.25, 0.75])).toEqual({ label: "very_positive", score: 0.88 });
  });
});

describe("frustrationOf", () => {
  it("grows with bad feeling and repetition, and is none where the customer is glad", () => {
    const calm = new Float32Array(FEELINGS.length);
    expect(frustrationOf(0.5, calm, 3)).toBe(0);
    expect(frustrationOf(-0.5, calm, 2)).toBeGreaterThan(frustrationOf(-0.5, calm, 0));
    expect(frustrationOf(-1, new Float32Array(FEELINGS.length).fill(1), 9)).toBe(1);
  });
});
