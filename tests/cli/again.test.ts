import { describe, expect, it } from "vitest";
import { again } from "../../src/cli/again.ts";
import { pathFromHere } from "../../src/cli/path-from-here.ts";
import { headlineOf } from "../../src/cli/render/render-batch.ts";

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
    const said = (result: unknown): string => headlineOf({ id: "a", status: "ok", exit: 0, result });
    expect(said(page)).toBe("Acme Corp: health red at 48.0, 1 open ticket");
    expect(said({ ...page, health: { score: null, tier: null }, open_tickets: [] })).toBe("Acme Corp: no health score, 0 open tickets");
    expect(said({ account: "acme", name: "Acme Corp" })).toBe("done");
  });
});
