import { describe, expect, it } from "vitest";
import { accountsNamed } from "../../../src/run/verify/subjects.ts";

const ACCOUNTS = new Map([
  ["alder", ["Alder Freight"]],
  ["alder-inc", ["Alder Freight Inc."]],
  ["birch", ["Birch Ltd"]],
]);
const named = (text: string): string[] => accountsNamed(text, ACCOUNTS).map(({ id }) => id);

describe("accounts named in a text", () => {
  it("are those of a name in full, where another's begins like it", () => {
    expect(named("Alder Freight renews.")).toEqual(["alder"]);
    expect(named("Alder Freight Inc. renews.")).toEqual(["alder-inc"]);
  });
  it("are found without their legal form, where no other is called so", () => {
    expect(named("Birch renews, and Alder Freight does not.").sort()).toEqual(["alder", "birch"]);
  });
});
