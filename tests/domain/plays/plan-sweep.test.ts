import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { SEVERITIES } from "../../../src/domain/brief/brief.ts";
import { TIERS } from "../../../src/domain/health/tier.ts";
import { planSweep } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweptAccount, SweptTask } from "../../../src/domain/plays/swept.ts";
import { account, carriedOut, input, KEYS, plan, signal, TODAY } from "./sweep-sample.ts";

const fell = account({ tier: "yellow", score: 61, before: { tier: "green", recorded: true } });
const later = (days: number): string => addDays(TODAY, days);

describe("an account that turns yellow or red", () => {
  it("gets outreach due in 48 hours, with the playbook's steps, an owner and a reason", () => {
    const [step, ...others] = plan([fell]).steps;
    expect(others).toEqual([]);
    expect(step).toMatchObject({ op: "open", intent: "churn", stage: "at risk", task: null });
    expect(step?.play).toMatchObject({
      type: "risk",
      priority: "medium",
      owner: "customer-success-manager",
      ownerName: "Dana Fox",
      due: later(2),
    });
    expect(step?.play.reason).toBe("health fell from green to yellow (score 61.0)");
    expect(step?.items.map(({ id }) => id)).toEqual(
      ["assess", "reach-out", "recovery-plan", "weekly"].map((id) => `churn-diagnosis/${id}`),
    );
  });

  it("gets none where it was so before, unless nobody had ever looked and it is red", () => {
    const was = { tier: "red", score: 30, before: { tier: "red", recorded: true } } as const;
    expect(plan([account(was)]).steps).toEqual([]);
    expect(plan([account({ ...was, before: { tier: "red", recorded: false } })]).steps).toMatchObject([
      { op: "open", play: { priority: "high" } },
    ]);
    expect(plan([account({ ...was, tier: "yellow", before: { tier: "yellow", recorded: false } })]).steps).toEqual([]);
  });

  it("is closed as recovered when back to green, and as lost when it leaves", () => {
    const tasks = carriedOut(plan([fell]));
    expect(plan([account()], tasks, later(9)).steps).toMatchObject([
      {
        op: "close",
        stage: "recovered",
        ending: { on: later(9), outcome: "recovered", reason: "back to green (score 88.0) after 9 days" },
      },
    ]);
    expect(plan([account({ tier: null, leftOn: later(8) })], tasks, later(9)).steps).toMatchObject([
      { op: "close", ending: { outcome: "lost" } },
    ]);
    const notice = account({ signals: [signal("cancellation_requested", "critical")] });
    expect(plan([notice], tasks, later(9)).steps.filter(({ op }) => op === "close")).toEqual([]);
  });

  it("keeps the newest reason where its health falls further, with the day", () => {
    const tasks = carriedOut(plan([fell]));
    const further = account({ tier: "red", score: 48, before: { tier: "yellow", recorded: true } });
    const fallen = plan([further], tasks, later(9));
    expect(fallen.steps).toMatchObject([{ op: "update", play: { reason: `on ${later(9)} health fell from yellow to red (score 48.0)` } }]);
    const told = carriedOut(fallen, tasks);
    expect(plan([further], told, later(9)).steps).toEqual([]);
    // From then on it stands, and a task opened today is not told twice.
    expect(plan([account({ tier: "red", score: 47, before: { tier: "red", recorded: true } })], told, later(10)).steps).toEqual([]);
    expect(plan([fell], tasks).steps).toEqual([]);
  });

  it("is told as failed after 30 days, once, and closes late when it recovers after all", () => {
    const still = account({ tier: "yellow", score: 60, before: { tier: "yellow", recorded: true } });
    const opened = carriedOut(plan([fell]));
    expect(plan([still], opened, later(30)).steps).toEqual([]);
    const failed = plan([still], opened, later(31));
    expect(failed.steps).toMatchObject([
      { op: "fail", play: { failedOn: later(31), priority: "critical", due: later(33) }, items: [{ id: "sweep/not-recovered" }] },
    ]);
    const told = carriedOut(failed, opened);
    expect(plan([still], told, later(31)).steps).toEqual([]);
    expect(plan([still], told, later(40)).steps).toEqual([]);
    expect(plan([account()], told, later(41)).steps[0]?.ending?.reason).toContain("later than the 30 days");
  });

  it("moves from at risk over a plan to saving by what is ticked, forward only, and never over a person's own words", () => {
    const [opened] = carriedOut(plan([fell]));
    const at = (task: Partial<SweptTask>): unknown =>
      plan(
        [account({ tier: "yellow", before: { tier: "yellow", recorded: true } })],
        [{ ...(opened as SweptTask), ...task }],
        later(3),
      ).steps.map(({ stage, play }) => [stage, play.stageSince]);
    expect(at({ done: ["churn-diagnosis/reach-out"] })).toEqual([]);
    expect(at({ done: ["churn-diagnosis/recovery-plan"] })).toEqual([["plan in place", later(3)]]);
    expect(at({ done: ["churn-diagnosis/recovery-plan"], started: ["churn-diagnosis/weekly"] })).toEqual([["saving", later(3)]]);
    expect(at({ stage: "saving" })).toEqual([]);
    expect(at({ stage: "with our CEO", done: ["churn-diagnosis/recovery-plan"] })).toEqual([]);
  });
});

