import { PACKET_STATUSES } from "../packet.ts";
import { TASK_STATUSES } from "../task-context.ts";
import { ENDING_FIELDS } from "../play-fields.ts";

/** Fields of a head that one act fills in together. */
export interface HeadGroup {
  /** The day first. */
  readonly fields: readonly string[];
  /** The act in words, from the values of the fields. */
  tell(values: readonly string[]): string;
}

/** What holds where both sides changed a field of a head. A field that is not named is a person's, or sealed. */
export interface HeadRules {
  /** The field that only moves forward, and its values in their order. */
  readonly order: { readonly field: string; readonly values: readonly string[] };
  /** The later day holds. */
  readonly latest: readonly string[];
  /** The earlier day holds. */
  readonly earliest: readonly string[];
  /** The value of the side that saw the later day. */
  readonly follows: readonly string[];
  readonly groups: readonly HeadGroup[];
  /** The field with the day of the last run. */
  readonly updated: string;
}

export const CONTEXT_RULES: HeadRules = {
  order: { field: "status", values: TASK_STATUSES },
  latest: ["updated_as_of"],
  earliest: ["opened", "as_of"],
  follows: ["snapshot"],
  groups: [
    {
      fields: ENDING_FIELDS,
      tell: ([on = "", outcome = "", reason = ""]) => `- ${on}: also closed as ${outcome}${reason === "" ? "" : ` (${reason})`}`,
    },
  ],
  updated: "updated_as_of",
};

export const PACKET_RULES: HeadRules = {
  order: { field: "status", values: PACKET_STATUSES },
  latest: ["updated", "reopened_on"],
  earliest: ["created"],
  follows: [],
  groups: [
    { fields: ["accepted_on", "accepted_by"], tell: ([on = "", by = ""]) => `- ${on}: also accepted${by === "" ? "" : ` by ${by}`}` },
    { fields: ["done_on", "done_by"], tell: ([on = "", by = ""]) => `- ${on}: also finished${by === "" ? "" : ` by ${by}`}` },
  ],
  updated: "updated",
};

export const PLAIN_RULES: HeadRules = {
  order: { field: "status", values: [] },
  latest: [],
  earliest: [],
  follows: [],
  groups: [],
  updated: "",
};
