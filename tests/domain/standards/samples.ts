import { parseRule } from "../../../src/domain/standards/parse-rule.ts";
import type { Rule, RuleEntry } from "../../../src/domain/standards/rule.ts";
import type { Finding } from "../../../src/domain/standards/finding.ts";
import { fingerprintOf } from "../../../src/domain/standards/finding.ts";

/** An entry as a file would give it; line 7 for every bullet. */
export function entry(fields: Record<string, string>, id = "OWN-1"): RuleEntry {
  return { id, title: "A rule", fields, placeOf: () => ({ file: "references/validations.md", line: 7 }) };
}

/** The rule of such an entry. */
export function rule(fields: Record<string, string>): Rule {
  const parsed = parseRule(entry({ message: "{account} breaks it", ...fields }), ["interactions", "subscriptions"]);
  if (parsed === undefined) throw new Error("for reading only");
  return parsed;
}

export function finding(account: string | null, subject: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: "VA-01",
    name: "response-time",
    title: "First reply within four hours",
    severity: "medium",
    account,
    account_name: account,
    subject,
    message: `${subject} is late`,
    fix: "Answer it.",
    threshold: "4 h",
    values: {},
    evidence: { file: "exports/tickets.csv", line: 3, query: "ticket" },
    first_seen: null,
    arr_minor: null,
    fingerprint: fingerprintOf("VA-01", account, subject),
    ...more,
  };
}
