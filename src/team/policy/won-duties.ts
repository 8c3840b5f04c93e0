import { compareText } from "../../core/compare-text.ts";
import { addDays, type Day } from "../../core/days.ts";
import { type Charter, ruleOf } from "../charter.ts";

/** Something that a won deal obliges the success team to, with its date. */
export interface WonDuty {
  /** Id of the charter rule that asks for it. */
  readonly rule: string;
  readonly what: string;
  readonly owner: string;
  readonly due: Day;
}

export interface WonDeal {
  readonly wonOn: Day;
  /** Null where no term is known yet. */
  readonly renewalOn: Day | null;
  /** Strategic accounts get business reviews every quarter. */
  readonly strategic: boolean;
}

/** What starts on the day a deal is won: the standards of the charter at hand with their dates, soonest first. */
export function wonDuties({ wonOn, renewalOn, strategic }: WonDeal, charter: Charter | undefined): WonDuty[] {
  const renewalTalk = renewalOn === null ? undefined : addDays(renewalOn, -90);
  const wanted: readonly (WonDuty | undefined)[] = [
    duty("standard-response-time", "Tell support that this customer's inquiries are answered within 4 hours", "customer-support", wonOn),
    duty(
      "standard-kickoff",
      "Hold the kickoff: read these notes first, agree goals, success criteria, people and check-ins",
      CS,
      addDays(wonOn, 3),
    ),
    duty("renewal-starts-at-onboarding", "Write down the first adoption figures; the renewal starts here", CSM, addDays(wonOn, 7)),
    duty("standard-health-weekly", "Score health for the first time, then every week", CSM, addDays(wonOn, 7)),
    duty("standard-onboarding", "Complete the onboarding, with first value reached", CS, addDays(wonOn, 30)),
    duty("standard-check-in", "First monthly check-in on record (weekly before that)", CSM, addDays(wonOn, 30)),
    strategic ? duty("standard-business-review", "Hold the first business review, then one a quarter", CS, addDays(wonOn, 90)) : undefined,
    renewalTalk === undefined ? undefined : duty("standard-renewal-talk", "Open the renewal conversation", CSM, renewalTalk),
  ];
  return wanted
    .filter((one) => one !== undefined)
    .filter(({ rule }) => ruleOf(charter, rule) !== undefined)
    .sort((a, b) => compareText(a.due, b.due));
}

const CS = "customer-success";
const CSM = "customer-success-manager";

function duty(rule: string, what: string, owner: string, due: Day): WonDuty {
  return { rule, what, owner, due };
}
