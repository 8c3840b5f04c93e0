import { describe, expect, it } from "vitest";
import { deadMentions } from "../../scripts/doc-mentions.ts";
import { rootPath } from "../../scripts/root.ts";

const dead = (markdown: string) => deadMentions(rootPath("docs/page.md"), markdown, new Set(["ask", "shell-init", "help"]));

describe("deadMentions", () => {
  it("names commands in code that do not exist", () => {
    expect(dead("```sh\nnpx echo-cs aks x | echo-cs ask y\n```\nand `echo-cs -C dir qbr`")).toEqual([
      "there is no command aks",
      "there is no command qbr",
    ]);
  });

  it("takes a substitution and an option for what they are", () => {
    expect(dead('`eval "$(echo-cs shell-init bash)"`, `echo-cs --help`, the package echo-cs itself')).toEqual([]);
  });

  it("names links that lead nowhere, outside of code", () => {
    expect(dead("[a](../package.json#x) [b](gone.md) [c](https://example.com/x) [d](#here) `[e](none.md)`")).toEqual([
      "there is no file gone.md",
    ]);
  });
});
