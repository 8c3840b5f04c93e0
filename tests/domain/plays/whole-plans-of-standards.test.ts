import { describe, expect, it } from "vitest";
import type { Severity } from "../../../src/domain/brief/brief.ts";
import { planSweep, type SweepPlan } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepInput, SweptBreach, SweptTask } from "../../../src/domain/plays/swept.ts";
import { printPlan } from "./print-plan.ts";
import { account, byHand, carriedOut, FELL, input, KEYS, later, plan, TODAY, YELLOW } from "./sweep-sample.ts";

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
    const two = carriedOut(plan([FELL, { ...FELL, account: "beta", name: "Beta" }]));
    const steps = plan(
      [account(), { ...account({ ...YELLOW }), account: "beta", name: "Beta" }, { ...FELL, account: "gamma", name: "Gamma", arrMinor: 1 }],
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
      ...(carriedOut(plan([FELL]))[0] as SweptTask),
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
    expect(held([FELL, { ...FELL, account: "beta" }])).toMatchObject({ heldOut: 2, steps: [] });
    expect(held([account()]).heldOut).toBe(0);
    expect(held([{ ...FELL, account: "free" }])).toMatchObject({ heldOut: 0, steps: [{ op: "open" }] });
    expect(held([{ ...FELL, leftOn: later(-1) }]).heldOut).toBe(0);
    // A task that is open goes on.
    const open = carriedOut(plan([FELL]));
    expect(held([FELL], open).heldOut).toBe(0);
    expect(held([account()], open).steps.map(({ op }) => op)).toEqual(["close"]);
    const closed = byHand(open, { isOpen: false, ending: { on: later(-3), outcome: "done", reason: null } });
    expect(held([FELL], closed).heldOut).toBe(1);
    expect(held([account({ ...YELLOW, renewal: { on: later(80), talks: 0 } })], [], "renewal").heldOut).toBe(1);
  });

  it("goes on with the last opened of several open tasks", () => {
    const open = (week: string): SweptTask => ({ ...(carriedOut(plan([FELL]))[0] as SweptTask), id: `churn-acme-${week}` });
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
    expect(plan([], carriedOut(plan([FELL])), later(1)).steps).toEqual([]);
  });
});
