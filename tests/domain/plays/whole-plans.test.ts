import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import type { Severity } from "../../../src/domain/brief/brief.ts";
import { planSweep, type SweepPlan } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepInput, SweptBreach, SweptTask } from "../../../src/domain/plays/swept.ts";
import type { Signal } from "../../../src/domain/signals/signal.ts";
import { printPlan } from "./print-plan.ts";
import { account, carriedOut, input, KEYS, plan, signal, TODAY } from "./sweep-sample.ts";

const later = (days: number): string => addDays(TODAY, days);
const told = (swept: Parameters<typeof plan>[0], tasks: readonly SweptTask[] = [], asOf = TODAY): string =>
  printPlan(plan(swept, tasks, asOf));
const yellow = { tier: "yellow", score: 61.25, before: { tier: "yellow", recorded: true } } as const;
const fell = account({ ...yellow, before: { tier: "green", recorded: true } });
const stuck = (tickets: number | string | null, severity: Severity = "high", seen = "2026-11-10"): Signal => ({
  ...signal("tickets_stuck", severity, seen),
  evidence: [
    { metric: "oldest", title: "oldest", value: 9, unit: "days", formula: "age" },
    { metric: "open_urgent_tickets", title: "open high-priority tickets", value: tickets, unit: "count", formula: "count" },
  ],
});
/** As a person or a question left it. */
const byHand = (tasks: readonly SweptTask[], change: Partial<SweptTask>): SweptTask[] => tasks.map((task) => ({ ...task, ...change }));

describe("what a plan says of a risk", () => {
  it("opens one where the health fell", () =>
    expect(told([fell])).toMatchInlineSnapshot(`
    "as of 2026-11-20, 0 held out
    open churn acme (Acme) task new
      Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
      risk/health/churn-diagnosis medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
      at risk since 2026-11-20, started yellow, failed -: health fell from green to yellow (score 61.3)
      [ ] churn-diagnosis/assess | churn-diagnosis assess | customer-success-manager/Dana Fox | 2026-11-22
      [ ] churn-diagnosis/reach-out | churn-diagnosis reach-out | customer-success-manager/Dana Fox | 2026-11-22
      [ ] churn-diagnosis/recovery-plan | churn-diagnosis recovery-plan | customer-success-manager/Dana Fox | 2026-11-22
      [ ] churn-diagnosis/weekly | churn-diagnosis weekly | customer-success-manager/Dana Fox | 2026-11-22
      > health fell from green to yellow (score 61.3)"
  `));

  it("is critical where a red account renews, and names what was never scored before", () =>
    expect(
      told([
        account({
          tier: "red",
          score: null,
          before: { tier: "red", recorded: false },
          renewal: { on: later(70), talks: 1 },
          signals: [
            signal("usage_down", "high"),
            signal("key_person_gone", "critical", later(-1)),
            signal("cancellation_requested", "critical"),
          ],
        }),
      ]),
    ).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open churn acme (Acme) task new
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis critical customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        at risk since 2026-11-20, started red, failed -: health is red; it is cancellation_requested, it is key_person_gone and it is usage_down
        [ ] churn-diagnosis/assess | churn-diagnosis assess | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/reach-out | churn-diagnosis reach-out | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/recovery-plan | churn-diagnosis recovery-plan | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/weekly | churn-diagnosis weekly | customer-success-manager/Dana Fox | 2026-11-22
        * acme/signal/cancellation_requested/2026-11-10 | it is cancellation_requested (critical, since 2026-11-10).
        * acme/signal/key_person_gone/2026-11-19 | it is key_person_gone (critical, since 2026-11-19).
        * acme/signal/usage_down/2026-11-10 | it is usage_down (high, since 2026-11-10).
        > health is red; it is cancellation_requested, it is key_person_gone and it is usage_down
      open renewal acme (Acme) task new
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started red, failed -: renews on 2027-01-29: 90-day checkpoint
        [ ] renewal/document-value | renewal document-value | customer-success-manager/Dana Fox | 2026-11-22
        > renews on 2027-01-29: 90-day checkpoint"
    `));

  it("names three warnings of an account that is only warned, and counts the rest", () =>
    expect(
      told([
        account({
          tier: null,
          score: null,
          before: { tier: null, recorded: true },
          signals: ["d", "b", "c", "a"].map((name, index) => signal(name, "high", later(-index))),
        }),
      ]),
    ).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open churn acme (Acme) task new
        Clear the warnings at Acme: it is a, it is b, it is c and 1 more | What is wrong at Acme, and is it at risk? | retention-specialist@account-management | 1000000 USD
        risk/signal/churn-diagnosis high customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started -, failed -: it is a, it is b, it is c and 1 more
        [ ] churn-diagnosis/assess | churn-diagnosis assess | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/reach-out | churn-diagnosis reach-out | customer-success-manager/Dana Fox | 2026-11-22
        * acme/signal/a/2026-11-17 | it is a (high, since 2026-11-17).
        * acme/signal/b/2026-11-19 | it is b (high, since 2026-11-19).
        * acme/signal/c/2026-11-18 | it is c (high, since 2026-11-18).
        * acme/signal/d/2026-11-20 | it is d (high, since 2026-11-20).
        > it is a, it is b, it is c and 1 more"
    `));

  it("says how many tickets are stuck", () => {
    const title = (...signals: ReturnType<typeof stuck>[]): string | undefined => plan([account({ signals })]).steps[0]?.title;
    expect([title(stuck(3)), title(stuck(2)), title(stuck(1)), title(stuck(null)), title(stuck("many"))]).toEqual([
      "Get the 3 high-priority tickets of Acme solved",
      "Get the 2 high-priority tickets of Acme solved",
      "Get the high-priority ticket of Acme solved",
      "Get the high-priority ticket of Acme solved",
      "Get the high-priority ticket of Acme solved",
    ]);
    expect(plan([account({ signals: [stuck(3), signal("quiet", "high")] })]).steps[0]?.title).toBe(
      "Clear the warnings at Acme: it is quiet and it is tickets_stuck",
    );
    expect(plan([account({ signals: [signal("a", "high"), signal("b", "high"), signal("c", "high")] })]).steps[0]?.title).toBe(
      "Clear the warnings at Acme: it is a, it is b and it is c",
    );
  });

  it("ranks by the gravest signal, the tier and the renewal", () => {
    const priority = (change: Parameters<typeof account>[0]): Severity | undefined =>
      plan([account({ before: { tier: "green", recorded: true }, ...change })]).steps.find(({ intent }) => intent === "churn")?.play
        .priority;
    const renewal = { on: later(50), talks: 1 };
    expect(priority({ tier: "red" })).toBe("high");
    expect(priority({ tier: "red", renewal })).toBe("critical");
    expect(priority({ tier: "yellow", renewal })).toBe("medium");
    expect(priority({ tier: "yellow" })).toBe("medium");
    expect(priority({ tier: "yellow", signals: [signal("quiet", "high")] })).toBe("high");
    expect(priority({ tier: "yellow", signals: [signal("quiet", "high"), signal("loud", "critical")] })).toBe("critical");
    expect(priority({ signals: [signal("quiet", "critical")] })).toBe("critical");
    expect(priority({ tier: null, before: { tier: "green", recorded: true } })).toBeUndefined();
  });

  it("falls due with the playbook's outreach, with or without that step on the list", () => {
    const own: SweepInput = {
      ...input([fell]),
      step: (playbook, id) =>
        id === "reach-out"
          ? {
              what: "write to {name}",
              owner: "customer-success-manager",
              dueOn: (from, dateOf) => addDays(from, dateOf("renewal_on") === null ? 5 : 6),
            }
          : { what: `${playbook} ${id}`, owner: "customer-success-manager", dueOn: (from) => addDays(from, 9) },
    };
    // What cannot be filled in is left out of the list; its date stands.
    expect(planSweep(own, KEYS).steps.map(({ play, items }) => [play.due, items.map(({ due }) => due)])).toEqual([
      [later(5), [later(9), later(9), later(9)]],
    ]);
    const none: SweepInput = { ...own, step: (playbook, id) => (id === "reach-out" ? undefined : own.step(playbook, id)) };
    expect(planSweep(none, KEYS).steps.map(({ play }) => play.due)).toEqual([TODAY]);
  });
});