describe("grave signals", () => {
  const gone = account({ signals: [signal("key_person_gone", "high")] });

  it("call for outreach before the health falls, and it is over when they are gone", () => {
    const first = plan([gone]);
    expect(first.steps).toMatchObject([{ op: "open", play: { trigger: "signal", priority: "high", reason: "it is key_person_gone" } }]);
    expect(plan([account()], carriedOut(first), later(5)).steps).toMatchObject([{ op: "close", ending: { outcome: "recovered" } }]);
    expect(plan([account({ tier: "red", before: { tier: "red", recorded: true } })], carriedOut(first), later(5)).steps).toMatchObject([
      { op: "update", stage: "at risk" },
    ]);
  });

  it("alone make no risk of a green account: title, stage and steps say what they warn of, until the health falls", () => {
    const stuck = account({ signals: [signal("tickets_stuck", "high")] });
    const opened = plan([stuck]);
    expect(opened.steps).toMatchObject([{ title: "Get the high-priority ticket of Acme solved", stage: "open" }]);
    expect(opened.steps[0]?.items.map(({ id }) => id)).toEqual(["churn-diagnosis/assess", "churn-diagnosis/reach-out"]);
    expect(plan([gone]).steps).toMatchObject([{ title: "Clear the warning at Acme: it is key_person_gone", stage: "open" }]);
    expect(plan([account({ signals: [signal("tickets_stuck", "critical")] })]).steps).toMatchObject([
      { title: "Bring Acme back to green", stage: "at risk" },
    ]);
    expect(plan([{ ...stuck, tier: "yellow" }]).steps).toMatchObject([{ title: "Bring Acme back to green", stage: "at risk" }]);
    const tasks = carriedOut(opened);
    expect(plan([stuck], tasks, later(3)).steps).toEqual([]);
    const worse = plan([{ ...stuck, tier: "yellow" }], tasks, later(3));
    expect(worse.steps).toMatchObject([{ op: "update", stage: "at risk", play: { stageSince: later(3) } }]);
    expect(worse.steps[0]?.items.map(({ id }) => id)).toEqual(["churn-diagnosis/recovery-plan", "churn-diagnosis/weekly"]);
  });

  it("do not reopen what a person closed after they began, and do when they are new", () => {
    const closed = carriedOut(plan([gone])).map((task): SweptTask => ({
      ...task,
      isOpen: false,
      ending: { on: TODAY, outcome: "done", reason: null },
    }));
    expect(plan([gone], closed, later(5)).steps).toEqual([]);
    expect(plan([account({ signals: [signal("usage_down", "high", later(3))] })], closed, later(5)).steps).toMatchObject([{ op: "open" }]);
  });

  it("are left to the other tasks where they are about a renewal, a review or an onboarding", () => {
    expect(plan([account({ signals: [signal("renewal_due", "critical"), signal("review_overdue", "high")] })]).steps).toEqual([]);
    expect(plan([account({ signals: [signal("onboarding_stalled", "high")] })]).steps).toMatchObject([{ intent: "onboarding" }]);
  });
});

describe("renewals", () => {
  it.each([
    [91, undefined, 0],
    [90, "medium", 2],
    [60, "high", 3],
    [30, "critical", 4],
    [-1, "critical", 4],
  ])("%i days ahead are of priority %s", (days, priority, items) => {
    const steps = plan([account({ renewal: days > 90 ? null : { on: later(days), talks: 0 } })]).steps;
    expect(steps.map(({ play }) => play.priority)).toEqual(priority === undefined ? [] : [priority]);
    expect(steps.flatMap((step) => step.items)).toHaveLength(items);
  });

  it("grow by their checkpoints, tick the talk off, and close when a new term runs", () => {
    const near = (days: number, talks: number): SweptAccount => account({ renewal: { on: later(80), talks }, score: days });
    const opened = carriedOut(plan([near(80, 0)]));
    const [step] = plan([near(50, 1)], opened, later(30)).steps;
    expect(step).toMatchObject({
      op: "update",
      done: ["renewal/open-talk"],
      play: { priority: "high", reason: `renews on ${later(80)}: 60-day checkpoint` },
    });
    expect(step?.items.map(({ id }) => id)).toEqual(["renewal/review"]);
    expect(plan([account()], opened, later(60)).steps).toMatchObject([{ op: "close", ending: { outcome: "done" } }]);
  });
});

