import { describe, expect, it } from "vitest";
import { DataError, type ErrorDetail } from "../../../src/core/errors.ts";
import { parseRule } from "../../../src/domain/standards/parse-rule.ts";
import { entry, rule } from "./samples.ts";

const TABLES = ["interactions", "subscriptions"];
const MUST = "days_without_contact <= threshold_days";

function faultOf(fields: Record<string, string>, line: number | null = 7): ErrorDetail {
  const placeOf = (field: string) => ({ file: `references/${field.replaceAll(" ", "-")}.md`, ...(line === null ? {} : { line }) });
  try {
    parseRule({ ...entry({ must: MUST, threshold: "31 d", message: "{account} breaks it", ...fields }), placeOf }, TABLES);
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("the rule was accepted");
}

const told = (field: string, what: string): string => `references/${field.replaceAll(" ", "-")}.md:7: OWN-1: "${field}": ${what}.`;

describe("a rule that cannot be read", () => {
  it.each([
    ["must", { must: "" }, "is empty", ""],
    ["must", { must: " `` " }, "is empty", ""],
    ["threshold", { threshold: "soon" }, '"soon" is no threshold', "soon"],
    ["threshold", { threshold: "3 rows" }, '3 rows gives no threshold_days, which "must" compares with', "threshold_days"],
    ["for each", { "for each": "tickt" }, 'there is nothing called "tickt"', "tickt"],
    ["evidence", { evidence: "kontract" }, 'there is no row called "kontract"', "kontract"],
    ["severity", { severity: "hihg" }, '"hihg" is no severity', "hihg"],
    ["needs", { needs: "subscriptions, interaction" }, 'there is no table "interaction"', "interaction"],
    ["must", { must: "arrr > 3" }, 'there is no value "arrr"', "arrr"],
    ["when", { when: "arrr > 3" }, 'there is no value "arrr"', "arrr"],
    ["graver when", { "graver when": "arrr > 3" }, 'there is no value "arrr"', "arrr"],
    ["milder when", { "milder when": "arrr > 3" }, 'there is no value "arrr"', "arrr"],
    ["message", { message: "{accout} is late" }, "prints {accout}, which is no value", "accout"],
    ["message", { "message without": "{accout} is late" }, "prints {accout}, which is no value", "accout"],
    ["since", { since: "yesterday" }, 'there is no value "yesterday"', "yesterday"],
    ["since", { since: "`last_contact_on + soon`" }, "is a day, + threshold_days, + a number of days", "last_contact_on + soon"],
  ] as const)("says what is wrong with %s of %j", (field, fields, what, found) => {
    expect(faultOf(fields)).toMatchObject({
      code: "bad-rule",
      message: told(field, what),
      found,
      fix: "Correct the line named here; docs/standards.md lists what rules may use.",
      place: { line: 7 },
    });
  });

  it("misses the message of one that has none, and the threshold of one that compares with it", () => {
    const { message: _message, ...fields } = entry({ must: "nps_last >= 7", message: "" }).fields;
    expect(() => parseRule(entry(fields), TABLES)).toThrow('"message": is missing.');
    const without = (): unknown => parseRule(entry({ must: MUST, message: "{account}" }), TABLES);
    expect(without).toThrow('"threshold": none gives no threshold_days, which "must" compares with.');
  });

  it("lists what is allowed: the nearest, else the first twenty", () => {
    expect(faultOf({ threshold: "soon" }).allowed).toEqual(["a number with its unit, such as 4 h, 30 d, 80 %, 30–50 accounts"]);
    expect(faultOf({ severity: "hihg" }).allowed).toEqual(["high"]);
    expect(faultOf({ must: "" }).allowed).toEqual([]);
    expect(faultOf({ must: "days_without_contact <=" }).allowed).toEqual([]);
    expect(faultOf({ threshold: "3 rows" }).allowed).toEqual([]);
    expect(faultOf({ since: "last_contact_on + soon" }).allowed).toEqual([]);
    expect(faultOf({ must: "zzzzzzzzzzzz > 3" }).allowed).toHaveLength(20);
  });

  it("names the first line where the entry has no place in the file", () => {
    expect(faultOf({ severity: "hihg" }, null).message).toMatch(/^references\/severity\.md:1: /);
    expect(faultOf({ severity: "hihg" }).message).toMatch(/^references\/severity\.md:7: /);
  });
});

describe("a rule that is read", () => {
  it("has defaults for what its entry leaves out", () => {
    expect(rule({ must: "nps_last >= 7" })).toMatchObject({
      id: "OWN-1",
      name: "own-1",
      title: "A rule",
      severity: "medium",
      threshold: null,
      each: "account",
      needs: [],
      when: null,
      graver: null,
      milder: null,
      message: "{account} breaks it",
      messageWithout: null,
      fix: "",
      since: null,
      evidence: null,
      names: ["nps_last"],
      place: { file: "references/validations.md", line: 7 },
    });
  });

  it("takes every field its entry gives, and lists each value it uses once, by name", () => {
    const read = rule({
      rule: "contact",
      fix: "Call.",
      needs: " interactions ,, subscriptions ",
      when: "`nps_last >= 7`",
      must: `\`${MUST}\``,
      "graver when": "health_score < 50",
      "milder when": "arr < 3",
      message: "{account}: {days_without_contact} of {threshold}",
      "message without": "{account}: {health_score}",
      since: " `last_contact_on + threshold_days + 2` ",
      threshold: "2 weeks",
    });
    expect(read).toMatchObject({
      name: "contact",
      fix: "Call.",
      needs: ["interactions", "subscriptions"],
      messageWithout: "{account}: {health_score}",
      since: { value: "last_contact_on", plusDays: 16 },
    });
    expect([read.when, read.graver, read.milder].every((test) => test !== null)).toBe(true);
    expect(read.names).toEqual(["arr", "days_without_contact", "health_score", "last_contact_on", "nps_last"]);
  });

  it("counts no days to a threshold that is no time, and whole days of one in hours", () => {
    const since = (threshold: string | undefined) =>
      rule({ must: "nps_last >= 7", since: "last_contact_on+threshold_days", ...(threshold === undefined ? {} : { threshold }) }).since;
    expect(since(undefined)).toEqual({ value: "last_contact_on", plusDays: 0 });
    expect(since("80 %")).toEqual({ value: "last_contact_on", plusDays: 0 });
    expect(since("36 h")).toEqual({ value: "last_contact_on", plusDays: 1 });
    expect(rule({ must: "nps_last >= 7", since: " `` " }).since).toBeNull();
    expect(rule({ must: "nps_last >= 7", when: " `` " }).when).toBeNull();
  });
});