describe("what a plan says of a risk that goes on", () => {
  const opened = carriedOut(plan([fell]));

  it("tells what is new, the owner and the rank among it", () =>
    expect(
      told(
        [account({ ...yellow, csm: "Ines", seller: null, signals: [stuck(2, "critical", later(2))] })],
        byHand(opened, { done: ["churn-diagnosis/recovery-plan"] }),
        later(3),
      ),
    ).toMatchInlineSnapshot(`
      "as of 2026-11-23, 0 held out
      update churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis critical customer-success-manager/Ines due 2026-11-22 began 2026-11-20
        plan in place since 2026-11-23, started yellow, failed -: health fell from green to yellow (score 61.3)
        * acme/signal/tickets_stuck/2026-11-22 | it is tickets_stuck (critical, since 2026-11-22). oldest: 9 days; open high-priority tickets: 2.
        > stage: plan in place
        > priority: medium → critical
        > owner: Ines
        > found: it is tickets_stuck"
    `));

  it("keeps the owner's name where the book no longer has one", () => {
    const steps = plan([account({ ...yellow, csm: null, signals: [signal("quiet", "high", later(1))] })], opened, later(3)).steps;
    expect(steps.map(({ play, changes }) => [play.ownerName, changes])).toEqual([
      ["Dana Fox", ["priority: medium → high", "found: it is quiet"]],
    ]);
  });

  it("turns a warning into a risk, moves a date that is over to that of the next work, and nothing else", () => {
    const warned = carriedOut(plan([account({ signals: [stuck(1)] })]));
    expect(told([account({ ...yellow, signals: [stuck(1)] })], warned, later(4))).toMatchInlineSnapshot(`
      "as of 2026-11-24, 0 held out
      update churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/signal/churn-diagnosis high customer-success-manager/Dana Fox due 2026-11-26 began 2026-11-20
        at risk since 2026-11-24, started green, failed -: it is tickets_stuck
        [ ] churn-diagnosis/recovery-plan | churn-diagnosis recovery-plan | customer-success-manager/Dana Fox | 2026-11-26
        [ ] churn-diagnosis/weekly | churn-diagnosis weekly | customer-success-manager/Dana Fox | 2026-11-26
        > stage: at risk
        > 2 new on the list"
    `);
    // Due today is not over.
    expect(plan([account({ ...yellow, signals: [stuck(1)] })], warned, later(2)).steps[0]?.play.due).toBe(later(2));
    expect(plan([account({ ...yellow, signals: [signal("quiet", "high", later(3))] })], opened, later(4)).steps[0]?.play.due).toBe(
      later(2),
    );
  });

  it("takes the earliest of the new work's dates", () => {
    const uneven = (asOf: string, tasks: readonly SweptTask[]): SweepPlan =>
      planSweep(
        {
          ...input([account({ ...yellow, signals: [stuck(1)] })], tasks, asOf),
          step: (playbook, id) => ({
            what: `${playbook} ${id}`,
            owner: "customer-success-manager",
            dueOn: (from) => addDays(from, id === "weekly" ? 1 : 7),
          }),
        },
        KEYS,
      );
    const warned = carriedOut(plan([account({ signals: [stuck(1)] })]));
    expect(uneven(later(10), warned).steps[0]?.play.due).toBe(later(11));
  });

  it("tells that it is not back to green, once, and keeps its rank then", () => {
    expect(told([account({ ...yellow })], opened, later(31))).toMatchInlineSnapshot(`
      "as of 2026-12-21, 0 held out
      fail churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis critical customer-success-manager/Dana Fox due 2026-12-23 began 2026-11-20
        at risk since 2026-11-20, started yellow, failed 2026-12-21: health fell from green to yellow (score 61.3)
        [ ] sweep/not-recovered | Acme is not back to green after 30 days: decide with your manager what is tried next | customer-success-manager/Dana Fox | 2026-12-23
        > not back to green after 31 days
        > priority: medium → critical"
    `);
    const failed = carriedOut(plan([account({ ...yellow })], opened, later(31)), opened);
    expect(plan([account({ ...yellow, signals: [signal("quiet", "high", later(33))] })], failed, later(35)).steps).toMatchObject([
      { op: "update", play: { priority: "critical", failedOn: later(31), due: later(33) }, changes: ["found: it is quiet"] },
    ]);
    // Green, but kept open by a signal: not failed.
    const notice = account({ signals: [signal("cancellation_requested", "critical")] });
    expect(plan([notice], opened, later(40)).steps.map(({ op }) => op)).toEqual(["update"]);
    expect(plan([account({ ...yellow, tier: null, score: null })], opened, later(31)).steps.map(({ op }) => op)).toEqual(["fail"]);
    expect(
      plan([account({ ...yellow })], byHand(opened, { items: [...(opened[0]?.items ?? []), "sweep/not-recovered"] }), later(31)).steps,
    ).toMatchObject([{ op: "fail", items: [] }]);
  });

  it("takes on one that a question opened, with the words it has", () => {
    const asked = byHand(opened, {
      play: null,
      stage: "plan in place",
      items: ["churn-diagnosis/assess", "account/own"],
      title: "Why is Acme leaving?",
    });
    expect(told([fell], asked)).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      adopt churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        plan in place since 2026-11-20, started yellow, failed -: health fell from green to yellow (score 61.3)
        [ ] churn-diagnosis/reach-out | churn-diagnosis reach-out | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/recovery-plan | churn-diagnosis recovery-plan | customer-success-manager/Dana Fox | 2026-11-22
        [ ] churn-diagnosis/weekly | churn-diagnosis weekly | customer-success-manager/Dana Fox | 2026-11-22
        > health fell from green to yellow (score 61.3)"
    `);
    expect(told([account()], asked)).toBe(`as of ${TODAY}, 0 held out`);
    const renewal = byHand(opened, {
      id: "renewal-acme",
      key: "renewal/acme",
      play: null,
      stage: "in talks",
      items: ["renewal/open-talk"],
    });
    expect(told([account({ renewal: { on: later(80), talks: 2 } })], renewal)).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      adopt renewal acme (Acme) task renewal-acme
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        in talks since 2026-11-20, started green, failed -: renews on 2027-02-08: 90-day checkpoint
        [ ] renewal/document-value | renewal document-value | customer-success-manager/Dana Fox | 2026-11-22
        [x] renewal/open-talk
        > renews on 2027-02-08: 90-day checkpoint"
    `);
  });
});

