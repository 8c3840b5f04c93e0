import { describe, expect, it } from "vitest";
import { textLabeller } from "../../../src/domain/classifier/label-text.ts";
import { labelColumn } from "../../../src/domain/classifier/label-column.ts";
import { parseTextModel, printTextModel } from "../../../src/domain/classifier/text-model-file.ts";
import { type LabelledTexts, type TextTraining, trainText } from "../../../src/domain/classifier/train-text.ts";
import { DataError } from "../../../src/core/errors.ts";
import { madeTickets } from "./made-tickets.ts";

const OPTIONS: TextTraining = { text: ["text"], target: { precision: 0.9, recall: 0.8 } };
const tickets = madeTickets({ rows: 240 });
const queueOnly = { ...tickets, columns: tickets.columns.slice(0, 1) };
const { model, suspects } = trainText(tickets, OPTIONS);

function reordered({ texts, columns }: LabelledTexts, order: readonly number[]): LabelledTexts {
  return {
    texts: order.map((row) => texts[row] ?? ""),
    columns: columns.map(({ name, cells }) => ({ name, cells: order.map((row) => cells[row] ?? null) })),
  };
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DataError) return error.code;
    throw error;
  }
  return "no error";
}

describe("trainText", () => {
  it("learns several columns, and says truly how well", () => {
    const fresh = madeTickets({ rows: 200, seed: 2 });
    const label = textLabeller(model);
    for (const [place, head] of model.heads.entries()) {
      const right = fresh.texts.filter((text, row) => head.labels[label(text)[place]?.guess ?? -1] === fresh.columns[place]?.cells[row]);
      expect(right.length / fresh.texts.length).toBeGreaterThan(0.95);
      expect(Math.abs(right.length / fresh.texts.length - head.training.report.accuracy)).toBeLessThan(0.04);
    }
    expect(model.heads.map(({ column }) => column)).toEqual(["queue", "tone"]);
  });

  it("has the same bytes for the same rows in another order", () => {
    const order = tickets.texts.map((_, row) => (row * 77) % 240);
    expect(printTextModel(trainText(reordered(tickets, order), OPTIONS).model)).toBe(printTextModel(model));
  });

  it("gets better with more tickets, and shows it", () => {
    const curve = model.heads[0]?.training.learning_curve ?? [];
    expect(curve).toHaveLength(4);
    expect(curve.at(-1)?.tickets).toBe(192);
    expect(curve.at(-1)?.accuracy).toBeGreaterThanOrEqual(curve[0]?.accuracy ?? 1);
  });

  it("finds the labels that were changed by hand", () => {
    const wrong = [3, 50, 111, 200];
    const cells = (queueOnly.columns[0]?.cells ?? []).map((cell, row) =>
      wrong.includes(row) ? (cell === "login" ? "billing" : "login") : cell,
    );
    const found = trainText({ texts: tickets.texts, columns: [{ name: "queue", cells }] }, OPTIONS).suspects.get("queue") ?? [];
    expect(found.map(({ row }) => row).sort((a, b) => a - b)).toEqual(wrong);
    expect(suspects.get("queue")).toEqual([]);
  });

  it("withholds what it is unsure of, to the precision asked for", () => {
    const noisy = madeTickets({ rows: 300, noise: 0.3 });
    const [head] = trainText({ ...noisy, columns: noisy.columns.slice(0, 1) }, { ...OPTIONS, target: { precision: 0.85, recall: 0.8 } })
      .model.heads;
    expect(head?.training.report.accuracy).toBeLessThan(0.85);
    const { answered } = head?.training.report ?? {};
    if (answered?.precision !== null) expect(answered?.precision).toBeGreaterThanOrEqual(0.85);
    expect(answered?.coverage).toBeLessThan(1);
  });

  it("learns what is out of scope, by its usual name, and measures on a validation file where one is given", () => {
    const only = (rows: number, seed: number): LabelledTexts => {
      const made = madeTickets({ rows, seed, strange: 0.2 });
      return { ...made, columns: made.columns.slice(0, 1) };
    };
    const [head] = trainText(only(240, 5), { ...OPTIONS, validation: only(150, 6) }).model.heads;
    expect(head?.labels[head.outside]).toBe("oos");
    expect(head?.training.measured_on).toBe("validation");
    expect(head?.training.report.tickets).toBe(150);
    expect(head?.training.report.out_of_scope?.chosen.recall).toBeGreaterThan(0.8);
    expect(head?.training.report.out_of_scope?.chosen.in_scope_accuracy).toBeGreaterThan(0.8);
  });

  it("takes no notice of empty texts and empty labels", () => {
    const more: LabelledTexts = {
      texts: [...queueOnly.texts, "", "  ", "a text without a label"],
      columns: [{ name: "queue", cells: [...(queueOnly.columns[0]?.cells ?? []), "billing", "spam", null] }],
    };
    expect(trainText(more, OPTIONS).model.heads[0]?.labels).toEqual(["billing", "login", "reports"]);
  });

  it("reads further cues where it is given them", () => {
    const texts = Array.from({ length: 80 }, (_, row) => `number ${"abcdefgh"[row % 8] ?? ""} ${row}`);
    const cells = texts.map((_, row) => (row % 2 === 0 ? "even" : "odd"));
    const read = (text: string): readonly string[] => [Number(/\d+$/.exec(text)?.[0]) % 2 === 0 ? "even number" : "odd number"];
    const trained = trainText({ texts, columns: [{ name: "parity", cells }] }, { ...OPTIONS, cues: { name: "parity", read } }).model;
    expect(trained.cues).toBe("parity");
    const label = textLabeller(trained, read);
    const [head] = trained.heads;
    expect([1002, 1003, 1004, 1007].map((number) => head?.labels[label(`number q ${number}`)[0]?.guess ?? -1])).toEqual([
      "even",
      "odd",
      "even",
      "odd",
    ]);
  });

  it("learns from a part, by chance, of more text than it can hold, whatever the order", () => {
    const characters = queueOnly.texts.reduce((sum, { length }) => sum + length, 0);
    const half = trainText(queueOnly, { ...OPTIONS, mostCharacters: characters / 2 });
    expect(half.learnt).toBeGreaterThan(90);
    expect(half.learnt).toBeLessThan(150);
    expect(half.model.heads[0]?.training.report.tickets).toBe(half.learnt);
    const turned = reordered(queueOnly, [...queueOnly.texts.keys()].toReversed());
    expect(printTextModel(trainText(turned, { ...OPTIONS, mostCharacters: characters / 2 }).model)).toBe(printTextModel(half.model));
  });

  it("refuses too few tickets, one label, and a column that is no label", () => {
    const of = (cells: readonly string[]): LabelledTexts => ({
      texts: cells.map((_, row) => `text ${row}`),
      columns: [{ name: "queue", cells }],
    });
    expect(codeOf(() => trainText(of(["a", "b", "a"]), OPTIONS))).toBe("too-little-to-learn");
    expect(codeOf(() => trainText(of(Array.from({ length: 50 }, () => "a")), OPTIONS))).toBe("too-little-to-learn");
    expect(codeOf(() => trainText(of(Array.from({ length: 50 }, (_, row) => `id ${row}`)), OPTIONS))).toBe("no-label-column");
  });
});

