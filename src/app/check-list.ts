import type { Severity } from "../domain/brief/brief.ts";
import type { Deps } from "./deps.ts";
import { byId, loadStandards } from "./check-rules.ts";
import { severities } from "./check-settings.ts";

/** One standard of the workspace. */
export interface ListedRule {
  readonly id: string;
  readonly name: string | null;
  readonly title: string;
  /** As weighed in echo.yaml; null where it is switched off, or only for reading. */
  readonly severity: Severity | null;
  readonly threshold: string | null;
  readonly each: string | null;
  readonly needs: readonly string[];
  readonly fix: string | null;
  readonly checkable: boolean;
  /** Added or changed by the workspace's own references/validations.md. */
  readonly own: boolean;
}

/** Every standard by id. Reads no book. Throws DataError for a rule or a setting that cannot be understood. */
export async function listRules({ workspace }: Deps): Promise<ListedRule[]> {
  const { rules, reading, own } = await loadStandards(workspace.references);
  const weights = await severities(workspace, rules);
  return [
    ...rules.map(({ id, name, title, threshold, each, needs, fix }) => ({
      id,
      name,
      title,
      severity: weights.get(id) ?? null,
      threshold: threshold?.text ?? null,
      each,
      needs,
      fix,
      checkable: true,
      own: own.has(id),
    })),
    ...reading.map(({ id, title }) => ({
      id,
      name: null,
      title,
      severity: null,
      threshold: null,
      each: null,
      needs: [],
      fix: null,
      checkable: false,
      own: own.has(id),
    })),
  ].sort((a, b) => byId(a.id, b.id));
}
