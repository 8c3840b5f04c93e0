import { findTickets } from "../book/find-tickets.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { readPanel } from "../book/queries/panel.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Practice } from "../run/answer/practice.ts";
import { searchReferences } from "../team/search-references.ts";
import type { ReferenceEntry } from "../team/reference.ts";
import type { AccountLine, AccountSource, NoteDesk, ReferenceLine, ToolContext } from "../tools/tool-context.ts";
import { modelBook } from "./model-book.ts";
import type { Session } from "./open-session.ts";

/** What an agent's tools look at: the task's Facts, the book's tickets and accounts, the references, the workspace's files. */
export function toolContext(
  session: Session,
  practice: Practice,
  accounts: readonly KnownAccount[],
  desk: FactDesk,
  notes: NoteDesk,
): Omit<ToolContext, "handoff" | "account" | "effect"> {
  const { book, asOf } = session;
  return {
    desk,
    metrics: METRICS,
    workspace: session.deps.workspace.root,
    tickets: { search: (query) => findTickets(book, { ...query, asOf }) },
    accounts: accountSource(session, accounts),
    book: modelBook(session),
    notes,
    references: {
      show: (id) => practice.references.filter((entry) => entry.id === id).map(lineOf)[0],
      search: ({ intent, text, limit }) =>
        searchReferences(practice.references, { text, ...(intent === undefined ? {} : { intent }) }, limit).map(lineOf),
    },
  };
}

function lineOf({ file, id, title, fields }: ReferenceEntry): ReferenceLine {
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
  return { file, id, title, text };
}

function accountSource(session: Session, accounts: readonly KnownAccount[]): AccountSource {
  let lines: Promise<readonly AccountLine[]> | undefined;
  return {
    find: async (text, limit, offset) => {
      lines ??= accountLines(session, accounts);
      const wanted = text.trim().toLowerCase();
      const keys = new Map(accounts.map((known) => [known.account, [known.account, known.name, ...known.keys].join("\n").toLowerCase()]));
      const found = (await lines).filter((line) => keys.get(line.id)?.includes(wanted) === true);
      return { total: found.length, accounts: found.slice(offset, offset + limit) };
    },
  };
}

async function accountLines(session: Session, accounts: readonly KnownAccount[]): Promise<AccountLine[]> {
  const context = session.context();
  const tiers = new Map((await scoreAccounts(context)).map(({ account, now }) => [account, now.tier]));
  const panel = await readPanel(context, ["segment"]);
  const segments = new Map(panel.accounts.map((account, index) => [account, panel.days[0]?.texts.get("segment")?.[index] ?? null]));
  return accounts.map(({ account, name }) => ({
    id: account,
    name,
    segment: segments.get(account) ?? null,
    tier: tiers.get(account) ?? null,
  }));
}
