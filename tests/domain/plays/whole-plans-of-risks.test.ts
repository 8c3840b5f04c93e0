import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import type { Severity } from "../../../src/domain/brief/brief.ts";
import { planSweep, type SweepPlan } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepInput, SweptTask } from "../../../src/domain/plays/swept.ts";
import { account, byHand, carriedOut, FELL, input, KEYS, later, plan, signal, stuck, TODAY, told, YELLOW } from "./sweep-sample.ts";

describe("what a plan says of a risk", () => {
  it("opens one where the health fell", () =>
    expect(told([FELL])).toMatchInlineSnapshot(`
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
      ...input([FELL]),
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
  const opened = carriedOut(plan([FELL]));

  it("tells what is new, the owner and the rank among it", () =>
    expect(
      told(
        [account({ ...YELLOW, csm: "Ines", seller: null, signals: [stuck(2, "critical", later(2))] })],
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
    const steps = plan([account({ ...YELLOW, csm: null, signals: [signal("quiet", "high", later(1))] })], opened, later(3)).steps;
    expect(steps.map(({ play, changes }) => [play.ownerName, changes])).toEqual([
      ["Dana Fox", ["priority: medium → high", "found: it is quiet"]],
    ]);
  });

  it("turns a warning into a risk, moves a date that is over to that of the next work, and nothing else", () => {
    const warned = carriedOut(plan([account({ signals: [stuck(1)] })]));
    expect(told([account({ ...YELLOW, signals: [stuck(1)] })], warned, later(4))).toMatchInlineSnapshot(`
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
    expect(plan([account({ ...YELLOW, signals: [stuck(1)] })], warned, later(2)).steps[0]?.play.due).toBe(later(2));
    expect(plan([account({ ...YELLOW, signals: [signal("quiet", "high", later(3))] })], opened, later(4)).steps[0]?.play.due).toBe(
      later(2),
    );
  });

  it("takes the earliest of the new work's dates", () => {
    const uneven = (asOf: string, tasks: readonly SweptTask[]): SweepPlan =>
      planSweep(
        {
          ...input([account({ ...YELLOW, signals: [stuck(1)] })], tasks, asOf),
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
    expect(told([account({ ...YELLOW })], opened, later(31))).toMatchInlineSnapshot(`
      "as of 2026-12-21, 0 held out
      fail churn acme (Acme) task churn-acme-2026-11-20
        Bring Acme back to green | Why is Acme at risk, and what brings it back? | retention-specialist@account-management | 1000000 USD
        risk/health/churn-diagnosis critical customer-success-manager/Dana Fox due 2026-12-23 began 2026-11-20
        at risk since 2026-11-20, started yellow, failed 2026-12-21: health fell from green to yellow (score 61.3)
        [ ] sweep/not-recovered | Acme is not back to green after 30 days: decide with your manager what is tried next | customer-success-manager/Dana Fox | 2026-12-23
        > not back to green after 31 days
        > priority: medium → critical"
    `);
    const failed = carriedOut(plan([account({ ...YELLOW })], opened, later(31)), opened);
    expect(plan([account({ ...YELLOW, signals: [signal("quiet", "high", later(33))] })], failed, later(35)).steps).toMatchObject([
      { op: "update", play: { priority: "critical", failedOn: later(31), due: later(33) }, changes: ["found: it is quiet"] },
    ]);
    // Green, but kept open by a signal: not failed.
    const notice = account({ signals: [signal("cancellation_requested", "critical")] });
    expect(plan([notice], opened, later(40)).steps.map(({ op }) => op)).toEqual(["update"]);
    expect(plan([account({ ...YELLOW, tier: null, score: null })], opened, later(31)).steps.map(({ op }) => op)).toEqual(["fail"]);
    expect(
      plan([account({ ...YELLOW })], byHand(opened, { items: [...(opened[0]?.items ?? []), "sweep/not-recovered"] }), later(31)).steps,
    ).toMatchObject([{ op: "fail", items: [] }]);
  });

  it("takes on one that a question opened, with the words it has", () => {
    const asked = byHand(opened, {
      play: null,
      stage: "plan in place",
      items: ["churn-diagnosis/assess", "account/own"],
      title: "Why is Acme leaving?",
    });
    expect(told([FELL], asked)).toMatchInlineSnapshot(`
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
  const [risk] = [carriedOut(plan([FELL]))];
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
    expect(plan([account({ ...YELLOW, score: null })], risk, later(5)).steps).toEqual([]);
  });

  it("not recovered while a warning stands, or the health is worse than it was", () => {
    expect(plan([account({ signals: [stuck(1)] })], warned, later(5)).steps).toEqual([]);
    expect(plan([account({ ...YELLOW })], warned, later(5)).steps.map(({ op, stage }) => [op, stage])).toEqual([["update", "at risk"]]);
    const unknown = byHand(warned, {
      play: { ...(warned[0] as SweptTask & { play: NonNullable<SweptTask["play"]> }).play, tierAtStart: null },
    });
    expect(plan([account({ ...YELLOW })], unknown, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
    expect(plan([account({ tier: null, score: null })], warned, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
    const asYellow = carriedOut(plan([account({ ...YELLOW, signals: [stuck(1)] })]));
    expect(plan([account({ ...YELLOW })], asYellow, later(5)).steps.map(({ op }) => op)).toEqual(["close"]);
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
    const failed = carriedOut(plan([account({ ...YELLOW })], risk, later(31)), risk);
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
