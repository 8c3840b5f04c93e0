import { describe, expect, it } from "vitest";
import { cleanMessage } from "../../../src/domain/triage/clean-message.ts";
import { deadlines } from "../../../src/domain/triage/deadlines.ts";
import { lightStem } from "../../../src/domain/triage/light-stem.ts";
import { foldWord } from "../../../src/domain/triage/fold-word.ts";
import { mentionedNumbers } from "../../../src/domain/triage/mentioned-numbers.ts";
import { ownCopy } from "../../../src/domain/triage/own-copy.ts";

describe("stems and folded words", () => {
  it.each([
    ["companies", "compani"],
    ["ties", "tie"],
    ["classes", "class"],
    ["crashes", "crash"],
    ["boxes", "box"],
    ["buzzes", "buzz"],
    ["matches", "match"],
    ["houses", "hous"],
    ["status", "status"],
    ["analysis", "analysis"],
    ["class", "class"],
    ["planning", "plan"],
    ["calling", "call"],
    ["bring", "bring"],
    ["string", "string"],
    ["agreed", "agreed"],
    ["need", "need"],
    ["needed", "need"],
    ["planned", "plan"],
    ["passed", "pass"],
    ["shipped", "ship"],
    ["sync", "sync"],
    ["syncing", "sync"],
    ["pay", "pay"],
    ["play", "plai"],
    ["the", "the"],
    ["code", "cod"],
    ["4xx5", "4xx5"],
    ["ones2", "ones2"],
  ])("cuts %s to %s", (word, stem) => expect(lightStem(word)).toBe(stem));

  it.each([
    ["größe", "grosse"],
    ["cœur", "coeur"],
    ["æther", "aether"],
    ["søn", "son"],
    ["łódź", "lodz"],
    ["l’avis", "lavis"],
    ["can't", "cant"],
    ["abc123", "abc123"],
    ["a_b", "a_b"],
  ])("folds %s to %s", (word, folded) => expect(foldWord(word)).toBe(folded));

  it("copies what is cut out of a longer text", () => {
    for (const text of ["short", "exactly13char", "x".repeat(4095), "ä".repeat(4097), `${"ab".repeat(6000)}ü`])
      expect(ownCopy(text)).toBe(text);
  });
});

describe("numbers in a text", () => {
  it.each([
    ["$18,400", 18_400, 0],
    ["€ 12.5", 12.5, 0],
    ["USD 1 200", 1200, 0],
    ["£3k", 3000, 0],
    ["3k €", 3000, 0],
    ["1.250,50 EUR", 1250.5, 0],
    ["1'000'000 chf", 1_000_000, 0],
    ["40 dollars and 60 pounds", 60, 0],
    ["60 pounds and 40 dollars", 60, 0],
    ["9.99 euros", 9.99, 0],
    ["1,234 users", 0, 1234],
    ["12 affected users, 7 people", 0, 12],
    ["7 people, 12 new users", 0, 12],
    ["35 very angry users", 0, 0],
    ["5 seats for $90", 90, 5],
    ["the users of 2026", 0, 0],
    ["no digits, $ users", 0, 0],
    ["3000 euro", 3000, 0],
  ])("of %j are a sum of %d and %d people", (text, amount, users) => expect(mentionedNumbers(text)).toMatchObject({ amount, users }));
});

