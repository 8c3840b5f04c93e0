import { describe, expect, it } from "vitest";
import { cleanMessage } from "../../../src/domain/triage/clean-message.ts";

describe("markup", () => {
  it.each([
    // What marks a text as HTML: one tag of the usual ones, opening or closing, of any case.
    ["a <b>c", "a c"],
    ["a</B>c", "ac"],
    ["<h2>t", "t"],
    ["<hx>t", "<hx>t"],
    ["x <y> z", "x <y> z"],
    ["a<br>b <y> c", "a\nb  c"],
    // What is left out whole.
    ["<p>a</p><script>var a = 1;\nb()</script >c", "a\n c"],
    ["<p>a</p><SCRIPT src='x'>y z</SCRIPT>c", "a\n c"],
    ["<p>a</p><style>p { x }</style>c", "a\n c"],
    ["<p>a</p><!-- one\ntwo -->c<!-- three -->d", "a\n c d"],
    ["<p>a</p><style>never closed", "a\nnever closed"],
    ["<p>a</p><blockquote cite=x>old mail,\nlong</blockquote >c", "a\n\nc"],
    ['<p>a</p><div class="moz-cite-prefix">On Monday\nMia wrote</div>old', "a\n\n"],
    ['<p>a</p><div class="gmail_quote gmail_x">On Monday</div>\nold mail', "a\n\n"],
    ['<p>a</p><div class="other">b</div>c', "a\nb\nc"],
    // What ends a line.
    ["<p>a<br />b<br  >c</p >d</li>e</tr>f</h1>g</pre>h", "a\nb\nc\nd\ne\nf\ng\nh"],
    ["<b>a</b><h7>c</h7>", "ac"],
    // Addresses stand, links do not.
    ['<p>mail <m.x@acme.example> or <a href="mailto:mia@acme.example">Mia</a>', "mail <m.x@acme.example> or Mia"],
    ["<p>see <https://mia@acme.example/x>", "see "],
    ["<p>a<!doctype html><?xml x?>b", "ab"],
  ])("in %j leaves %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));
});

describe("signs written as words", () => {
  it.each([
    ["&#x1F600;&#128512;", "😀😀"],
    ["&#xfffff;|&#999999;", `${String.fromCodePoint(0xfffff)}|${String.fromCodePoint(999_999)}`],
    ["&#x1f;|&#x20;|&#x21;", " | |!"],
    ["&#0;&#1234567;", " &#1234567;"],
    ["&NBSP;&Lt;&#X41;", " <A"],
    ["a & b &; &#; &#x;", "a & b &; &#; &#x;"],
    // Once: what comes out is not read again.
    ["&amp;lt;", "&lt;"],
    ["&lt;b&gt;", "<b>"],
  ])("of %j are %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));
});

describe("attachments written as letters", () => {
  const run = (letters: number): string => "QUJDRA==".repeat(letters / 8);

  it("are left out of texts of more than 400 characters that hold a run of 120", () => {
    const of = (letters: number, length: number): string => `${run(letters)} ${"a b ".repeat(200)}`.slice(0, length);
    expect(cleanMessage(of(120, 400))).toBe(of(120, 400));
    expect(cleanMessage(of(120, 401))).toBe(` ${of(120, 401).slice(121)}`);
    expect(cleanMessage(of(112, 500))).toBe(of(112, 500));
  });

  it("are left out with what goes on in further lines", () => {
    const lines = `${run(160)}\n${run(64)}\n`;
    expect(cleanMessage(`see\n${lines}${lines}that's it`)).toBe("see\n that's it");
  });
});

describe("the lines of a message", () => {
  it.each([
    // Of mail headers there are two, one under the other.
    ["Hi\nFrom: Mia Example", "Hi\nFrom: Mia Example"],
    ["Hi\nVon: Mia Example\n\nGesendet: Montag", "Hi\nVon: Mia Example\n\nGesendet: Montag"],
    ["Hi\nDe: Mia Example\nEnviado: lunes", "Hi"],
    ["Hi\nsee here\nFrom: Mia Example", "Hi\nsee here\nFrom: Mia Example"],
    ["From: Mia Example\nSent: Monday", "From: Mia Example\nSent: Monday"],
    // The shortest ways to sign off.
    ["Hi\nmfg\nMia", "Hi\nmfg"],
    ["Hi\n  Gruß  \nMia", "Hi\nGruß"],
    ["Hi\n\nMia", "Hi\n\nMia"],
    // Nothing of one's own: then all of it.
    ["", ""],
    [" \n ", " \n "],
    ["--", "--"],
    ["> a", "> a"],
    ["--\nMia", "--\nMia"],
    ["  x  ", "  x  "],
    ["Hi\n -- \nMia", "Hi"],
    ["Hi\n---\nMia", "Hi\n---\nMia"],
  ])("of %j are %j", (raw, text) => expect(cleanMessage(raw)).toBe(text));

  it("may be quoted mail for 219 characters, not more", () => {
    const head = (length: number): string => `On ${"x".repeat(100)}${"y".repeat(length - 110)} wrote:`;
    expect(cleanMessage(`Hi\n${head(120)}\nold`)).toBe("Hi");
    expect(cleanMessage(`Hi\n${head(140)}\nold`)).toBe(`Hi\n${head(140)}\nold`);
    expect(cleanMessage(`Hi\n${"_".repeat(219)}\nold`)).toBe("Hi");
    expect(cleanMessage(`Hi\n${"_".repeat(220)}\nold`)).toBe(`Hi\n${"_".repeat(220)}\nold`);
  });
});
