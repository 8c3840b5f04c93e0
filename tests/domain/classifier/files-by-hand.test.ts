import { describe, expect, it } from "vitest";
import { DataError, UserError, type ErrorDetail } from "../../../src/core/errors.ts";
import { NEVER } from "../../../src/domain/classifier/choose-threshold.ts";
import { type Judged } from "../../../src/domain/classifier/judged.ts";
import { labelColumn } from "../../../src/domain/classifier/label-column.ts";
import { labelReport } from "../../../src/domain/classifier/label-report.ts";
import { refuseTooLittle, refuseUnknownScope } from "../../../src/domain/classifier/refuse-too-little.ts";
import { parseTextModel, printTextModel } from "../../../src/domain/classifier/text-model-file.ts";
import type { TextModel } from "../../../src/domain/classifier/text-model.ts";
import { textLabeller } from "../../../src/domain/classifier/label-text.ts";
import { trainText } from "../../../src/domain/classifier/train-text.ts";
import { vocabularyOf } from "../../../src/domain/classifier/vocabulary.ts";
import { madeTickets } from "./made-tickets.ts";

type Row = readonly [actual: number, guess: number, confidence: number];
function judged(rows: readonly Row[], outside = -1, labels = ["a", "b", "c"]): Judged {
  return {
    labels,
    outside,
    actual: Int32Array.from(rows, ([actual]) => actual),
    guess: Int32Array.from(rows, ([, guess]) => guess),
    confidence: Float64Array.from(rows, ([, , confidence]) => confidence),
  };
}

function detailOf(act: () => unknown): ErrorDetail | null {
  try {
    act();
  } catch (error) {
    if (error instanceof DataError || error instanceof UserError) return error.detail;
    throw error;
  }
  return null;
}

describe("what there is too little of", () => {
  const column = (cells: readonly string[]) => labelColumn("queue", cells);
  const list = (count: number, labels: number): string[] => Array.from({ length: count }, (_, row) => `l${row % labels}`);

  it("are tickets and labels", () => {
    expect(detailOf(() => refuseTooLittle(column(list(19, 2))))).toEqual({
      code: "too-little-to-learn",
      message: 'There is too little to learn "queue" from.',
      found: "19 labelled tickets with 2 labels",
      allowed: ["at least 20 tickets and 2 labels"],
      fix: "Give a file with more labelled tickets, or name another column with --label.",
    });
    expect(detailOf(() => refuseTooLittle(column([...list(19, 2), ""])))?.code).toBe("too-little-to-learn");
    expect(detailOf(() => refuseTooLittle(column(list(20, 2))))).toBeNull();
    expect(detailOf(() => refuseTooLittle(column(list(20, 1))))?.found).toBe("20 labelled tickets with 1 label");
    expect(detailOf(() => refuseTooLittle(column([...list(20, 1), "oos"])))?.found).toBe("21 labelled tickets with 1 label");
  });

  it("is no column of labels where nearly every ticket has its own", () => {
    expect(detailOf(() => refuseTooLittle(column(list(20, 18))))).toBeNull();
    expect(detailOf(() => refuseTooLittle(column(list(20, 19))))).toEqual({
      code: "no-label-column",
      message: 'The column "queue" does not look like labels: nearly every ticket has its own.',
      found: "19 different values in 20 tickets",
      allowed: ["at most 1000 labels, each on several tickets"],
      fix: "Name the column with the label by --label.",
    });
    expect(detailOf(() => refuseTooLittle(column(list(5000, 1000))))).toBeNull();
    expect(detailOf(() => refuseTooLittle(column(list(5000, 1001))))?.code).toBe("no-label-column");
  });

  it("is a label out of scope that stands nowhere", () => {
    const columns = [labelColumn("queue", ["billing", "login"], "logn"), labelColumn("tone", ["polite", "oos"], "logn")];
    expect(detailOf(() => refuseUnknownScope(columns, "logn"))).toEqual({
      code: "no-such-label",
      message: 'In the file no ticket has the label "logn".',
      allowed: ["login"],
      fix: "Name a label of the file with --out-of-scope, or leave the option out.",
    });
    const many = [labelColumn("queue", list(30, 30), "zzzzzzzz")];
    expect(detailOf(() => refuseUnknownScope(many, "zzzzzzzz"))?.allowed).toHaveLength(20);
    expect(detailOf(() => refuseUnknownScope(columns, undefined))).toBeNull();
    expect(detailOf(() => refuseUnknownScope([labelColumn("q", ["a", "none"], "none"), ...columns], "none"))).toBeNull();
  });
});