describe("deadlines", () => {
  const on = (text: string, written: string | null = "2026-11-18"): unknown[] =>
    deadlines(text, written ?? undefined, true).map(({ text: words, on: day }) => [words, day]);

  // 2026-11-18 is a Wednesday.
  it.each([
    ["by Wednesday", "by Wednesday", "2026-11-18"],
    ["by next Tuesday", "by next Tuesday", "2026-11-24"],
    ["until Thursday", "until Thursday", "2026-11-19"],
    ["bis Freitag", "bis Freitag", "2026-11-20"],
    ["avant samedi", "avant samedi", "2026-11-21"],
    ["antes del domingo", "antes del domingo", "2026-11-22"],
    ["by today", "by today", "2026-11-18"],
    ["it must work tonight", "tonight", "2026-11-18"],
    ["by tomorrow", "by tomorrow", "2026-11-19"],
    ["morgen früh", "morgen früh", "2026-11-19"],
    ["demain", "demain", "2026-11-19"],
    ["mañana por la mañana", "mañana por la mañana", "2026-11-19"],
    ["hoy mismo", "hoy mismo", "2026-11-18"],
    ["within 3 hours", "within 3 hours", "2026-11-18"],
    ["in 12 Stunden", "in 12 Stunden", "2026-11-18"],
    ["dans 2 heures", "dans 2 heures", "2026-11-18"],
    ["en 4 horas", "en 4 horas", "2026-11-18"],
    ["within the next 2 weeks", "within the next 2 weeks", "2026-12-02"],
    ["innerhalb von 3 Tagen", "innerhalb von 3 Tagen", "2026-11-21"],
    ["in 2 Wochen", "in 2 Wochen", "2026-12-02"],
    ["dans 1 semaines", "dans 1 semaines", "2026-11-25"],
    ["dentro de 3 semanas", "dentro de 3 semanas", "2026-12-09"],
    ["by end of day", "by end of day", "2026-11-18"],
    ["before close of business", "before close of business", "2026-11-18"],
    ["by the end of the month", "by the end of the month", null],
    ["this afternoon", "this afternoon", null],
    ["by 24.12.2026", "by 24.12.2026", "2026-12-24"],
    ["by 24/12/2026", "by 24/12/2026", "2026-12-24"],
    ["by 13/12/2026", "by 13/12/2026", "2026-12-13"],
    ["by 12/11/2026", "by 12/11/2026", null],
    ["by 2026-12-24", "by 2026-12-24", "2026-12-24"],
    ["by 3rd December", "by 3rd December", "2026-12-03"],
    ["by December 3rd, 2027", "by December 3rd, 2027", "2027-12-03"],
    ["am 3. März", "am 3. März", "2027-03-03"],
    ["el 5 de enero de 2027", "el 5 de enero de 2027", "2027-01-05"],
    ["on 18 November", "on 18 November", "2026-11-18"],
    ["on 17 November", "on 17 November", "2027-11-17"],
    ["on 31 November", "on 31 November", null],
    ["by  the\n 1 dec", null, null],
  ])("reads %j", (text, words, day) => expect(on(text)).toEqual(words === null ? [] : [[words, day]]));

  it("without the day of the ticket knows only what says its year", () => {
    expect(on("by Friday, by tomorrow, within 3 days, by end of day", null)).toEqual([
      ["by Friday", null],
      ["by tomorrow", null],
      ["within 3 days", null],
      ["by end of day", null],
    ]);
    expect(on("by 3 December, by 3 December 2026", null)).toEqual([
      ["by 3 December", null],
      ["by 3 December 2026", "2026-12-03"],
    ]);
  });

  it("gives four, each once, of the first 4,000 characters", () => {
    expect(on("by Friday and by  Friday")).toEqual([["by Friday", "2026-11-20"]]);
    expect(on("by monday, by tuesday, by wednesday, by thursday, by friday")).toHaveLength(4);
    expect(on(`${"x".repeat(3990)} by Friday`)).toEqual([["by Friday", "2026-11-20"]]);
    expect(on(`${"x".repeat(3995)} by Friday`)).toEqual([]);
    expect(on("by 2026-11-17 and by 2026-11-18")).toEqual([["by 2026-11-18", "2026-11-18"]]);
    expect(deadlines("by Friday", "2026-11-18", false)).toEqual([]);
    expect(deadlines("by 2026-12-01", "2026-11-18", false)).toHaveLength(1);
    expect(deadlines("by 1.12.2026", "2026-11-18", false)).toHaveLength(1);
    expect(on("nearby Friday")).toEqual([]);
    expect(on("by Fridayish")).toEqual([]);
  });
});

