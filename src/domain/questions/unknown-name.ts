import { editDistance } from "../../core/text.ts";
import type { KnownAccount } from "../accounts/match-account.ts";

const CAPITALISED =
  /(?<![.!?]\s)(?<=\s)\p{Lu}(?:[\p{L}\p{N}&-]|\.(?=[\p{L}\p{N}]))*(?:\s+(?:&\s+)?\p{Lu}(?:[\p{L}\p{N}&-]|\.(?=[\p{L}\p{N}]))*)*/gu;
const NO_NAMES = new Set(
  "I,A,B,C,D,Series,Seed,Customer,Success,Manager,Head,Account,Executive,Support,Product,I'm,I'd,I've,QBR,QBRs,NPS,CSAT,CES,ARR,MRR,GRR,NRR,SSO,SCIM,SAML,API,CSM,CSMs,AE,AEs,CRM,SLA,POC,RFP,ROI,TTV,KPI,KPIs,SaaS,B2B,SMB,EBR,CS,VP,CEO,CFO,CTO,COO,HR,IT,US,EU,UK,EMEA,APAC,Q1,Q2,Q3,Q4,FAQ,PDF,CSV,Salesforce,HubSpot,Zendesk,Stripe,Slack,Jira,Excel,January,February,March,April,May,June,July,August,September,October,November,December,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,English,German,French,Spanish,Monat,Monate,Woche,Wochen,Quartal,Jahr,Tag,Tage,Tagen,Kunde,Kunden,Konto,Konten,Vertrag,Verträge,Verlängerung,Verlängerungen,Umsatz,Kündigung,Kündigungen,Risiko,Gefahr,Nutzung,Rechnung,Rechnungen,Beschwerden".split(
    ",",
  ),
);
/** "Zork's tickets": the capital of a sentence is a name's where what follows is its. */
const OPENS_WITH_OWNER =
  /^(?!(?:What|Who|Where|How|When|Why|That|There|Here|It|Let|Today|Yesterday|Tomorrow|Company|Client|Champion|Team)['’])\p{Lu}[\p{L}\p{N}&-]+['’]s\b/u;
/** "The champion at zork": nothing but an account has people of such roles. */
const ROLE_AT =
  /\b(?:champion|sponsor|decision maker|contacts?|stakeholders?|csm) at (?!(?:risk|all|present|work|once|renewal)\b)([\p{L}\p{N}][\p{L}\p{N}&.-]*)\W*$/iu;

/**
 * A word of the question that looks like the name of an account the book does not hold: a capitalised word inside the sentence,
 * a word that is one letter off an account's name, or one whose champion or sponsor is asked for. Undefined where there is none.
 */
export function unknownName(question: string, accounts: readonly KnownAccount[]): string | undefined {
  const text = OPENS_WITH_OWNER.test(question) ? ` ${question}` : question;
  const capitalised = [...text.matchAll(CAPITALISED)]
    .map((match) => match[0].replace(/['’]s$/, "").replace(/[?.!,]+$/, ""))
    .filter((word) => word.length > 1 && !isNoName(word) && word !== word.toUpperCase());
  return capitalised[0] ?? misspelt(question, accounts) ?? ROLE_AT.exec(question)?.[1];
}

function misspelt(question: string, accounts: readonly KnownAccount[]): string | undefined {
  const firsts = accounts.map((known) => known.name.split(/\s+/)[0]?.toLowerCase() ?? "").filter((first) => first.length >= 4);
  const words = question.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return words.find((word) => firsts.some((first) => first !== word && word[0] === first[0] && editDistance(first, word) === 1));
}

/** "Series A SaaS" is no name when none of its words is one. */
function isNoName(words: string): boolean {
  return NO_NAMES.has(words) || words.split(/\s+/).every((word) => NO_NAMES.has(word));
}