describe("a model's file", () => {
  const report = labelReport(judged([[0, 0, 0.9]]), 0);
  const model: TextModel = {
    recipe: { phrase: 2, pairs: 0, letters: [0, 0] },
    cues: null,
    text: ["subject"],
    vocabulary: vocabularyOf(Uint32Array.of(5, 900), Uint8Array.of(0, 1)),
    rarity: Uint8Array.of(70, 80),
    heads: [
      {
        column: "queue",
        labels: ["a", "b"],
        outside: -1,
        scales: [0.5, 0.25],
        biases: [0.125, -1],
        confidence: { weights: [1, 0, 0, 0], intercept: 0 },
        threshold: 0.5,
        training: { penalty: 0.3, report, measured_on: "folds", learning_curve: [] },
      },
    ],
    levels: Int8Array.of(1, 0, -4, 9),
  };
  const text = printTextModel(model);

  it("gives the model back, from either kind of line end", () => {
    expect(parseTextModel(text, "m")).toEqual(model);
    expect(parseTextModel(text.trimEnd(), "m")).toEqual(model);
    expect(text.split("\n")).toHaveLength(7);
    expect(JSON.parse(text.split("\n")[0] ?? "")).toMatchObject({ format: "echo-cs text model", schema: 1 });
  });

  it("is refused with what is wrong and what to do", () => {
    const again = "Train it again with `echo-cs triage train`.";
    expect(detailOf(() => parseTextModel("[1]\nx\n", "m"))).toEqual({
      code: "no-text-model",
      message: "This file holds no model of labels.",
      place: { file: "m" },
      fix: `Name a file that \`echo-cs triage train --out\` wrote. ${again}`,
    });
    expect(detailOf(() => parseTextModel(text.split("\n")[0] ?? "", "m"))?.code).toBe("no-text-model");
    expect(detailOf(() => parseTextModel('{"format":"other"}\n', "m"))?.code).toBe("no-text-model");
    expect(detailOf(() => parseTextModel(text.replace('"schema":1', '"schema":2'), "m"))).toEqual({
      code: "text-model-schema",
      message: "The model was written by another version of the program.",
      found: "schema 2",
      allowed: ["schema 1"],
      place: { file: "m" },
      fix: again,
    });
    expect(detailOf(() => parseTextModel(text.replace("subject", "objects"), "m"))).toEqual({
      code: "text-model-damaged",
      message: "The model was changed or cut off since it was written.",
      place: { file: "m" },
      fix: `Copy it again from where it was whole, or train it anew. ${again}`,
    });
    // Lists that do not belong together, though the hash is theirs.
    for (const wrong of [
      { rarity: Uint8Array.of(70) },
      { levels: Int8Array.of(1, 0, -4) },
      { vocabulary: vocabularyOf(Uint32Array.of(5), Uint8Array.of(0)) },
      { vocabulary: { ...model.vocabulary, views: Uint8Array.of(0) } },
    ])
      expect(detailOf(() => parseTextModel(printTextModel({ ...model, ...wrong }), "m"))?.code).toBe("text-model-damaged");
  });
});

describe("a training pinned to its figures", () => {
  const tickets = madeTickets({ rows: 90, seed: 4, noise: 0.4, strange: 0.2 });
  const options = { text: ["text"], target: { precision: 0.9, recall: 0.8 } };

  it("gives the same model from release to release", () => {
    const { model, learnt } = trainText({ ...tickets, columns: tickets.columns.slice(0, 1) }, options);
    const [head] = model.heads;
    const label = textLabeller(model);
    const digits = (values: Iterable<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(5)));
    expect({
      learnt,
      features: model.vocabulary.hashes.length,
      penalty: head?.training.penalty,
      curve: head?.training.learning_curve.map(({ tickets: count, accuracy }) => [count, ...digits([accuracy])]),
      scales: digits(head?.scales ?? []),
      biases: digits(head?.biases ?? []),
      confidence: digits([...(head?.confidence.weights ?? []), head?.confidence.intercept ?? 0]),
      threshold: head?.threshold,
      accuracy: digits([head?.training.report.accuracy ?? 0]),
      says: ["Dear colleagues, invoice and refund", "cannot log in since this morning", "unheard-of words", ""].flatMap((text) =>
        label(text).map(({ guess, confidence }) => [guess, ...digits([confidence])]),
      ),
    }).toEqual({
      learnt: 90,
      features: 3059,
      penalty: 0.1,
      curve: [
        [8, 0.5625],
        [18, 0.5625],
        [34, 0.75],
        [72, 0.60811],
      ],
      scales: [0.0017335, 0.0014969, 0.002744, 0.0015451],
      biases: [-0.22151, -0.21784, -0.25918, -0.31245],
      confidence: [0.7773, -0.47115, -0.6353, 1.8408, -0.77128],
      threshold: NEVER,
      accuracy: [0.60811],
      says: [
        [0, 0.80409],
        [1, 0.62013],
        [1, 0.34062],
        [1, 0.29604],
      ],
    });
  });
});
