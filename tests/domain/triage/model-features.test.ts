import { describe, expect, it } from "vitest";
import { FEELINGS } from "../../../src/domain/sentiment/feelings.ts";
import { headOf, shares } from "../../../src/domain/triage/linear-model.ts";
import { type Reading, ticketReader } from "../../../src/domain/triage/reader.ts";
import { cueCounter } from "../../../src/domain/triage/reasons.ts";
import { scorer } from "../../../src/domain/triage/scorer.ts";
import { signKeys, signValues } from "../../../src/domain/triage/sign-values.ts";
import { trainingFeatures } from "../../../src/domain/triage/training-features.ts";
import { WAYS } from "../../../src/domain/triage/ways-of-writing.ts";
import { pairFeature, signFeature, stemHash, wordFeatures } from "../../../src/domain/triage/word-features.ts";
import { modelOf, PLACES } from "./small-model.ts";
import { CAPABILITIES, KNOWLEDGE } from "./small-practice.ts";

const reader = ticketReader(KNOWLEDGE, undefined);
const CUES = ["outage", "repeated", "money"];

/** Values of the signs that are met, by name; a capability, a cue, and a feeling or way have names of their own. */
function signsOf(reading: Reading): Record<string, number> {
  const names = [...CAPABILITIES.map(({ id }) => `capability ${id}`), ...CUES, ...FEELINGS, ...WAYS, "subject only"];
  const values = new Float32Array(names.length).fill(9);
  signValues(reading, values);
  return Object.fromEntries(names.flatMap((name, at) => (values[at] === 0 ? [] : [[name, Math.round((values[at] ?? 0) * 1e4) / 1e4]])));
}
const damped = (value: number): number => Math.round(Math.log1p(value) * 1e4) / 1e4;

describe("the named signs of a ticket", () => {
  it("have a key of their own each, in the order of their values", () => {
    expect(signKeys(reader)).toEqual([
      ...CAPABILITIES.map(({ id }) => signFeature(`capability ${id}`)),
      ...CUES.map((name) => signFeature(`cue ${name}`)),
      ...FEELINGS.map((name) => signFeature(`feeling ${name}`)),
      ...WAYS.map((name) => signFeature(`way ${name}`)),
      signFeature("subject only"),
    ]);
    expect(new Set(signKeys(reader)).size).toBe(4 + 3 + FEELINGS.length + WAYS.length + 1);
  });

  it("are damped sums of phrases and cues, the feelings, the ways, and that there is a subject alone", () => {
    expect(signsOf(reader.read("calendar", "again, again. The calendar and passwords"))).toMatchObject({
      "capability calendar": damped(1.5 + 1),
      "capability login": damped(1),
      repeated: damped(2),
      "no question": 1,
      "one line": 1,
    });
    // What speaks against a capability takes away what there is, and no more.
    expect(signsOf(reader.read("", "car dashboard"))["capability dashboards"]).toBeUndefined();
    expect(signsOf(reader.read("", "great"))).toMatchObject({ positive: damped(3) });
    expect([signsOf(reader.read("calendar", ""))["subject only"], signsOf(reader.read("calendar", "x"))["subject only"]]).toEqual([
      1,
      undefined,
    ]);
    // A deadline is a way of writing.
    expect([signsOf(reader.read("", "by Friday"))["deadline"], signsOf(reader.read("", "Friday"))["deadline"]]).toEqual([1, undefined]);
    expect(signsOf(reader.read("by Friday", ""))["deadline"]).toBe(1);
  });
});

describe("a reading", () => {
  it("counts half as much again what begins in the subject, not what begins the body", () => {
    expect(reader.read("x", "calendar").capabilities[3]).toBe(1);
    expect(reader.read("calendar", "calendar").capabilities[3]).toBe(2.5);
    expect([...reader.read("garbled", "garbled").gaps]).toEqual([[1, 2.5]]);
  });

  it("counts the small words of every language that has them", () => {
    expect([...reader.read("la", "nous nosotros the der der").languages]).toEqual([1, 2, 2, 2, 0]);
  });

  it("knows a cue list by its name alone", () => {
    const counts = cueCounter(KNOWLEDGE)(Float32Array.of(5, 6, 7));
    expect([counts("outage"), counts("repeated"), counts("money"), counts("unknown"), counts("")]).toEqual([5, 6, 7, 0, 0]);
  });
});

