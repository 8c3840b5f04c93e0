import { type ExitWord, exitWords } from "../book/exit-words.ts";
import type { ChurnedAccount } from "../book/churn-reasons.ts";
import { compareText } from "../core/compare-text.ts";
import type { Session } from "./open-session.ts";
import { openTriage } from "./triage.ts";

/** What the product lacked, by the words of accounts that left. */
export interface ChurnCapability {
  /** Id in references/triage/capabilities.yaml. */
  readonly capability: string;
  readonly title: string;
  readonly accounts: number;
  /** Recurring revenue lost in the reporting currency, in minor units. An account that names two capabilities counts at both. */
  readonly arr_minor: number;
  readonly words: readonly { readonly account: string; readonly name: string; readonly from: string; readonly said: string }[];
}

export interface ReadChurn {
  readonly capabilities: readonly ChurnCapability[];
  /** Accounts that said something, and those of them whose words name a capability. */
  readonly spoke: number;
  readonly read: number;
}

/** What is less sure is not told: an account that left is not asked again. */
const LEAST_CONFIDENCE = 0.3;
/** A reason of fewer words is a code of the source. */
const WORDS_OF_A_SENTENCE = 3;

/** Reads exit interviews, reasons in words, and the unhappy survey comments before leaving, by the taxonomy that tickets are read by. */
export async function churnCapabilities(session: Session, churned: readonly ChurnedAccount[]): Promise<ReadChurn> {
  const { book, knowledge, deps } = session;
  const surveys = await exitWords(book, churned);
  const said = churned.flatMap((left) => wordsOf(left, surveys).map((words) => ({ left, ...words })));
  if (said.length === 0) return { capabilities: [], spoke: 0, read: 0 };
  const triage = await openTriage({ references: deps.workspace.references, agents: deps.workspace.agents });
  const read = said.flatMap(({ left, from, text }) => {
    const { capability, confidence } = triage({ id: "", line: 0, subject: "", description: text, customerIds: [] }, undefined);
    return capability === null || confidence < LEAST_CONFIDENCE ? [] : [{ left, from, text, capability }];
  });
  const capabilities = [...new Set(read.map(({ capability }) => capability))].map((capability): ChurnCapability => {
    const own = read.filter((one) => one.capability === capability);
    const accounts = new Map(own.map(({ left }) => [left.account, left]));
    return {
      capability,
      title: knowledge.capabilities.find(({ id }) => id === capability)?.title ?? capability,
      accounts: accounts.size,
      arr_minor: [...accounts.values()].reduce(
        (sum, { arr_minor: arr, currency }) => sum + (currency === book.currency ? (arr ?? 0) : 0),
        0,
      ),
      words: own.map(({ left: { account, name }, from, text }) => ({ account, name, from, said: text })),
    };
  });
  return {
    capabilities: capabilities.sort(
      (a, b) => b.accounts - a.accounts || b.arr_minor - a.arr_minor || compareText(a.capability, b.capability),
    ),
    spoke: new Set(said.map(({ left }) => left.account)).size,
    read: new Set(read.map(({ left }) => left.account)).size,
  };
}

function wordsOf({ account, reason, detail }: ChurnedAccount, surveys: readonly ExitWord[]): { from: string; text: string }[] {
  const exit = detail ?? (reason !== null && reason.trim().split(/\s+/).length >= WORDS_OF_A_SENTENCE ? reason : null);
  const own = surveys.filter((survey) => survey.account === account);
  return [
    ...(exit === null ? [] : [{ from: "exit", text: exit }]),
    ...own.map(({ kind, on, comment }) => ({ from: `${kind} ${on}`, text: comment })),
  ];
}
