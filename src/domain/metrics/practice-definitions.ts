import type { Definition } from "./figure.ts";

const ANSWERS = "respondents";
const CUSTOMERS = "customers at the end";

const VOICE = { group: "voice" } as const;
const TEAM = { group: "team" } as const;
const STANDING = { group: "standing", unit: "ratio" } as const;

/** What customers say, how the team works, and where the book stands. */
export const PRACTICE_DEFINITIONS: readonly Definition[] = [
  {
    ...VOICE,
    name: "nps",
    title: "Net Promoter Score (NPS)",
    unit: "points",
    definition: "100 × (answers 9–10 − answers 0–6) / all answers of the period, 0 included; of each respondent the latest",
    of: ANSWERS,
  },
  {
    ...VOICE,
    name: "csat_top2",
    title: "CSAT, answers of 4–5",
    unit: "ratio",
    definition: "answers of 4 and 5 / all answers on the scale 1–5",
    of: ANSWERS,
  },
  { ...VOICE, name: "csat_mean", title: "CSAT, mean", unit: "score", definition: "mean of the answers on the scale 1–5", of: ANSWERS },
  {
    ...VOICE,
    name: "ces_top2",
    title: "CES, answers of 6–7",
    unit: "ratio",
    definition: "answers of 6 and 7 / all answers on the scale 1–7, where 7 is the least effort",
    of: ANSWERS,
  },
  {
    ...VOICE,
    name: "ces_mean",
    title: "CES, mean",
    unit: "score",
    definition: "mean of the answers on the scale 1–7, where 7 is the least effort",
    of: ANSWERS,
  },
  {
    ...VOICE,
    name: "tickets_per_customer",
    title: "Tickets per customer",
    unit: "times",
    definition: "tickets opened in the period by its customers / accounts that were customers on any day of it",
    of: "customers of the period",
  },
  {
    ...VOICE,
    name: "first_reply_hours",
    title: "Time to first reply, median",
    unit: "hours",
    definition: "median calendar hours from opening to the first reply, tickets opened in the period and replied to by its end",
    of: "tickets with a reply time",
  },
  {
    ...VOICE,
    name: "reply_in_time",
    title: "First reply within 4 hours",
    unit: "ratio",
    definition: "tickets opened in the period whose first reply came within 240 calendar minutes / tickets with a reply time",
    of: "tickets with a reply time",
  },
  {
    ...TEAM,
    name: "customers_per_csm",
    title: "Customers per CSM",
    unit: "times",
    definition: "customers at the end with an owner in success / those owners; who owns what is the CRM's present state",
    of: "CSMs with customers",
  },
  {
    ...TEAM,
    name: "arr_per_csm",
    title: "ARR per CSM",
    unit: "money",
    definition: "ARR at the end of the customers with an owner in success / those owners; who owns what is the CRM's present state",
    of: "CSMs with customers",
  },
  {
    ...TEAM,
    name: "qbr_completion",
    title: "QBR completion, strategic",
    unit: "ratio",
    definition:
      "strategic customers (flagged, or ARR of 100k and more) with a business review held in the 92 days to the end / strategic customers of 92 days and more",
    of: "strategic customers",
  },
  {
    ...STANDING,
    name: "green_share",
    title: "Green accounts",
    definition: "accounts in the green band of the health model at the end / accounts that can be scored",
    of: "scored accounts",
  },
  {
    ...STANDING,
    name: "expansion_found",
    title: "Customers with signs of growth",
    definition: "customers with at least one expansion signal at the end / customers at the end",
    of: CUSTOMERS,
  },
  {
    ...STANDING,
    name: "promoter_customers",
    title: "Customers with a promoter",
    definition:
      "customers with a respondent whose latest NPS answer of the year to the end is 9–10 / customers at the end: candidates for advocacy, since no export says who has been a reference",
    of: CUSTOMERS,
  },
];
