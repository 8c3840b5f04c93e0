import { describe, expect, it } from "vitest";
import { patternTitle } from "../../../src/domain/patterns/pattern-title.ts";
import { tellingWords } from "../../../src/domain/patterns/telling-words.ts";

describe("a title", () => {
  const of = (...subjects: string[]): string => patternTitle(subjects.map((subject) => ({ subject, body: "the body" })));

  it("has the words that most subjects have, each subject as often as it is there", () => {
    expect(of("zeta export fails", "alpha broken", "zeta export fails")).toBe("zeta export fails");
    // "labels print" has what three subjects say of it: (3 + 2) / 4 against (3 + 1 + 1) / 5.
    expect(of("labels print", "big labels torn", "labels print")).toBe("labels print");
    expect(of("odd", "zeta zeta zeta", "zeta sheet")).toBe("zeta sheet");
  });

  it("is of equals the most frequent, then the first by letters", () => {
    // One word in three of a score of 3 / 3, two words in two of (2 + 2) / 4.
    expect(of("beta broken", "solo", "solo", "beta broken", "solo")).toBe("solo");
    expect(of("zeta lost", "beta lost")).toBe("beta lost");
  });

  it("does not count words of two letters, and may have none", () => {
    expect(of("is it on or by", "print")).toBe("print");
    expect(of("cat", "??", "it is")).toBe("cat");
    expect(of("???", "print")).toBe("print");
    expect(of("???")).toBe("???");
  });

  it("is a body where there is no subject, on one line", () => {
    expect(patternTitle([{ subject: " \t", body: "  It \n\n stops " }])).toBe("It stops");
    expect(
      patternTitle([
        { subject: "", body: "" },
        { subject: "", body: "It stops" },
      ]),
    ).toBe("It stops");
  });
});

describe("telling words", () => {
  const five = (body: string, subject = "") =>
    ["a", "b", "c", "d", "e"].map((capability, at) => ({ subject, body: body.replace("#", `own${"uvwxy"[at] ?? ""}`), capability }));
  const words = (body: string, subject = ""): readonly string[] | undefined => tellingWords(five(body, subject))[0]?.words;

  it("are those of sentences that are not in tickets about five capabilities", () => {
    expect(words("Hello there. The # is down")).toEqual(["the", "ownu", "is", "down"]);
    expect(tellingWords(five("Hello there. The # is down").slice(0, 4))[0]?.words).toHaveLength(6);
    for (const mark of [".", "!", "?", ";", ":", "...", "?!", ".\n", "\n", "\n\n", ". \n "])
      expect(words(`Hello there${mark === mark.trim() ? `${mark} ` : mark}the # is down`), JSON.stringify(mark)).toEqual([
        "the",
        "ownu",
        "is",
        "down",
      ]);
    // A mark within a word ends no sentence, nor does a comma.
    expect(words("hello.there the # is")).toEqual(["hello", "there", "the", "ownu", "is"]);
    expect(words("hello there, the # is")).toEqual(["hello", "there", "the", "ownu", "is"]);
    expect(words("The # is down. Hello there!")).toEqual(["the", "ownu", "is", "down"]);
  });

  it("stay where more than 35 % of a sentence's tickets are about one capability", () => {
    const tickets = (...counts: number[]) =>
      counts.flatMap((count, at) => Array.from({ length: count }, () => ({ subject: "", body: "Hello there", capability: `c${at}` })));
    // Seven of twenty are 35 %.
    expect(tellingWords(tickets(7, 5, 4, 2, 2))[0]?.words).toEqual([]);
    expect(tellingWords(tickets(8, 5, 3, 2, 2))[0]?.words).toEqual(["hello", "there"]);
    expect(tellingWords(tickets(6, 5, 5, 4))[0]?.words).toEqual(["hello", "there"]);
    // Tickets of which nothing is known are one kind more.
    const unknown = tickets(6, 5, 5, 4).map((one) => (one.capability === "c0" ? { ...one, capability: null } : one));
    expect(tellingWords([...unknown, ...tickets(1)])[0]?.words).toEqual([]);
  });

  it("count a sentence once in a ticket, be it the subject", () => {
    const twice = five("Hello there. The # is down. Hello there", "Hello there");
    const [, ...others] = twice;
    const mostly = { subject: "Hello there", body: "hello there! Hello there", capability: "a" };
    expect(tellingWords([mostly, ...others])[0]).toEqual({ words: [], subjectWords: 0 });
    expect(words("The # is down", "Hello there")).toEqual(["the", "ownu", "is", "down"]);
  });

  it("leave out letters and numbers by themselves, and read what is written otherwise alike", () => {
    const of = (body: string, subject = "") => tellingWords([{ subject, body, capability: null }])[0];
    expect(of("I got 42 of 2fa, x25 and an é")?.words).toEqual(["got", "of", "x25", "and", "an"]);
    expect(of("Café’s DOWN", "Über")).toEqual({ words: ["uber", "cafe's", "down"], subjectWords: 1 });
    expect(of("?!", "--")).toEqual({ words: [], subjectWords: 0 });
  });

  it("are the first four hundred, the subject's among them", () => {
    const long = (count: number, start: string): string => Array.from({ length: count }, (_, at) => `${start}${at}`).join(" ");
    const of = (subject: number, body: number) => {
      const [told] = tellingWords([{ subject: long(subject, "s"), body: long(body, "b"), capability: null }]);
      return [told?.words.length, told?.subjectWords, told?.words.at(-1)];
    };
    expect([of(300, 100), of(300, 101), of(401, 5)]).toEqual([
      [400, 300, "b99"],
      [400, 300, "b99"],
      [400, 400, "s399"],
    ]);
  });
});
