import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadTeam } from "../src/team/load-team.ts";
import { compileTeam } from "../src/team/route/compile-team.ts";
import { parseRouterModel } from "../src/team/route/load-router-model.ts";
import { requestFeatures } from "../src/team/route/request-features.ts";
import { requestParts } from "../src/team/route/request-parts.ts";
import { requestWords } from "../src/team/route/request-words.ts";
import { openIndex, type RouteIndex } from "../src/team/route/route-index.ts";
import { judge } from "../src/team/route/judge.ts";
import type { RouterModel } from "../src/team/route/router-model.ts";
import { outsideWords } from "../src/team/route/scope.ts";
import { DEFAULT_WEIGHTS, type RouteWeights } from "../src/team/route/weights.ts";
import { type Example, filesBeside, JUDGED, OUT_OF_SCOPE, readExamples, REQUESTS, SAYINGS } from "./router/examples.ts";
import { fingerprint } from "./router/fingerprint.ts";
import { fitCalibration, fitCombination, type Observation } from "./router/fit-combination.ts";
import { type LabelledText, learnWeights } from "./router/learn-weights.ts";
import { calibrationError, isRight, judgeAll, type Judgement, scoreLine, scoreOf } from "./router/measure.ts";
import { packModel } from "./router/pack-model.ts";
import { rootPath } from "./root.ts";

// Trains references/router-weights.bin from training/routing. Without options: cross-validates, fits the combination, trains, writes, prints
// the cross-validated table. `--judge` scores the written weights on the judged set; `--dev FILE` prints totals on an outside set.
const { values } = parseArgs({ options: { judge: { type: "boolean" }, dev: { type: "string" } } });
const OUT = rootPath("references/router-weights.bin");
const ALSO_SHARE = 0.2;
const HEAD = `${"".padEnd(24)}   agent   lane  top 3 refused  nobody`;

const team = await loadTeam([rootPath("agents")], { references: [rootPath("references")] });
const compiled = compileTeam(team);
const bare = openIndex(compiled, undefined);
const classes = [...compiled.agents.map(({ name }) => name), OUT_OF_SCOPE].sort();
const laneOf = (name: string): string | undefined => compiled.agents.find((agent) => agent.name === name)?.lane;

if (values.judge === true) report("judged set", judgeAll(readExamples([JUDGED]), openIndex(compiled, team.routerModel)));
else if (values.dev !== undefined) judgeDev(values.dev);
else train();

function train(): void {
  const own = team.agents.flatMap(({ name, examples, triggers }) =>
    [...examples, ...triggers.contexts].map((text): Example => ({ agent: name, also: [], kind: "own", text, language: "en" })),
  );
  // A fold is a writer: what is measured is how requests by somebody else, who has another way of putting things, are routed.
  const held = REQUESTS.flatMap((file) => {
    const model = modelFrom([...readExamples(filesBeside(file)), ...own], DEFAULT_WEIGHTS);
    const index = openIndex(compiled, model);
    return readExamples([file]).map((example) => ({ example, index, model }));
  });
  const raw = fitCombination(held.map(({ example, index }) => observe(example, index)));
  const judgeHeld = (combination: RouteWeights): Judgement[] =>
    held.flatMap(({ example, index, model }) => judgeAll([example], { ...index, model: { ...model, combination } }));
  const unsure = judgeHeld(raw);
  const calibrationOf = (some: readonly Judgement[]): { slope: number; shift: number } =>
    fitCalibration(some.map((each) => ({ confidence: each.route.confidence, right: isRight(each) })));
  const calibration = {
    answered: calibrationOf(unsure.filter(({ route }) => route.agent !== null)),
    refused: calibrationOf(unsure.filter(({ route }) => route.agent === null)),
  };
  const combination = { ...raw, calibration };
  console.log(JSON.stringify(rounded(combination)));
  const judged = judgeHeld(combination);
  report("cross-validated, one writer left out at a time", judged);
  const bytes = packModel(
    learnWeights([...readExamples([...REQUESTS, ...SAYINGS]), ...own].map(labelled), classes.length),
    classes,
    rounded(combination),
    fingerprint(compiled),
  );
  writeFileSync(OUT, bytes);
  console.log(`${OUT}: ${bytes.byteLength} bytes`);
}

function modelFrom(examples: readonly Example[], combination: RouteWeights): RouterModel {
  const model = parseRouterModel(packModel(learnWeights(examples.map(labelled), classes.length), classes, combination, ""));
  if (model === undefined) throw new TypeError("a model that was just packed cannot be read");
  return model;
}

function labelled({ text, agent, also }: Example): LabelledText {
  const words = requestWords(text, bare.synonyms);
  const others = also.filter((name) => classes.includes(name));
  const target = classes.map((name) => {
    if (name === agent) return others.length > 0 ? 1 - ALSO_SHARE : 1;
    return others.includes(name) ? ALSO_SHARE / others.length : 0;
  });
  return { features: requestFeatures(words, outsideWords(words, bare).subjects, bare), target };
}

function observe({ text, agent, also }: Example, index: RouteIndex): Observation {
  const { evidence, signs } = judge({ text }, index, requestParts(text));
  return {
    agents: evidence.map((each) => each.agent.name),
    features: evidence.map(({ features }) => features),
    signs,
    right: agent === OUT_OF_SCOPE ? [] : [agent, ...also],
  };
}

function report(title: string, judged: readonly Judgement[]): void {
  console.log(`\n${title}\n${HEAD}`);
  console.log(scoreLine("all", scoreOf(judged, laneOf)));
  for (const key of ["language", "kind"] as const) {
    for (const value of [...new Set(judged.map(({ example }) => example[key]))].sort())
      console.log(
        scoreLine(
          `${key} ${value}`,
          scoreOf(
            judged.filter(({ example }) => example[key] === value),
            laneOf,
          ),
        ),
      );
  }
  console.log(`calibration error ${(100 * calibrationError(judged)).toFixed(1)} %`);
}

/** Totals only: the rows of an outside set are neither printed nor learned from. */
function judgeDev(path: string): void {
  const examples = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Example => {
      const row = JSON.parse(line) as {
        request: string;
        agents: string[] | null;
        lanes?: string[] | null;
        files?: string[];
        kind?: string;
      };
      const [agent = OUT_OF_SCOPE, ...also] = row.agents ?? [];
      return { agent, also, kind: row.kind ?? "all", text: row.request, language: "all", files: row.files, lanes: row.lanes ?? undefined };
    });
  report("outside set", judgeAll(examples, openIndex(compiled, team.routerModel)));
}

function rounded(weights: RouteWeights): RouteWeights {
  return JSON.parse(
    JSON.stringify(weights, (_, value: unknown) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value)),
  ) as RouteWeights;
}
