import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docPage } from "../../scripts/doc-steps.ts";
import { differenceOf } from "../../scripts/same-output.ts";
import { shellLine } from "../../scripts/shell-line.ts";

const PAGE = `# Page

<!-- workspace: clone -->
<!-- setup: echo-cs init book -->

\`\`\`sh
echo-cs ask "why?" \\
  --demo
echo-cs check # exit 2
# only a comment
\`\`\`

\`\`\`text
shown
\`\`\`

<!-- no-run: needs a key -->

\`\`\`sh
echo-cs chat
\`\`\`

Words between.

\`\`\`text
not an output
\`\`\`

<!-- exit: 5 -->
<!-- file: a.csv -->

\`\`\`csv
x,y
\`\`\`

<!-- exit: 5 -->

\`\`\`sh
echo-cs qbr
\`\`\`
`;

describe("docPage", () => {
  it("reads commands, exits, outputs, files and what is not run", () => {
    expect(docPage(PAGE)).toEqual({
      workspace: "clone",
      steps: [
        { kind: "command", line: 4, text: "echo-cs init book", exit: 0 },
        { kind: "command", line: 7, text: 'echo-cs ask "why?"  --demo', exit: 0 },
        { kind: "command", line: 9, text: "echo-cs check # exit 2", exit: 2, output: "shown" },
        { kind: "command", line: 20, text: "echo-cs chat", exit: 0, skipped: "needs a key" },
        { kind: "file", line: 32, name: "a.csv", text: "x,y\n" },
        { kind: "command", line: 39, text: "echo-cs qbr", exit: 5 },
      ],
    });
  });

  it("lets a remark hold for the next block only", () => {
    const { steps } = docPage("<!-- exit: 2 -->\n\nWords.\n\n```sh\necho-cs check\n```\n");
    expect(steps).toEqual([{ kind: "command", line: 6, text: "echo-cs check", exit: 0 }]);
  });
});

describe("shellLine", () => {
  const wordsOf = (line: string) => shellLine(line).map((pipeline) => pipeline.map(({ words }) => words));

  it("takes quotes, pipes, lists, comments and npx for what they are", () => {
    expect(wordsOf(`npm ci && npx echo-cs ask "why | is \\"A\\"?" --x='a && b' | jq '.[] | .id' # words | more`)).toEqual([
      [["npm", "ci"]],
      [
        ["echo-cs", "ask", 'why | is "A"?', "--x=a && b"],
        ["jq", ".[] | .id"],
      ],
    ]);
  });

  it("sees where output goes, and what is set before a program", () => {
    expect(shellLine("TOKEN=a echo-cs check --format sarif > out.sarif")[0]?.[0]).toMatchObject({
      words: ["echo-cs", "check", "--format", "sarif"],
      env: { TOKEN: "a" },
      into: { file: "out.sarif", append: false },
    });
    expect(shellLine("echo-cs a 'x > y' >> f")[0]?.[0]).toMatchObject({
      words: ["echo-cs", "a", "x > y"],
      into: { file: "f", append: true },
    });
  });

  it("gives back any words that stand in single quotes", () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !text.includes("'"));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const line = `echo-cs ${words.map((each) => `'${each}'`).join(" ")}`;
        expect(wordsOf(line)).toEqual([[["echo-cs", ...words]]]);
      }),
    );
  });
});

describe("differenceOf", () => {
  it("lets … stand for text of a line, and for lines", () => {
    expect(differenceOf("a … z\n…\nend", "a b c z\n1\n2\nend\n")).toBeUndefined();
    expect(differenceOf("…\nend", "end")).toBeUndefined();
    expect(differenceOf("one", "one\n")).toBeUndefined();
  });

  it("names what differs", () => {
    expect(differenceOf("a\nb", "a\nc")).toBe("shown:   b\nprinted: c");
    expect(differenceOf("a", "a\nb")).toBe("shown:   (the end)\nprinted: b");
    expect(differenceOf("a\nb", "a")).toBe("shown:   b\nprinted: (the end)");
    expect(differenceOf("cost 1.5", "cost 125")).toContain("shown:   cost 1.5");
  });

  it("finds any text in itself, and in itself with any lines left out", () => {
    const lines = fc.array(fc.stringMatching(/^[!-~][ -~]{0,11}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), (all, a, b) => {
        const [from = 0, to = 0] = [a % all.length, b % all.length].sort((x, y) => x - y);
        expect(differenceOf(all.join("\n"), all.join("\n"))).toBeUndefined();
        expect(differenceOf([...all.slice(0, from), "…", ...all.slice(to)].join("\n"), all.join("\n"))).toBeUndefined();
      }),
    );
  });
});
