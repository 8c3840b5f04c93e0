import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import type { Severity } from "../../../src/domain/brief/brief.ts";
import { planSweep } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepInput } from "../../../src/domain/plays/swept.ts";
import { account, byHand, carriedOut, FELL, input, KEYS, later, plan, signal, stuck, TODAY, told, YELLOW } from "./sweep-sample.ts";

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
    expect(ends({ ...YELLOW, tier: "red", signals: [sign("seats_full", "high")] })).toEqual([
      { on: later(9), outcome: "done", reason: "the account is red: it has to recover first" },
    ]);
    expect(ends({ leftOn: later(8), tier: null })).toEqual([
      { on: later(9), outcome: "lost", reason: `its last subscription ended on ${later(8)}` },
    ]);
    expect(ends({ ...YELLOW, signals: [sign("seats_full", "high")] })).toEqual([]);
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
    expect(plan([account()], [...growth, ...carriedOut(plan([FELL]))], later(1)).steps.map(({ op, intent }) => [op, intent])).toEqual([
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