describe("how a plan says that something is over", () => {
  const [risk] = [carriedOut(plan([fell]))];
  const warned = carriedOut(plan([account({ signals: [stuck(1)] })]));

  it("recovered, by the health and by the signals", () => {
    expect(told([account()], risk, later(1))).toMatchInlineSnapshot(`
      "as of 2026-11-21, 0 held out
      close churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        recovered since 2026-11-20, started yellow, failed -: health fell from green to yellow (score 61.3)
        ended 2026-11-21 recovered: back to green (score 88.0) after 1 day
        * acme/churn/closed/2026-11-21 | recovered: back to green (score 88.0) after 1 day.
        > recovered: back to green (score 88.0) after 1 day"
    `);
    expect(told([account()], warned, later(5))).toMatchInlineSnapshot(`
      "as of 2026-11-25, 0 held out
      close churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/signal/churn-diagnosis high customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        recovered since 2026-11-20, started green, failed -: it is tickets_stuck
        ended 2026-11-25 recovered: the signals are gone after 5 days
        * acme/churn/closed/2026-11-25 | recovered: the signals are gone after 5 days.
        > recovered: the signals are gone after 5 days"
    `);
    expect(plan([account({ ...yellow, score: null })], risk, later(5)).steps).toEqual([]);
  });

  it("not recovered while a warning stands, or the health is worse than it was", () => {
    expect(plan([account({ signals: [stuck(1)] })], warned, later(5)).steps).toEqual([]);
    expect(plan([account({ ...yellow })], warned, later(5)).steps.map(({ op, stage }) => [op, stage])).toEqual([["update", "at risk"]]);
    const unknown = byHand(warned, {
      play: { ...(warned[0] as SweptTask & { play: NonNullable<SweptTask["play"]> }).play, tierAtStart: null },
    });
    expect(plan([account({ ...yellow })], unknown, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
    expect(plan([account({ tier: null, score: null })], warned, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
    const asYellow = carriedOut(plan([account({ ...yellow, signals: [stuck(1)] })]));
    expect(plan([account({ ...yellow })], asYellow, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
  });

  it("lost, whatever else is so, and late where it is", () => {
    expect(told([account({ tier: "green", leftOn: later(-4), signals: [stuck(1)] })], risk, later(2))).toMatchInlineSnapshot(`
      "as of 2026-11-22, 0 held out
      close churn acme (Acme) task churn-acme-2026-11-20
        Get the high-priority ticket of Acme solved | What is wrong at Acme, and is it at risk? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        lost since 2026-11-20, started yellow, failed -: health fell from green to yellow (score 61.3)
        ended 2026-11-22 lost: its last subscription ended on 2026-11-16
        * acme/churn/closed/2026-11-22 | lost: its last subscription ended on 2026-11-16.
        > lost: its last subscription ended on 2026-11-16"
    `);
    const failed = carriedOut(plan([account({ ...yellow })], risk, later(31)), risk);
    expect(plan([account({ score: null })], failed, later(41)).steps[0]?.changes).toEqual([
      "recovered: back to green after 41 days, later than the 30 days",
    ]);
    expect(plan([account({ leftOn: later(40) })], failed, later(41)).steps[0]?.changes).toEqual([
      `lost: its last subscription ended on ${later(40)}`,
    ]);
  });

  it("keeps closed what was closed on the day its cause began or later", () => {
    const closed = (on: string | null, updatedAsOf: string): SweptTask[] =>
      byHand(warned, { isOpen: false, updatedAsOf, ending: on === null ? null : { on, outcome: "done", reason: null } });
    const ops = (tasks: readonly SweptTask[]): string[] =>
      plan([account({ signals: [stuck(1)] })], tasks, later(5)).steps.map(({ op }) => op);
    expect(ops(closed("2026-11-10", "2026-11-01"))).toEqual([]);
    expect(ops(closed("2026-11-09", "2026-11-19"))).toEqual(["open"]);
    expect(ops(closed(null, "2026-11-10"))).toEqual([]);
    expect(ops(closed(null, "2026-11-09"))).toEqual(["open"]);
  });

  it("counts the newest of several signals as the cause", () => {
    const two = [stuck(1, "high", "2026-11-12"), signal("quiet", "high", "2026-11-08")];
    const closed = byHand(warned, { isOpen: false, ending: { on: "2026-11-10", outcome: "done", reason: null } });
    expect(plan([account({ signals: two })], closed, later(5)).steps.map(({ op }) => op)).toEqual(["open"]);
    expect(plan([account({ signals: two.toReversed() })], closed, later(5)).steps.map(({ op }) => op)).toEqual(["open"]);
  });

  it("leaves what a later day has seen, and goes on with what this day has", () => {
    expect(plan([account()], byHand(risk, { updatedAsOf: later(2) }), later(1)).steps).toEqual([]);
    expect(plan([account()], byHand(risk, { updatedAsOf: later(1) }), later(1)).steps.map(({ op }) => op)).toEqual(["close"]);
  });
});

describe("what a plan says of renewals, onboarding and growth", () => {
  const renewing = (days: number, talks: number) => account({ renewal: { on: later(days), talks } });

  it("opens a renewal by its checkpoints", () => {
    expect(told([renewing(90, 0)])).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open renewal acme (Acme) task new
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started green, failed -: renews on 2027-02-18: 90-day checkpoint, not talked about yet
        [ ] renewal/document-value | renewal document-value | customer-success-manager/Dana Fox | 2026-11-22
        [ ] renewal/open-talk | renewal open-talk | customer-success-manager/Dana Fox | 2026-11-22
        > renews on 2027-02-18: 90-day checkpoint, not talked about yet"
    `);
    expect(told([renewing(-3, 1)])).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open renewal acme (Acme) task new
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal critical customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started green, failed -: the term ended on 2026-11-17 and no new one is on record
        [ ] renewal/document-value | renewal document-value | customer-success-manager/Dana Fox | 2026-11-22
        [ ] renewal/review | renewal review | customer-success-manager/Dana Fox | 2026-11-22
        [ ] renewal/terms | renewal terms | customer-success-manager/Dana Fox | 2026-11-22
        > the term ended on 2026-11-17 and no new one is on record"
    `);
    const reasons = [61, 60, 31, 30, 0].map((days) => plan([renewing(days, 1)]).steps[0]?.play.reason);
    expect(reasons).toEqual(
      [90, 60, 60, 30, 30].map((point, at) => `renews on ${later([61, 60, 31, 30, 0][at] ?? 0)}: ${point}-day checkpoint`),
    );
  });

  it("brings a renewal up to date, and ends it", () => {
    const opened = carriedOut(plan([renewing(80, 0)]));
    expect(told([account({ renewal: { on: later(80), talks: 1 } })], opened, later(55))).toMatchInlineSnapshot(`
      "as of 2027-01-14, 0 held out
      update renewal acme (Acme) task renewal-acme-2026-11-20
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal critical customer-success-manager/Dana Fox due 2027-01-16 began 2026-11-20
        open since 2026-11-20, started green, failed -: renews on 2027-02-08: 30-day checkpoint
        [ ] renewal/review | renewal review | customer-success-manager/Dana Fox | 2027-01-16
        [ ] renewal/terms | renewal terms | customer-success-manager/Dana Fox | 2027-01-16
        [x] renewal/open-talk
        > renews on 2027-02-08: 30-day checkpoint
        > priority: medium → critical
        > 2 new on the list
        > done by the book: renewal/open-talk"
    `);
    expect(told([account()], opened, later(55))).toMatchInlineSnapshot(`
      "as of 2027-01-14, 0 held out
      close renewal acme (Acme) task renewal-acme-2026-11-20
        Renew Acme | How does the renewal of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/renewal/renewal medium customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        done since 2026-11-20, started green, failed -: renews on 2027-02-08: 90-day checkpoint, not talked about yet
        ended 2027-01-14 done: no term ends within 90 days any more
        * acme/renewal/closed/2027-01-14 | done: no term ends within 90 days any more.
        > done: no term ends within 90 days any more"
    `);
    expect(plan([account({ leftOn: later(50) })], opened, later(55)).steps.map(({ ending }) => ending)).toEqual([
      { on: later(55), outcome: "lost", reason: `its last subscription ended on ${later(50)}` },
    ]);
    const closed = byHand(opened, { isOpen: false, ending: { on: later(-11), outcome: "done", reason: null } });
    // The term's cause began 90 days before its end: ten days ago.
    expect(plan([renewing(80, 0)], closed).steps.map(({ op }) => op)).toEqual(["open"]);
    expect(plan([renewing(80, 0)], byHand(closed, { ending: { on: later(-10), outcome: "done", reason: null } })).steps).toEqual([]);
  });

  it("falls due with the first of its steps, and with the term where it has none", () => {
    const by = (step: SweepInput["step"]): string | undefined => planSweep({ ...input([renewing(55, 0)]), step }, KEYS).steps[0]?.play.due;
    expect(
      by((_, id) => ({ what: id, owner: "x", dueOn: (from) => addDays(from, { "document-value": 9, "open-talk": 4 }[id] ?? 6) })),
    ).toBe(later(4));
    expect(by(() => undefined)).toBe(later(55));
  });

  it("opens an onboarding after a won deal, late where it is, and where one is stuck", () => {
    const won = account({ wonOn: later(-1), kickoffOn: null, firstValueOn: null });
    expect(told([won])).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open onboarding acme (Acme) task new
        Onboard Acme | Where does the onboarding of Acme stand? | customer-success@customer-success | 1000000 USD
        lifecycle/won/onboarding high customer-success/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started green, failed -: won on 2026-11-19: kickoff by 2026-11-22
        [ ] onboarding/kickoff | onboarding kickoff | customer-success-manager/Dana Fox | 2026-11-22
        [ ] onboarding/checkin | onboarding checkin | customer-success-manager/Dana Fox | 2026-11-21
        [ ] onboarding/training | onboarding training | customer-success-manager/Dana Fox | 2026-11-21
        > won on 2026-11-19: kickoff by 2026-11-22"
    `);
    expect(plan([{ ...won, wonOn: later(-3) }]).steps[0]?.play).toMatchObject({ priority: "high", due: TODAY });
    expect(plan([{ ...won, wonOn: later(-4) }]).steps[0]?.play).toMatchObject({ priority: "critical", due: later(-1) });
    const stalled = account({
      kickoffOn: null,
      firstValueOn: null,
      signals: [signal("quiet", "low"), signal("onboarding_stalled", "medium")],
    });
    expect(told([stalled])).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open onboarding acme (Acme) task new
        Onboard Acme | Where does the onboarding of Acme stand? | customer-success@customer-success | 1000000 USD
        risk/stalled/onboarding medium customer-success/Dana Fox due 2026-11-22 began 2026-11-20
        at risk since 2026-11-20, started green, failed -: it is onboarding_stalled, since 2026-11-10
        [ ] onboarding/unblock | onboarding unblock | customer-success-manager/Dana Fox | 2026-11-22
        [ ] onboarding/kickoff | onboarding kickoff | customer-success-manager/Dana Fox | 2026-11-23
        [ ] onboarding/checkin | onboarding checkin | customer-success-manager/Dana Fox | 2026-11-22
        * acme/signal/onboarding_stalled/2026-11-10 | it is onboarding_stalled (medium, since 2026-11-10).
        > it is onboarding_stalled, since 2026-11-10"
    `);
    expect(plan([{ ...stalled, kickoffOn: later(-9) }]).steps[0]?.items.map(({ id }) => id)).toEqual([
      "onboarding/unblock",
      "onboarding/checkin",
    ]);
    const nothing = planSweep({ ...input([stalled]), step: () => undefined }, KEYS).steps[0];
    expect(nothing?.play.due).toBe(TODAY);
    expect(planSweep({ ...input([won]), step: () => undefined }, KEYS).steps[0]?.play.due).toBe(later(-1));
  });

  it("ends an onboarding with first value, when it gets on again, and when the account leaves", () => {
    const won = account({ wonOn: later(-1), kickoffOn: null, firstValueOn: null });
    const opened = carriedOut(plan([won]));
    const ends = (swept: Parameters<typeof account>[0], tasks = opened) =>
      plan([account(swept)], tasks, later(9)).steps.map(({ ending }) => ending?.reason);
    expect(ends({ kickoffOn: later(1), firstValueOn: later(8) })).toEqual([
      `kickoff held on ${later(1)}, first value reached on ${later(8)}`,
    ]);
    expect(ends({ kickoffOn: null, firstValueOn: later(8) })).toEqual([]);
    expect(ends({ kickoffOn: later(-8), firstValueOn: null, items: [] } as Parameters<typeof account>[0])).toEqual([undefined]);
    expect(ends({ leftOn: later(3), kickoffOn: null })).toEqual([`its last subscription ended on ${later(3)}`]);
    const stalled = carriedOut(plan([account({ kickoffOn: null, signals: [signal("onboarding_stalled", "medium")] })]));
    expect(ends({ kickoffOn: null, firstValueOn: null }, stalled)).toEqual(["the onboarding gets on again"]);
    expect(ends({ signals: [signal("onboarding_stalled", "medium")] }, stalled)).toEqual([undefined]);
  });

  it("opens growth on a strong sign or two soft ones, and ends it when they are gone or the account is red", () => {
    const sign = (name: string, severity: Severity, seen = TODAY) => signal(name, severity, seen, "expansion");
    expect(told([account({ signals: [sign("seats_full", "medium", later(-2)), sign("asks_for_more", "medium", later(-5))] })]))
      .toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open expansion acme (Acme) task new
        Grow with Acme | Is Acme ready to grow? | customer-success@customer-success | 1000000 USD
        opportunity/growth/expansion low customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started green, failed -: it is asks_for_more and it is seats_full
        [ ] expansion/need | expansion need | customer-success-manager/Dana Fox | 2026-11-22
        [ ] expansion/hand-over | expansion hand-over | customer-success-manager/Dana Fox | 2026-11-22
        * acme/signal/asks_for_more/2026-11-15 | it is asks_for_more (medium, since 2026-11-15).
        * acme/signal/seats_full/2026-11-18 | it is seats_full (medium, since 2026-11-18).
        > it is asks_for_more and it is seats_full"
    `);
    expect(plan([account({ signals: [sign("seats_full", "high")] })]).steps[0]?.play.priority).toBe("medium");
    expect(plan([account({ tier: null, signals: [sign("seats_full", "high")] })]).steps).toEqual([]);
    const opened = carriedOut(plan([account({ signals: [sign("seats_full", "high")] })]));
    const ends = (swept: Parameters<typeof account>[0]) =>
      plan([account(swept)], opened, later(9)).steps.flatMap(({ intent, ending }) => (intent === "expansion" ? [ending] : []));
    expect(ends({})).toEqual([{ on: later(9), outcome: "done", reason: "the signs of growth are gone" }]);
    expect(ends({ ...yellow, tier: "red", signals: [sign("seats_full", "high")] })).toEqual([
      { on: later(9), outcome: "done", reason: "the account is red: it has to recover first" },
    ]);
    expect(ends({ leftOn: later(8), tier: null })).toEqual([
      { on: later(9), outcome: "lost", reason: `its last subscription ended on ${later(8)}` },
    ]);
    expect(ends({ ...yellow, signals: [sign("seats_full", "high")] })).toEqual([]);
    const bare = planSweep({ ...input([account({ signals: [sign("seats_full", "high")] })]), step: () => undefined }, KEYS).steps[0];
    expect([bare?.play.due, bare?.items]).toEqual([TODAY, []]);
    const closed = byHand(opened, { isOpen: false, ending: { on: later(-3), outcome: "done", reason: null } });
    const again = [sign("seats_full", "high", later(-6)), sign("asks_for_more", "high", later(-2))];
    expect(plan([account({ signals: again })], closed).steps.map(({ op }) => op)).toEqual(["open"]);
    expect(plan([account({ signals: again.toReversed() })], closed).steps.map(({ op }) => op)).toEqual(["open"]);
  });

  it("leaves an open offer open while somebody tries to save the account, and makes no new one", () => {
    const sign = signal("seats_full", "high", TODAY, "expansion");
    const growth = carriedOut(plan([account({ signals: [sign] })]));
    expect(plan([account()], [...growth, ...carriedOut(plan([fell]))], later(1)).steps.map(({ op, intent }) => [op, intent])).toEqual([
      ["close", "churn"],
      ["close", "expansion"],
    ]);
    const risk = carriedOut(plan([account({ signals: [stuck(1)] })]));
    expect(plan([account({ signals: [stuck(1), sign] })], risk, later(1)).steps).toEqual([]);
    expect(plan([account({ signals: [sign] })], risk, later(1)).steps.map(({ op, intent }) => [op, intent])).toEqual([
      ["open", "expansion"],
      ["close", "churn"],
    ]);
    const closed = byHand(risk, { isOpen: false, ending: { on: TODAY, outcome: "done", reason: null } });
    expect(plan([account({ signals: [stuck(1), sign] })], closed, later(1)).steps.map(({ intent }) => intent)).toEqual(["expansion"]);
  });
});

describe("what a plan says of standards", () => {
  const breach = (id: string, owner: string | null = "Dana Fox", severity: Severity = "high"): SweptBreach => ({
    id,
    owner,
    severity,
    account: "acme",
    what: `mend ${id}`,
  });
  const swept = (breaches: readonly SweptBreach[], tasks: readonly SweptTask[] = [], asOf = TODAY): SweepPlan =>
    planSweep({ ...input([], tasks, asOf), breaches }, KEYS);

  it("opens a list a person", () =>
    expect(
      printPlan(
        swept([breach("b"), breach("a"), breach("z", "Dana Fox", "critical"), breach("c", null, "low"), breach("d", "Amir", "medium")]),
      ),
    ).toMatchInlineSnapshot(`
      "as of 2026-11-20, 0 held out
      open standards accounts of Dana Fox (Dana Fox) task new
        Keep the standards: the accounts of Dana Fox | Which standards are broken, and what sets them right? | customer-success-manager@customer-success | - 
        lifecycle/standards/standards critical customer-success-manager/Dana Fox due 2026-11-22 began 2026-11-20
        open since 2026-11-20, started -, failed -: 3 breaches of high or critical severity
        [ ] standard/z | mend z | customer-success-manager/Dana Fox | 2026-11-22
        [ ] standard/a | mend a | customer-success-manager/Dana Fox | 2026-11-27
        [ ] standard/b | mend b | customer-success-manager/Dana Fox | 2026-11-27
        > 3 breaches of high or critical severity
      open standards accounts of Amir (Amir) task new
        Keep the standards: the accounts of Amir | Which standards are broken, and what sets them right? | customer-success-manager@customer-success | - 
        lifecycle/standards/standards medium customer-success-manager/Amir due 2026-12-04 began 2026-11-20
        open since 2026-11-20, started -, failed -: 1 breach of high or critical severity
        [ ] standard/d | mend d | customer-success-manager/Amir | 2026-12-04
        > 1 breach of high or critical severity
      open standards accounts of nobody (accounts nobody owns) task new
        Keep the standards: accounts nobody owns | Which standards are broken, and what sets them right? | customer-success-manager@customer-success | - 
        lifecycle/standards/standards low customer-success-manager/? due 2026-12-20 began 2026-11-20
        open since 2026-11-20, started -, failed -: 1 breach of high or critical severity
        [ ] standard/c | mend c | customer-success-manager/? | 2026-12-20
        > 1 breach of high or critical severity"
    `));

  it("brings it up to date and closes it", () => {
    const tasks = carriedOut(swept([breach("a"), breach("b")]));
    expect(printPlan(swept([breach("b"), breach("c", "Dana Fox", "critical")], tasks, later(8)))).toMatchInlineSnapshot(`
      "as of 2026-11-28, 0 held out
      update standards accounts of Dana Fox (Dana Fox) task standards-book-of-Dana Fox-2026-11-20
        Keep the standards: the accounts of Dana Fox | Which standards are broken, and what sets them right? | customer-success-manager@customer-success | - 
        lifecycle/standards/standards critical customer-success-manager/Dana Fox due 2026-11-30 began 2026-11-20
        open since 2026-11-20, started -, failed -: 2 breaches of high or critical severity
        [ ] standard/c | mend c | customer-success-manager/Dana Fox | 2026-11-30
        [x] standard/a
        > 1 new on the list
        > 1 done by the book
        > priority: high → critical"
    `);
    expect(printPlan(swept([], tasks, later(8)))).toMatchInlineSnapshot(`
      "as of 2026-11-28, 0 held out
      close standards accounts of Dana Fox (Dana Fox) task standards-book-of-Dana Fox-2026-11-20
        Keep the standards: the accounts of Dana Fox | Which standards are broken, and what sets them right? | customer-success-manager@customer-success | - 
        lifecycle/standards/standards high customer-success-manager/Dana Fox due 2026-11-27 began 2026-11-20
        done since 2026-11-20, started -, failed -: 2 breaches of high or critical severity
        ended 2026-11-28 done: no such breach is left
        [x] standard/a
        [x] standard/b
        > done: no such breach is left"
    `);
    expect(swept([breach("a"), breach("b")], tasks, later(9)).steps).toEqual([]);
  });

  it("moves a date that is over only where there is new work", () => {
    const tasks = carriedOut(swept([breach("a"), breach("b")]));
    const due = (breaches: readonly SweptBreach[], asOf: string): string | undefined => swept(breaches, tasks, asOf).steps[0]?.play.due;
    expect(due([breach("a"), breach("b"), breach("c")], later(7))).toBe(later(7));
    expect(due([breach("a"), breach("b"), breach("c")], later(8))).toBe(later(15));
    expect(due([breach("a")], later(8))).toBe(later(7));
  });

  it("tells a changed number alone, and nothing where nothing is new", () => {
    const many = Array.from({ length: 51 }, (_, index) => breach(`r${String(index).padStart(2, "0")}`));
    const first = swept(many);
    expect(first.steps[0]?.items).toHaveLength(50);
    expect(first.steps[0]?.changes).toEqual(["51 breaches of high or critical severity, the gravest 50 on the list"]);
    const tasks = carriedOut(first);
    expect(swept([...many, breach("s")], tasks, later(1)).steps.map(({ op, changes, items }) => [op, changes, items])).toEqual([
      ["update", ["52 breaches of high or critical severity, the gravest 50 on the list"], []],
    ]);
    expect(swept(many.slice(0, 50), tasks, later(1)).steps.map(({ changes }) => changes)).toEqual([
      ["50 breaches of high or critical severity"],
    ]);
    expect(swept(many.slice(0, 1)).steps[0]?.changes).toEqual(["1 breach of high or critical severity"]);
    const ranked = swept([...many.slice(0, 50), breach("worst", "Dana Fox", "critical")]).steps[0]?.items.map(({ id }) => id) ?? [];
    expect([ranked[0], ranked[1], ranked.at(-1)]).toEqual(["standard/worst", "standard/r00", "standard/r48"]);
  });

  it("ticks only its own items, once", () => {
    const tasks = carriedOut(swept([breach("a"), breach("b"), breach("c")]));
    const mixed = byHand(tasks, { items: ["standard/a", "standard/b", "standard/c", "account/own"], done: ["standard/c"] });
    expect(swept([breach("b")], mixed, later(1)).steps.map(({ done, changes }) => [done, changes])).toEqual([
      [["standard/a"], ["1 done by the book"]],
    ]);
    expect(swept([], mixed, later(1)).steps.map(({ done }) => done)).toEqual([["standard/a", "standard/b"]]);
  });

  it("leaves a list that a later day has seen, one that a person opened, and opens none again on the day it was closed", () => {
    const tasks = carriedOut(swept([breach("a")]));
    const b = [breach("b")];
    expect(swept(b, byHand(tasks, { updatedAsOf: later(2) }), later(1)).steps).toEqual([]);
    expect(swept(b, byHand(tasks, { updatedAsOf: later(1) }), later(1)).steps.map(({ op }) => op)).toEqual(["update"]);
    expect(swept(b, byHand(tasks, { play: null }), later(1)).steps).toEqual([]);
    const closed = (on: string | null): SweptTask[] =>
      byHand(tasks, { isOpen: false, ending: on === null ? null : { on, outcome: "done", reason: null } });
    expect(swept(b, closed(later(1)), later(1)).steps).toEqual([]);
    expect(swept(b, closed(later(2)), later(1)).steps).toEqual([]);
    expect(swept(b, closed(TODAY), later(1)).steps.map(({ op }) => op)).toEqual(["open"]);
    expect(swept(b, closed(null), later(1)).steps.map(({ op }) => op)).toEqual(["open"]);
    expect(swept([], closed(null), later(1)).steps).toEqual([]);
  });
});

describe("the order and the counts of a plan", () => {
  it("puts the gravest first, then the most revenue, then by name", () => {
    const risk = (id: string, arrMinor: number | null, tier: "yellow" | "red") =>
      account({ account: id, name: id.toUpperCase(), arrMinor, tier, before: { tier: "green", recorded: true } });
    const book = [
      risk("f", null, "yellow"),
      risk("e", 0, "yellow"),
      risk("d", 5, "yellow"),
      risk("c", 9, "yellow"),
      risk("b", 1, "red"),
      risk("a2", 5, "yellow"),
      { ...risk("a1", 5, "yellow"), renewal: { on: later(80), talks: 1 } },
    ];
    const steps = plan(book).steps.map((step) => `${step.account ?? ""} ${step.intent}`);
    expect(steps).toEqual(["b churn", "c churn", "a1 churn", "a1 renewal", "a2 churn", "d churn", "e churn", "f churn"]);
    expect(plan(book.toReversed()).steps.map((step) => `${step.account ?? ""} ${step.intent}`)).toEqual(steps);
  });

  it("puts what failed first and what closes last", () => {
    const two = carriedOut(plan([fell, { ...fell, account: "beta", name: "Beta" }]));
    const steps = plan(
      [account(), { ...account({ ...yellow }), account: "beta", name: "Beta" }, { ...fell, account: "gamma", name: "Gamma", arrMinor: 1 }],
      two,
      later(31),
    ).steps;
    expect(steps.map(({ op, account: id }) => [op, id])).toEqual([
      ["fail", "beta"],
      ["open", "gamma"],
      ["close", "acme"],
    ]);
  });

  it("names red accounts whose task was closed, by account, with the last day", () => {
    const red = (id: string) => account({ account: id, name: `The ${id}`, tier: "red", before: { tier: "red", recorded: true } });
    const closed = (id: string, week: number, on: string | null): SweptTask => ({
      ...(carriedOut(plan([fell]))[0] as SweptTask),
      id: `churn-${id}-${week}`,
      key: `churn/${id}`,
      isOpen: false,
      updatedAsOf: later(-1),
      ending: on === null ? null : { on, outcome: "done", reason: null },
    });
    const tasks = [closed("b", 1, later(-9)), closed("b", 2, later(-5)), closed("b", 3, later(-7)), closed("a", 1, null)];
    const found = (accounts: Parameters<typeof plan>[0]) => plan(accounts, tasks).settled;
    expect(found([red("b"), red("a"), red("c")])).toEqual([
      { account: "a", name: "The a", on: later(-1) },
      { account: "b", name: "The b", on: later(-5) },
    ]);
    expect(found([{ ...red("b"), tier: "yellow" }])).toEqual([]);
    expect(found([{ ...red("b"), leftOn: later(-2) }])).toEqual([]);
    expect(found([{ ...red("b"), before: { tier: "green", recorded: true } }])).toEqual([]);
    expect(plan([red("b")], [...tasks, { ...closed("b", 4, null), isOpen: true, ending: null, updatedAsOf: later(1) }]).settled).toEqual(
      [],
    );
  });

  it("counts accounts that are held out of a play that they would have got", () => {
    const held = (accounts: SweepInput["accounts"], tasks: readonly SweptTask[] = [], intent = "churn"): SweepPlan =>
      planSweep({ ...input(accounts, tasks), isHeldOut: (id, kind) => id !== "free" && kind === intent }, KEYS);
    expect(held([fell, { ...fell, account: "beta" }])).toMatchObject({ heldOut: 2, steps: [] });
    expect(held([account()]).heldOut).toBe(0);
    expect(held([{ ...fell, account: "free" }])).toMatchObject({ heldOut: 0, steps: [{ op: "open" }] });
    expect(held([{ ...fell, leftOn: later(-1) }]).heldOut).toBe(0);
    // A task that is open goes on.
    const open = carriedOut(plan([fell]));
    expect(held([fell], open).heldOut).toBe(0);
    expect(held([account()], open).steps.map(({ op }) => op)).toEqual(["close"]);
    const closed = byHand(open, { isOpen: false, ending: { on: later(-3), outcome: "done", reason: null } });
    expect(held([fell], closed).heldOut).toBe(1);
    expect(held([account({ ...yellow, renewal: { on: later(80), talks: 0 } })], [], "renewal").heldOut).toBe(1);
  });

  it("goes on with the last opened of several open tasks", () => {
    const open = (week: string): SweptTask => ({ ...(carriedOut(plan([fell]))[0] as SweptTask), id: `churn-acme-${week}` });
    for (const tasks of [
      [open("2026w40"), open("2026w46"), open("2026w43")],
      [open("2026w46"), open("2026w40")],
    ])
      expect(plan([account()], tasks, later(1)).steps.map(({ task }) => task)).toEqual(["churn-acme-2026w46"]);
  });

  it("closes a list of standards of somebody who has no breach any more, and of nobody", () => {
    const lists = planSweep(
      {
        ...input([]),
        breaches: [null, "Zoe", "Amir", "Bea"].map((owner) => ({
          id: `of ${owner ?? ""}`,
          account: null,
          what: "w",
          severity: "high" as const,
          owner,
        })),
      },
      KEYS,
    );
    expect(lists.steps.map(({ name }) => name)).toEqual(["Amir", "Bea", "Zoe", "accounts nobody owns"]);
    const tasks = carriedOut(lists);
    const closing = plan([], tasks.toReversed(), later(1));
    expect(closing.steps.map(({ op, accountsOf }) => [op, accountsOf])).toEqual([
      ["close", "Amir"],
      ["close", "Bea"],
      ["close", "Zoe"],
      ["close", null],
    ]);
    // Closed ones, and tasks of other kinds, are nobody's list.
    expect(plan([], byHand(tasks, { isOpen: false, ending: { on: TODAY, outcome: "done", reason: null } }), later(1)).steps).toEqual([]);
    expect(plan([], carriedOut(plan([fell])), later(1)).steps).toEqual([]);
  });
});