describe("features for training", () => {
  it("are those of each word once, of each pair, half as much again in the subject, and of the signs that are met", () => {
    const reading = reader.read("Zulu", "zulu yankees");
    const { words, signs } = trainingFeatures(reader, reading, "Zulu", "zulu yankees");
    const pair = (first: string, second: string): number => pairFeature(stemHash(first), stemHash(second));
    const [zulu, yankees] = [wordFeatures("zulu", "zulu"), wordFeatures("yankees", "yanke")];
    expect(words).toEqual([
      ...zulu.map((key) => [key, 1.5]),
      [pair("zulu", "zulu"), 1.5],
      [pair("zulu", "yanke"), 1],
      ...yankees.map((key) => [key, 1]),
    ]);
    // No question, one line, and the length of the body, which is a feeling's.
    const value = (name: string): number | undefined => signs.find(([key]) => key === signFeature(name))?.[1];
    expect([value("way no question"), value("way one line"), value("feeling length")].map((each) => each !== undefined)).toEqual([
      true,
      true,
      true,
    ]);
    expect(signs.every((sign) => sign.length === 2 && Number.isFinite(sign[1]) && sign[1] !== 0)).toBe(true);
    expect(trainingFeatures(reader, reader.read("", ""), "", "").words).toEqual([]);
  });
});

describe("what is known of words", () => {
  const [zulu = 0] = wordFeatures("zulu", "zulu");
  const [tango = 0] = wordFeatures("tango", "tango");
  const pair = pairFeature(stemHash("zulu"), stemHash("tango"));
  const model = modelOf(
    {},
    new Map([
      [zulu, { "type bug": 3 }],
      [tango, { "type bug": 5, "language de": 7 }],
      [pair, { "type request": 4 }],
    ]),
  );
  const fresh = () => {
    const own = ticketReader(KNOWLEDGE, model);
    const score = scorer(model, own);
    return (body: string, subject = "") => {
      const scores = score(own.read(subject, body));
      return ["type bug", "language de", "type request"].map((name) => Math.round((scores[PLACES[name] ?? -1] ?? Number.NaN) * 1e4) / 1e4);
    };
  };
  // Rarity 2 and steps of a half: a word alone gives half its weight, two give half their weights divided by √2.
  const both = (value: number): number => Math.round((value / 2 / Math.SQRT2) * 1e4) / 1e4;

  it("is the same whatever stood in the text before", () => {
    const of = fresh();
    expect(of("tango zulu")).toEqual([both(8), both(7), 0]);
    expect(of("zulu")).toEqual([1.5, 0, 0]);
    expect(of("zulu tango")[2]).toBe(Math.round((4 / 2 / Math.sqrt(3)) * 1e4) / 1e4);
    // A text that is shorter than the one before it ends where it ends.
    expect(of("zulu")).toEqual([1.5, 0, 0]);
    // Nor does a pair go beyond the last word, whatever its number.
    expect(fresh()("tango zulu")).toEqual([both(8), both(7), 0]);
  });

  it("has room for many words, and is learnt anew when the room is full", () => {
    const of = fresh();
    const others = (from: number, count: number): string => Array.from({ length: count }, (_, at) => `n${from + at}`).join(" ");
    expect(of(`${others(0, 1500)} zulu`)).toEqual([1.5, 0, 0]);
    for (let from = 10_000; from < 26_000; from += 2000) of(others(from, 2000));
    expect(of("tango")).toEqual([2.5, 3.5, 0]);
    // Nothing of a word that had the number before is left in a new one.
    const small = fresh();
    expect(small("tango")).toEqual([2.5, 3.5, 0]);
    for (let from = 0; from < 13_000; from += 2600) small(others(from, 2600));
    expect(small("quebec zulu")).toEqual([1.5, 0, 0]);
  });
});

describe("the heads of a model", () => {
  it("are asked by name", () => {
    expect(headOf(modelOf({}), "priority").classes).toEqual(["p1", "p2", "p3", "p4"]);
    expect(() => headOf(modelOf({}), "nothing")).toThrow(new RangeError("the model has no head nothing"));
  });

  it("have shares that stand scores of any size, in places of their own", () => {
    const into = new Float32Array(3).fill(7);
    expect([...shares({ name: "h", classes: ["a", "b"], offset: 1 }, Float32Array.of(2000, 0, 1000, 2000), into)]).toEqual([0, 1, 7]);
    expect([...shares({ name: "h", classes: ["a", "b"], offset: 0 }, Float32Array.of(-1000, -1000), new Float32Array(2))]).toEqual([
      0.5, 0.5,
    ]);
  });
});
