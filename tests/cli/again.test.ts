import { describe, expect, it } from "vitest";
import { again } from "../../src/cli/again.ts";
import { pathFromHere } from "../../src/cli/path-from-here.ts";
import { jobHeadline } from "../../src/cli/render/job-headline.ts";

describe("a command to go on with", () => {
  it("is for the workspace that this one was for", () => {
    expect(again("echo-cs sweep", {})).toBe("echo-cs sweep");
    expect(again("echo-cs sweep", { demo: true })).toBe("echo-cs sweep --demo");
    expect(again("echo-cs sweep", { directory: "books/mine" })).toBe("echo-cs sweep -C books/mine");
    expect(again("echo-cs sweep", { directory: "my book's; ls" })).toBe(String.raw`echo-cs sweep -C 'my book'\''s; ls'`);
  });
});

describe("a file that was written", () => {
  it("is named from the current folder, and in full where it lies outside", () => {
    expect(pathFromHere("reports/a.html", { root: "/home/me/echo-demo", cwd: "/home/me" })).toBe("echo-demo/reports/a.html");
    expect(pathFromHere("/home/me/out/a.md", { root: "/home/me/book", cwd: "/home/me" })).toBe("out/a.md");
    expect(pathFromHere("reports/a.html", { root: "/srv/book", cwd: "/home/me" })).toBe("/srv/book/reports/a.html");
  });
});

describe("a batch job", () => {
  it("that made an account's page says how the account stands", () => {
    const page = { account: "acme", name: "Acme Corp", health: { score: 47.99, tier: "red" }, open_tickets: [{}] };
    const said = (result: unknown): string => jobHeadline({ id: "a", status: "ok", exit: 0, result });
    expect(said(page)).toBe("Acme Corp: health red at 48.0, 1 open ticket");
    expect(said({ ...page, health: { score: null, tier: null }, open_tickets: [] })).toBe("Acme Corp: no health score, 0 open tickets");
    expect(said({ account: "acme", name: "Acme Corp" })).toBe("done");
  });

  it("that made a list or found something says of what, and how grave", () => {
    const said = (result: unknown, exit: 0 | 2 = 0): string => jobHeadline({ id: "a", status: "ok", exit, result });
    const row = (name: string, tier: string | null, score: number | null): object => ({ account: name, name, tier, score, coverage: 0.5 });
    expect(said([row("Teak", null, null)])).toBe("Teak: no health score");
    expect(said([row("Teak", "red", 14.04)])).toBe("Teak: health red at 14.0");
    expect(said([row("a", "red", 1), row("b", "red", 2), row("c", null, null)])).toBe("3 accounts: 2 red, 1 without a score");
    const signal = (account: string): object => ({ account, signal: "usage_down", severity: "high" });
    expect(said([signal("a"), signal("a"), signal("b")])).toBe("3 signals at 2 accounts");
    expect(said({ as_of: "2026-11-19", renewals: [{}, {}] })).toBe("2 renewals");
    expect(said({ counts: { high: 4, low: 1, medium: 0 }, findings: [{}] }, 2)).toBe("findings: 4 high, 1 low");
    expect(said({ counts: {}, findings: [] })).toBe("nothing found");
    expect(said({ other: 1 }, 2)).toBe("findings");
    expect(said([{ n: 42 }])).toBe("1 row");
  });
});