describe("a model's file", () => {
  const printed = printTextModel(model);

  it("gives back the model, with the same answers", () => {
    const again = parseTextModel(printed, "queue.model");
    expect(again).toEqual(model);
    const [one, other] = [textLabeller(model), textLabeller(again)];
    for (const text of madeTickets({ rows: 20, seed: 9 }).texts) expect(other(text)).toEqual(one(text));
  });

  it("is refused where a character was changed, the end is missing, or it is something else", () => {
    const place = Math.floor(printed.length * 0.7);
    const changed = `${printed.slice(0, place)}${printed[place] === "A" ? "B" : "A"}${printed.slice(place + 1)}`;
    expect(codeOf(() => parseTextModel(changed, "m"))).toBe("text-model-damaged");
    expect(codeOf(() => parseTextModel(printed.slice(0, -200), "m"))).toBe("text-model-damaged");
    expect(codeOf(() => parseTextModel("id,text\n1,hello\n", "m"))).toBe("no-text-model");
    expect(codeOf(() => parseTextModel("", "m"))).toBe("no-text-model");
    expect(codeOf(() => parseTextModel(printed.replace('"schema":1', '"schema":99'), "m"))).toBe("text-model-schema");
  });
});

describe("labelColumn", () => {
  it("takes a cell as one label, whatever it holds, and knows what is out of scope by name", () => {
    const found = labelColumn("tags", [" a|b ", "a", "", null, "oos"]);
    expect(found.labels).toEqual(["a", "a|b", "oos"]);
    expect([...found.codes]).toEqual([1, 0, -1, -1, 2]);
    expect(found.outside).toBe(2);
    expect(labelColumn("tags", ["a", "other"], "other").outside).toBe(1);
    expect(labelColumn("tags", ["a", "constructor", "__proto__"]).labels).toEqual(["__proto__", "a", "constructor"]);
  });
});
