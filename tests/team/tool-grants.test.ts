import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TOOL_NAMES, toolGrants } from "../../src/team/tool-grants.ts";

describe("toolGrants", () => {
  it.each([
    ["Read, Write", ["Read", "Write"], []],
    [["Grep", "Edit"], ["Grep", "Edit"], []],
    ["[Read, 'Write']", ["Read", "Write"], []],
    ["- Read\n- Glob", ["Read", "Glob"], []],
    ["Read(*), Write()", ["Read", "Write"], []],
    ["Bash(git:*, npm:*), Read", ["Read"], ["Bash(git:*, npm:*)"]],
    ["Write(docs/**)", [], ["Write(docs/**)"]],
    ["mcp__crm__find", [], ["mcp__crm__find"]],
    ["read", [], ["read"]],
    ["", [], []],
    [null, [], []],
    [[], [], []],
    [{ Read: true }, [], []],
    [[1, true, ["Read"]], [], []],
  ])("%j grants %j", (tools, known, unknown) => {
    const grants = toolGrants(tools);
    expect(grants.all).toBe(false);
    expect([...grants.known].sort()).toEqual([...known].sort());
    expect(grants.unknown).toEqual(unknown);
  });

  it("grants all with *, read-only where the list is absent", () => {
    expect(toolGrants("*")).toEqual({ known: [...TOOL_NAMES], unknown: [], all: true });
    expect(toolGrants(["Read", "*"]).all).toBe(true);
    expect(toolGrants(undefined)).toEqual({ known: ["Read", "Grep", "Glob"], unknown: [], all: false });
  });

  it("takes disallowed tools away from any list", () => {
    expect(toolGrants("*", "Write, Edit(src/**)").known).not.toContain("Write");
    expect(toolGrants("*", "Write, Edit(src/**)").known).not.toContain("Edit");
    expect(toolGrants(undefined, ["Grep"]).known).toEqual(["Read", "Glob"]);
    expect(toolGrants("*", "*").known).toEqual([]);
    expect(toolGrants("Read, mcp__crm", "mcp__crm__delete, Write")).toEqual({
      known: ["Read"],
      unknown: ["mcp__crm"],
      all: false,
      denied: ["mcp__crm__delete"],
    });
  });

  it("never grants a name that the list does not hold", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...TOOL_NAMES), fc.string({ maxLength: 12 }))), (list) => {
        const { known, all } = toolGrants(list.join(", "));
        expect(all || known.every((name) => list.join(", ").includes(name))).toBe(true);
      }),
    );
  });
});
