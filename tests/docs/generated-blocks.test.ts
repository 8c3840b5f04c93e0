import { describe, expect, it } from "vitest";
import { blockNames, fenced, fillBlocks } from "../../scripts/generated-blocks.ts";

const PAGE = "# Page\n\n<!-- generated:one -->\nold\n<!-- /generated -->\nmine\n<!-- generated:two -->\n<!-- /generated -->\n";

describe("fillBlocks", () => {
  it("replaces what is between the markers and nothing else", () => {
    expect(fillBlocks(PAGE, (name) => `new ${name}`)).toBe(
      "# Page\n\n<!-- generated:one -->\n\nnew one\n\n<!-- /generated -->\nmine\n<!-- generated:two -->\n\nnew two\n\n<!-- /generated -->\n",
    );
  });

  it("changes nothing the second time, whatever the content holds", () => {
    const content = () => "$& $1 `x`\n| a | b |";
    const once = fillBlocks(PAGE, content);
    expect(once).toContain("$& $1");
    expect(fillBlocks(once, content)).toBe(once);
  });

  it("refuses a block that is never closed", () => {
    expect(() => blockNames("<!-- generated:one -->\ntext\n")).toThrow("1 generated blocks are opened, 0");
  });

  it("passes on that a name is unknown", () => {
    const content = (name: string): string => {
      throw new Error(`no ${name}`);
    };
    expect(() => fillBlocks(PAGE, content)).toThrow("no one");
  });
});

describe("fenced", () => {
  it("takes a fence longer than any within", () => {
    expect(fenced("a ``` b\n")).toBe("````text\na ``` b\n````");
  });
});
