import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJobs } from "../../src/batch/parse-jobs.ts";
import { splitWords } from "../../src/batch/split-words.ts";
import { EchoError } from "../../src/core/errors.ts";

const ASK = { id: "q1", question: "why is Acme churning?" };
const HEALTH = { id: "h1", command: "health", args: ["acme", "--as-of", "2026-10-01"] };

function failure(text: string, file: string): EchoError {
  try {
    parseJobs(text, file);
  } catch (error) {
    if (error instanceof EchoError) return error;
  }
  throw new Error("it was read");
}

describe("a file of jobs", () => {
  const same = [
    { id: "q1", command: "ask", args: ["--", "why is Acme churning?"] },
    { id: "h1", command: "health", args: ["acme", "--as-of", "2026-10-01"] },
  ];

  it("says the same in NDJSON, a JSON list, YAML and CSV", () => {
    const texts = {
      "jobs.ndjson": `${JSON.stringify(ASK)}\n\n${JSON.stringify(HEALTH)}\n`,
      "jobs.json": JSON.stringify([ASK, HEALTH]),
      "jobs.yaml": "- id: q1\n  question: why is Acme churning?\n- {id: h1, command: health, args: [acme, --as-of, 2026-10-01]}\n",
      "jobs.yml":
        "jobs:\n  - id: q1\n    question: why is Acme churning?\n  - id: h1\n    command: health\n    args: acme --as-of 2026-10-01\n",
      "jobs.csv": "id,question,command,args\nq1,why is Acme churning?,,\nh1,,health,acme --as-of 2026-10-01\n",
    };
    for (const [file, text] of Object.entries(texts)) {
      const read = parseJobs(text, file).map(({ id, command, args }) => ({ id, command, args }));
      expect(read, file).toEqual(same);
      // Without a telling name, the text tells.
      expect(
        parseJobs(text, "<stdin>").map(({ id }) => id),
        file,
      ).toEqual(["q1", "h1"]);
    }
  });

  it("takes a command with its words in one line", () => {
    const [job] = parseJobs('{"id":"x","command":"churn score --top 5","args":["acme"]}', "jobs.ndjson");
    expect([job?.command, job?.args]).toEqual(["churn", ["score", "--top", "5", "acme"]]);
  });

  it("names file, line and column of what is wrong", () => {
    const cases: readonly [string, string, string, number, number][] = [
      ["jobs.ndjson", `${JSON.stringify(ASK)}\n{"id":"x","questoin":"?"}\n`, "job-key", 2, 11],
      ["jobs.ndjson", `${JSON.stringify(ASK)}\n${JSON.stringify(ASK)}\n`, "job-twice", 2, 12],
      ["jobs.ndjson", `${JSON.stringify(ASK)}\n{"id": 3,, }\n`, "job-json", 2, 10],
      ["jobs.ndjson", '{"question":"?"}\n', "job-id", 1, 1],
      ["jobs.ndjson", '{"id":"x"}\n', "job-invalid", 1, 1],
      ["jobs.ndjson", '{"id":"x","question":"?","command":"health"}\n', "job-invalid", 1, 26],
      ["jobs.yaml", "- id: q1\n  question: a\n- id: q2\n  args: {a: 1}\n  command: health\n", "job-args", 4, 3],
      ["jobs.yaml", "- id: q1\n  question: a\n  question: b\n", "job-yaml", 3, 3],
      ["jobs.csv", "id,question\nq1,a\nq1,b\n", "job-twice", 3, 4],
      ["jobs.csv", "name,question\nq1,a\n", "job-csv", 1, 1],
      ["jobs.ndjson", "", "no-jobs", Number.NaN, Number.NaN],
    ];
    for (const [file, text, code, line, column] of cases) {
      const { detail } = failure(text, file);
      expect([detail.code, detail.place?.file], text).toEqual([code, file]);
      if (!Number.isNaN(line)) expect([detail.place?.line, detail.place?.column], text).toEqual([line, column]);
    }
  });

  it("keeps terminal escapes out of ids", () => {
    expect(failure(JSON.stringify({ id: "a\u001B[31m", question: "?" }), "jobs.ndjson").code).toBe("job-id");
  });
});

describe("words of a line", () => {
  it("are as a shell splits them", () => {
    expect(splitWords(`acme --play "re covery" 'a "b"' c\\ d ""`)).toEqual(["acme", "--play", "re covery", 'a "b"', "c d", ""]);
    expect(splitWords('acme "open')).toBeNull();
  });

  it("come back whole, whatever is in them, once quoted", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const line = words.map((word) => `"${word.replaceAll(/(["\\])/g, "\\$1")}"`).join(" ");
        expect(splitWords(line)).toEqual(words);
      }),
    );
  });
});

describe("a file of jobs with several faults", () => {
  it("has them all named, with samples in its own format", () => {
    const { detail } = failure("id,question\nq1,a\nq2,\n,c\nq1,b\n", "jobs.csv");
    expect([detail.code, detail.place?.line, detail.allowed?.[0]]).toEqual(["job-invalid", 3, "id,question,command,args"]);
    expect(detail.fix).toMatch(/the 2 others; nothing was run\.\n +line 4: A job needs an id.*\n +line 5: Two jobs have the id q1/);
    expect(failure('{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n', "jobs.ndjson").detail.fix).toMatch(/the 2 others.*\n.*line 2.*\n.*line 3/);
  });

  it("has at most 20 named", () => {
    const { detail } = failure(`id,question\n${"q1,a\n".repeat(30)}`, "jobs.csv");
    expect(detail.code).toBe("job-twice");
    // The first repeat is the error itself, 19 stand in the fix, and 9 are a number.
    expect(detail.fix?.split("\n")).toHaveLength(21);
    expect(detail.fix).toMatch(/and 9 more$/);
  });
});