describe("a won deal", () => {
  it("opens the kickoff within 3 days of the day it was won, and ends with first value", () => {
    const won = account({ wonOn: later(-1), kickoffOn: null, firstValueOn: null });
    const opened = plan([won]);
    expect(opened.steps).toMatchObject([{ intent: "onboarding", play: { trigger: "won", due: later(2), priority: "high" } }]);
    const tasks = carriedOut(opened);
    expect(plan([{ ...won, kickoffOn: later(1) }], tasks, later(2)).steps).toMatchObject([{ op: "update", done: ["onboarding/kickoff"] }]);
    expect(plan([{ ...won, kickoffOn: later(1), firstValueOn: later(9) }], tasks, later(10)).steps).toMatchObject([{ op: "close" }]);
  });
});

describe("growth", () => {
  const signs = [signal("seats_full", "medium", TODAY, "expansion"), signal("asks_for_more", "medium", TODAY, "expansion")];

  it("is for green accounts that nobody is trying to save", () => {
    expect(plan([account({ signals: signs })]).steps).toMatchObject([{ intent: "expansion", play: { type: "opportunity" } }]);
    expect(plan([account({ signals: signs.slice(0, 1) })]).steps).toEqual([]);
    expect(plan([account({ signals: signs, tier: "yellow", before: { tier: "yellow", recorded: true } })]).steps).toEqual([]);
    expect(plan([account({ signals: [...signs, signal("usage_down", "high")] })]).steps.map(({ intent }) => intent)).toEqual(["churn"]);
  });
});

describe("standards", () => {
  const breach = (id: string, owner: string | null, severity: "high" | "critical" = "high") => ({
    id,
    owner,
    severity,
    account: "acme",
    what: `mend ${id}`,
  });

  it("make one list a person, which the book ticks off and which closes when it is empty", () => {
    const breaches = [breach("a", "Dana Fox"), breach("b", "Dana Fox", "critical"), breach("c", null)];
    const first = planSweep({ ...input([account()]), breaches }, KEYS);
    expect(first.steps.map(({ name, items }) => [name, items.map(({ id }) => id)])).toEqual([
      ["Dana Fox", ["standard/b", "standard/a"]],
      ["accounts nobody owns", ["standard/c"]],
    ]);
    const tasks = carriedOut(first);
    const second = planSweep({ ...input([account()], tasks, later(1)), breaches: breaches.slice(0, 1) }, KEYS);
    expect(second.steps.map(({ op, done }) => [op, done])).toEqual([
      ["update", ["standard/b"]],
      ["close", ["standard/c"]],
    ]);
  });
});

describe("a plan", () => {
  const anyAccount = fc.record({
    account: fc.constantFrom("acme", "beacon", "cobalt"),
    tier: fc.option(fc.constantFrom(...TIERS)),
    was: fc.option(fc.constantFrom(...TIERS)),
    recorded: fc.boolean(),
    left: fc.boolean(),
    talks: fc.nat(1),
    renews: fc.option(fc.integer({ min: -5, max: 90 })),
    won: fc.option(fc.nat(30)),
    kickoff: fc.boolean(),
    signals: fc.array(
      fc.tuple(
        fc.constantFrom("usage_down", "onboarding_stalled", "seats_full", "asks_for_more", "cancellation_requested"),
        fc.constantFrom(...SEVERITIES),
      ),
      { maxLength: 3 },
    ),
  });
  const book = fc.uniqueArray(anyAccount, { selector: (one) => one.account, maxLength: 3 }).map((rows) =>
    rows.map((row) =>
      account({
        account: row.account,
        name: row.account,
        tier: row.tier,
        before: {
          tier: row.was,
          recorded: row.recorded,
        },
        leftOn: row.left ? TODAY : null,
        renewal:
          row.renews === null
            ? null
            : {
                on: later(row.renews),
                talks: row.talks,
              },
        wonOn: row.won === null ? null : later(-row.won),
        kickoffOn: row.kickoff ? TODAY : null,
        firstValueOn: null,
        signals: row.signals.map(([name, severity]) => signal(name, severity, later(-3), /seats|asks/.test(name) ? "expansion" : "risk")),
      }),
    ),
  );

  it("is done with once it is carried out: the same day again changes nothing, whatever came before", () => {
    fc.assert(
      fc.property(book, book, fc.nat(45), fc.boolean(), (before, now, days, byHand) => {
        // Tasks that a question opened have no play yet.
        const tasks = carriedOut(plan(before)).map((task) => (byHand ? { ...task, play: null } : task));
        const second = plan(now, tasks, later(days));
        const after = carriedOut(second, tasks);
        expect(plan(now, after, later(days)).steps).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on the order of accounts and tasks, nor touch what a later day has seen", () => {
    fc.assert(
      fc.property(book, book, (before, now) => {
        const tasks = carriedOut(plan(before));
        expect(plan(now.toReversed(), tasks.toReversed(), later(1))).toEqual(plan(now, tasks, later(1)));
        const ahead = tasks.map((task) => ({ ...task, updatedAsOf: later(2) }));
        expect(plan(now, ahead, later(1)).steps.filter(({ task }) => task !== null)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