describe("the customer's own words", () => {
  it.each([
    ["<p>One</p><p>Two</p>", "One\nTwo\n"],
    ["<div>a<br/>b</div>", "a\nb\n"],
    ["a <!-- hidden --> <b>c</b>", "a   c"],
    ["<head><title>x</title></head><p>y</p>", " y\n"],
    ["<p>new</p><blockquote>old</blockquote><p>more</p>", "new\n\nmore\n"],
    ["<p>new</p><blockquote>old", "new\n\n"],
    ['<p>new</p><div class="gmail_quote">old</div>', "new\n\n"],
    ["<p>mail <mia@acme.example> now</p>", "mail <mia@acme.example> now\n"],
    ["<tr><td>1</td></tr><h2>t</h2><pre>z</pre>", "1\nt\nz\n"],
    ["x < y > z", "x < y > z"],
    ["a &amp;&lt;&gt;&quot;&apos;&nbsp;b", "a &<>\"' b"],
    ["&#65;&#x42;&#X43;&#7;&#x110000;", "ABC &#x110000;"],
    ["&AMP; &unknown;", "& &unknown;"],
    ["&#32;|&#31;|", " | |"],
  ])("of %j are %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));

  it.each([
    ["Hello\nOn Mon, 3 Nov 2026 Mia wrote:\nold", "Hello"],
    ["Hallo\nAm 3.11.2026 um 9 schrieb Mia:\nalt", "Hallo"],
    ["Salut\nLe lun. 3 nov. Mia a écrit :\nvieux", "Salut"],
    ["Hola\nEl lun, 3 nov Mia escribió:\nviejo", "Hola"],
    ["Hi\n-----Original Message-----\nold", "Hi"],
    ["Hi\n___________\nold", "Hi"],
    ["Hi\nBegin forwarded message:\nold", "Hi"],
    ["Hi\nFrom: Mia Example\nSent: Monday at nine\nold", "Hi"],
    ["Hi\nFrom: Mia Example\nand more", "Hi\nFrom: Mia Example\nand more"],
    ["On Mon, 3 Nov 2026 Mia wrote:\nthe rest", "On Mon, 3 Nov 2026 Mia wrote:\nthe rest"],
    ["Hi\n--\nMia", "Hi"],
    ["Hi\n__\nMia", "Hi"],
    ["Hi\n> old\nnew", "Hi\nnew"],
    ["Hi\n  > old\nnew", "Hi\nnew"],
    ["Hi\nThanks\nMia", "Hi\nThanks"],
    ["Thanks\nMia", "Thanks\nMia"],
    ["Hi\nMit freundlichen Grüßen\nMia", "Hi\nMit freundlichen Grüßen"],
    ["Hi\nBien à vous,\nMia", "Hi\nBien à vous,"],
    ["Hi\nmany thanks for nothing\nMia", "Hi\nmany thanks for nothing\nMia"],
    ["> a\n> b", "> a\n> b"],
    ["> a\n\n", "> a\n\n"],
  ])("in %j are %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));

  it.each([
    ["On Mon, 3 Nov 2026 Mia wrote:\n> old\nnew", "On Mon, 3 Nov 2026 Mia wrote:\nnew"],
    ["Hi\nFrom: Mia Example\n  Sent: Monday", "Hi"],
    ["Hi\nFrom: ab\nSent: cd\nold", "Hi\nFrom: ab\nSent: cd\nold"],
    ["Hi\nFrom: abc\nSent: cd\nold", "Hi"],
    [`Hi\nFrom: ${"x".repeat(213)}\nSent: cd\nold`, "Hi"],
    [`Hi\nFrom: ${"x".repeat(214)}\nSent: cd\nold`, `Hi\nFrom: ${"x".repeat(214)}\nSent: cd\nold`],
    [`Hi\nThanks${"!".repeat(33)}\nMia`, `Hi\nThanks${"!".repeat(33)}`],
    [`Hi\nThanks${"!".repeat(34)}\nMia`, `Hi\nThanks${"!".repeat(34)}\nMia`],
    ["> a\n  ", "> a\n  "],
    ["a<br>b", "a\nb"],
    ["</p>x", "\nx"],
  ])("in %j, to the letter, are %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));

  it("end with a sign-off in the last eight lines only", () => {
    const lines = (after: number): string => ["Hi", "Cheers", ...Array.from({ length: after }, (_, at) => `line ${at}`)].join("\n");
    expect(cleanMessage(lines(7))).toBe("Hi\nCheers");
    expect(cleanMessage(lines(8))).toBe(lines(8));
  });

  it("are cut at twenty thousand characters, and are without attachments", () => {
    expect(cleanMessage("a ".repeat(10_001))).toHaveLength(20_000);
    const letters = "QUJD".repeat(110);
    expect(cleanMessage(`see ${letters} end`)).toBe("see  end");
    expect(cleanMessage(`see ${"QUJD".repeat(40)} end`)).toContain("QUJD");
    expect(cleanMessage(`${letters} data:image/png;base64,AAAA= end`).trim()).toBe("end");
  });
});
