import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase, type QueueDatabase } from "../../../src/batch/queue/open-database.ts";
import { prepareDatabase } from "../../../src/batch/queue/prepare-database.ts";
import { Draining, rateDesk } from "../../../src/batch/queue/rate-desk.ts";
import { sharedLimits } from "../../../src/batch/queue/shared-limits.ts";
import { type ModelClient, type ModelRequest, NO_USAGE } from "../../../src/llm/model.ts";
import { TransientError } from "../../../src/llm/transient-error.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, testPostgres, type TestPostgres } from "../../../src/testing/postgres.ts";

const REQUEST: ModelRequest = { model: "m", system: [], messages: [], tools: [], maxTokens: 100 };
const REPLY = {
  content: [{ type: "text", text: "yes" }],
  stopReason: "end_turn",
  usage: { ...NO_USAGE, input: 10, output: 5 },
  model: "m",
} as const;

describeWithPostgres("limits of all workers", () => {
  let postgres: TestPostgres;
  let server: TestDatabase;
  let database: QueueDatabase;
  beforeAll(async () => {
    postgres = await testPostgres();
    server = await databaseOf(postgres);
    database = await openDatabase({ url: server.url, connections: 4, patienceMs: 10_000 });
    await prepareDatabase(database);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    await postgres.stop();
  });
  let account = "";
  let accounts = 0;
  beforeEach(() => void (account = `account-${(accounts += 1)}`));
  const desks: ReturnType<typeof rateDesk>[] = [];
  afterEach(async () => {
    for (const desk of desks.splice(0)) {
      desk.drain();
      await desk.close();
    }
  });
  const desk = (name = "w1"): ReturnType<typeof rateDesk> => {
    const one = rateDesk(database, name);
    desks.push(one);
    return one;
  };
  /** How many of these are admitted within `ms`. */
  const admitted = async (turns: readonly Promise<string>[], ms = 400): Promise<number> => {
    let count = 0;
    for (const turn of turns) turn.then(() => (count += 1)).catch(() => {});
    await wait(ms);
    return count;
  };

  it("lets no more requests through in a minute than allowed, whichever worker asks", async () => {
    const [one, two] = [desk("w1"), desk("w2")];
    const turns = [one, two].flatMap((each) =>
      Array.from({ length: 6 }, () => each.admit(account, 1, { requestsPerMinute: 7 }, undefined)),
    );
    expect(await admitted(turns)).toBe(7);
    // Ended calls count for the whole minute.
    await server.query("delete from echo.calls");
    expect(await admitted(turns, 300)).toBe(7);
    // A minute later by the database's clock, and not one second before.
    await server.query("update echo.spent set second = second - 58 where account = $1", [account]);
    expect(await admitted(turns, 1_300)).toBe(7);
    await server.query("update echo.spent set second = second - 6 where account = $1", [account]);
    expect(await admitted(turns, 1_300)).toBe(12);
  });

  it("sets tokens aside before a call and puts what it took in their place", async () => {
    const one = desk();
    const rates = { tokensPerMinute: 100 };
    const first = await one.admit(account, 90, rates, undefined);
    const second = one.admit(account, 40, rates, undefined);
    expect(await admitted([second], 300)).toBe(0);
    one.settle(account, first, 50);
    await second;
    expect(
      await server.query("select sum(tokens)::int as tokens, sum(requests)::int as requests from echo.spent where account = $1", [account]),
    ).toEqual([{ tokens: 90, requests: 2 }]);
    // One that alone is larger than a minute goes when nothing else does.
    expect(await admitted([desk().admit(`${account}b`, 500, rates, undefined)], 300)).toBe(1);
  });

  it("keeps calls at the same time to a number, and gives a place on when one ends", async () => {
    const [one, two] = [desk("w1"), desk("w2")];
    const first = [await one.admit(account, 1, { concurrency: 2 }, undefined), await two.admit(account, 1, { concurrency: 2 }, undefined)];
    const third = two.admit(account, 1, { concurrency: 2 }, undefined);
    expect(await admitted([third], 300)).toBe(0);
    one.settle(account, first[0] ?? "", 1);
    await third;
    expect(await server.query("select count(*)::int as n from echo.calls where account = $1", [account])).toEqual([{ n: 2 }]);
  });

  it("counts a call once that is admitted twice, as after a connection that was cut", async () => {
    const admit = "select admitted, wait_ms from echo.admit($1, 'w1', $2, $3, 2, null, null)";
    expect(await database.rows(admit, [account, ["a", "b", "c"], [1, 1, 1]])).toMatchObject([{ admitted: 2 }]);
    expect(await database.rows(admit, [account, ["a", "b", "c"], [1, 1, 1]])).toMatchObject([{ admitted: 2 }]);
    expect(await server.query("select sum(requests)::int as n from echo.spent where account = $1", [account])).toEqual([{ n: 2 }]);
  });

  it("a clock that goes back opens no second minute", async () => {
    const one = desk();
    for (const _ of [1, 2]) await one.admit(account, 1, { requestsPerMinute: 3 }, undefined);
    // As if the calls had been made ten seconds from now.
    await server.query("update echo.spent set second = second + 10 where account = $1", [account]);
    await server.query("update echo.limits set latest = latest + 10 where account = $1", [account]);
    expect(await admitted([1, 2, 3].map(() => one.admit(account, 1, { requestsPerMinute: 3 }, undefined)))).toBe(1);
  });

  it("a 429 slows every worker down and is made again; the job hears nothing of it", async () => {
    let refusals = 2;
    const made: number[] = [];
    const model: ModelClient = {
      complete: async () => {
        made.push(performance.now());
        if (refusals-- > 0) throw new TransientError({ code: "rate-limited", message: "slow down" }, 400);
        return REPLY;
      },
    };
    const other = desk("w2");
    const guarded = sharedLimits(desk("w1"), () => {}).guard(model, {}, account);
    const reply = guarded.complete(REQUEST);
    await wait(150);
    const began = performance.now();
    await other.admit(account, 1, {}, undefined);
    expect(performance.now() - began).toBeGreaterThan(150);
    expect(await reply).toEqual(REPLY);
    expect(made).toHaveLength(3);
    expect((made[1] ?? 0) - (made[0] ?? 0)).toBeGreaterThanOrEqual(395);
    expect(await server.query("select gap_ms from echo.limits where account = $1", [account])).toEqual([{ gap_ms: 25 }]);
  });

  it("other failures are the caller's, and what a failed call may have taken stays counted", async () => {
    const model: ModelClient = { complete: () => Promise.reject(new TransientError({ code: "model-timeout", message: "late" })) };
    await expect(
      sharedLimits(desk(), () => {})
        .guard(model, {}, account)
        .complete(REQUEST),
    ).rejects.toThrow("late");
    await wait(200);
    expect(await server.query("select tokens::int from echo.spent where account = $1", [account])).toEqual([{ tokens: 100 }]);
    expect(await server.query("select 1 from echo.calls where account = $1", [account])).toEqual([]);
  });

  it("a worker that ends turns away what waits and what comes, and says so to the job", async () => {
    let stopped = 0;
    const one = desk();
    await one.admit(account, 1, { concurrency: 1 }, undefined);
    const waiting = sharedLimits(one, () => (stopped += 1))
      .guard({ complete: async () => REPLY }, { concurrency: 1 }, account)
      .complete(REQUEST);
    await wait(100);
    one.drain();
    await expect(waiting).rejects.toThrow(Draining);
    await expect(one.admit(account, 1, {}, undefined)).rejects.toThrow(Draining);
    expect(stopped).toBe(1);
  });
});
