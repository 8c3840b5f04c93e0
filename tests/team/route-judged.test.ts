import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTeam } from "../../src/team/load-team.ts";
import { compileTeam, type CompiledTeam } from "../../src/team/route/compile-team.ts";
import { openIndex } from "../../src/team/route/route-index.ts";
import type { Team } from "../../src/team/team.ts";
import { JUDGED, readExamples, REQUESTS, SAYINGS } from "../../scripts/router/examples.ts";
import { fingerprint } from "../../scripts/router/fingerprint.ts";
import { calibrationError, judgeAll, type Judgement, type Score, scoreOf } from "../../scripts/router/measure.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("the shipped router", () => {
  let team: Team;
  let compiled: CompiledTeam;
  let judged: readonly Judgement[];
  let score: Score;
  beforeAll(async () => {
    team = await loadTeam([join(ROOT, "agents")]);
    compiled = compileTeam(team);
    judged = judgeAll(readExamples([JUDGED]), openIndex(compiled, team.routerModel));
    score = scoreOf(judged, (name) => team.agents.find((agent) => agent.name === name)?.lane);
  });

  it("sends requests that it has never seen to an agent who would do", () => {
    expect(score.mine).toBeGreaterThan(300);
    expect(score.agent / score.mine).toBeGreaterThan(0.76);
    expect(score.lane / score.mine).toBeGreaterThan(0.8);
    expect(score.firstThree / score.mine).toBeGreaterThan(0.92);
  });

  it("refuses what is nobody's, and little else", () => {
    expect(score.nobodys).toBeGreaterThanOrEqual(60);
    expect(score.refusedRightly / score.nobodys).toBeGreaterThan(0.86);
    expect(score.refused / score.mine).toBeLessThan(0.05);
  });

  it("is as often right as it says", () => {
    expect(calibrationError(judged)).toBeLessThan(0.1);
  });

  it("would do far worse without its learned weights", () => {
    const bare = scoreOf(judgeAll(readExamples([JUDGED]), openIndex(compiled, undefined)), () => undefined);
    expect(bare.agent / bare.mine).toBeLessThan(score.agent / score.mine - 0.15);
  });

  it("was trained on the text and the words as they are now: else run scripts/train-router.ts", () => {
    const bytes = readFileSync(join(ROOT, "references/router-weights.bin"));
    const head = JSON.parse(bytes.subarray(4, 4 + bytes.readUInt32LE(0)).toString()) as { trained_on: string };
    expect(head.trained_on).toBe(fingerprint(compiled));
    expect(bytes.byteLength).toBeLessThanOrEqual(215_000);
  });

  it("has seen none of the requests that it is judged by", () => {
    const seen = new Set(readExamples([...REQUESTS, ...SAYINGS]).map(({ text }) => text.toLowerCase()));
    expect(judged.filter(({ example }) => seen.has(example.text.toLowerCase()))).toEqual([]);
  });
});
