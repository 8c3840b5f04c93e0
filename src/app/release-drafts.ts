import { UserError } from "../core/errors.ts";
import type { Deps } from "./deps.ts";
import { draftMessage } from "./draft.ts";
import type { BookOptions } from "./open-session.ts";
import type { ReleasesReport } from "./releases.ts";
import { rememberTold } from "./told-of-releases.ts";

/** What became of telling one account of one feature. */
export interface ReleaseDraft {
  readonly feature: string;
  readonly account: string;
  /** The draft's file inside the workspace; null where none was written. */
  readonly file: string | null;
  /** Why none was written: the charter's rule or what the play needs. */
  readonly held: string | null;
}

const PLAY = "feature-shipped";

/**
 * Writes a draft to each account that asked for a shipped feature and was never told; nothing is sent. What is only likely to have shipped
 * is left out unless `likely`. An account to whom it must not be written now is listed with the reason, and asked about again the next time.
 */
export async function draftReleaseNews(
  deps: Deps,
  { features, as_of: asOf }: ReleasesReport,
  options: BookOptions & { readonly likely?: boolean | undefined },
): Promise<ReleaseDraft[]> {
  const drafts: ReleaseDraft[] = [];
  for (const { feature, title, shipped_on: featureOn, by, accounts } of features) {
    if (by === "named" && options.likely !== true) continue;
    for (const { account, told_on: told } of accounts) {
      if (told !== null) continue;
      try {
        const { file } = await draftMessage(deps, {
          ...options,
          account,
          play: PLAY,
          feature: title,
          featureOn,
          kind: `${PLAY}-${feature}`.slice(0, 80),
        });
        await rememberTold(deps.workspace, { feature, account, on: asOf, draft: file });
        drafts.push({ feature, account, file, held: null });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        drafts.push({ feature, account, file: null, held: error.detail.found ?? error.message });
      }
    }
  }
  return drafts;
}
