import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandJobs, type FindAccounts } from "../../src/batch/expand-jobs.ts";
import type { JobDraft } from "../../src/batch/job-draft.ts";
import { parseJobs } from "../../src/batch/parse-jobs.ts";
import { isInShard, parseShard } from "../../src/batch/shard.ts";

const ACCOUNTS: FindAccounts = async (filter) =>
  filter === "none"
    ? []
    : [
        { account: "acme", values: { account: "Acme Corp", arr: "$118,800" } },
        { account: "globex", values: { account: "Globex", arr: "$90,000" } },
      ];

function template(question: string): JobDraft[] {
  const place = { file: "<command line>", line: 1, column: 1 };
  return [{ id: "", command: "ask", args: ["--", question], values: {}, accounts: undefined, place }];
}

describe("placeholders", () => {
  it("make a job for each account, named by it", async () => {
    const jobs = await expandJobs(template("review {account} ({arr}), {{not this}}"), "all", ACCOUNTS);
    expect(jobs.map(({ id, args }) => [id, args[1]])).toEqual([
      ["acme", "review Acme Corp ($118,800), {not this}"],
      ["globex", "review Globex ($90,000), {not this}"],
    ]);
  });

  it("leave jobs without any alone, and put the account behind the id of others", async () => {
    const drafts = parseJobs(
      '{"id":"a","command":"check"}\n{"id":"b","command":"health","args":["{account}"],"accounts":"tier=red"}\n',
      "j.ndjson",
    );
    expect((await expandJobs(drafts, undefined, ACCOUNTS)).map(({ id }) => id)).toEqual(["a", "b-acme", "b-globex"]);
  });

  it("take values from columns and from `with`", async () => {
    const drafts = parseJobs("id,question,who\nx,why is {who} churning?,Acme\n", "j.csv");
    expect((await expandJobs(drafts, undefined, ACCOUNTS))[0]?.args[1]).toBe("why is Acme churning?");
  });

  it("that nothing fills are refused with their place", async () => {
    const drafts = parseJobs('\n{"id":"x","question":"review {acount}","with":{"account":"Acme"}}\n', "j.ndjson");
    await expect(expandJobs(drafts, undefined, ACCOUNTS)).rejects.toMatchObject({
      code: "placeholder-empty",
      detail: { place: { file: "j.ndjson", line: 2 }, allowed: ["did you mean {account}?"] },
    });
  });

  it("never turn a value into an option", async () => {
    const hostile: FindAccounts = async () => [{ account: "x", values: { account: "--record=/tmp/x" } }];
    const drafts = parseJobs('{"id":"b","command":"health","args":["{account}"]}', "j.ndjson");
    await expect(expandJobs(drafts, "all", hostile)).rejects.toMatchObject({ code: "placeholder-option" });
    // Behind the dashes of a question it can do no harm.
    expect((await expandJobs(template("{account}"), "all", hostile))[0]?.args).toEqual(["--", "--record=/tmp/x"]);
  });
});

describe("shards", () => {
  it("share the jobs out: each is in exactly one, whatever else there is", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 9 }), (ids, of) => {
        for (const id of ids)
          expect(Array.from({ length: of }, (_, index) => isInShard(id, { number: index + 1, of })).filter(Boolean)).toHaveLength(1);
      }),
    );
  });

  it("are written 2/5", () => {
    expect(parseShard(" 2/5 ")).toEqual({ number: 2, of: 5 });
    for (const wrong of ["0/5", "6/5", "2", "a/b", "1/0"]) expect(() => parseShard(wrong)).toThrow("is no part");
  });
});
