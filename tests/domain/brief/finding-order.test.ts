import { expect, it } from "vitest";
import { FINDING_KINDS, FINDING_ORDER } from "../../../src/domain/brief/brief.ts";

it("tells findings of every kind, each kind once", () => {
  expect([...FINDING_ORDER].sort()).toEqual([...FINDING_KINDS].sort());
});
