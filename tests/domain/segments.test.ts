import { expect, it } from "vitest";
import { segmentOf, touchOf } from "../../src/domain/segments.ts";

it.each([
  [null, null, null],
  [-1, null, null],
  [0, "SMB", "low touch"],
  [999_999, "SMB", "low touch"],
  [1_000_000, "SMB", "mid touch"],
  [1_999_999, "SMB", "mid touch"],
  [2_000_000, "mid-market", "mid touch"],
  [4_999_999, "mid-market", "mid touch"],
  [5_000_000, "mid-market", "high touch"],
  [9_999_999, "mid-market", "high touch"],
  [10_000_000, "enterprise", "high touch"],
])("an account of %s minor units is %s, %s", (arr, segment, touch) => {
  expect([segmentOf(arr), touchOf(arr)]).toEqual([segment, touch]);
});
