import { describe, expect, it } from "vitest";
import { DataError, UserError } from "../../../src/core/errors.ts";
import { callResult, errorText } from "../../../src/mcp/server/tool-result.ts";

const log = { info: () => {}, warn: () => {} };

describe("a tool's result", () => {
  it("holds no control codes, wherever they stood", async () => {
    const result = await callResult(
      async () => ({ name: "\u001B[31mEvil\u202E", rows: [["\u0007x", 1, null]], inner: { a: "\u009B2J" } }),
      log,
    );
    expect(result.structuredContent).toEqual({ name: "Evil", rows: [["x", 1, null]], inner: { a: "2J" } });
    expect(result.content).toEqual([{ type: "text", text: JSON.stringify(result.structuredContent) }]);
  });

  it("is an error where it would be too long, and says how to ask for less", async () => {
    const result = await callResult(async () => ({ text: "x".repeat(400_001) }), log);
    expect(result).toMatchObject({ isError: true });
    expect(result.content[0]?.text).toContain("smaller limit");
  });

  it("tells an expected failure whole, and a bug as one", async () => {
    const user = new UserError({ code: "bad-sql", message: "No.", found: "x", allowed: ["a", "b"], fix: "Do so." });
    expect(errorText(user)).toBe("No.\nFound: x\nAllowed: a, b\nFix: Do so.\nCall sql with `show tables`, or `describe accounts`.");
    expect(await callResult(() => Promise.reject(new DataError({ code: "d", message: "\u001B[1mBroken" })), log)).toMatchObject({
      isError: true,
      content: [{ text: "Broken" }],
    });
    const said: string[] = [];
    const bug = await callResult(() => Promise.reject(new TypeError("boom")), { ...log, warn: (line) => void said.push(line) });
    expect(bug.content[0]?.text).toContain("bug");
    expect(said).toEqual(["a tool failed: boom"]);
  });
});
