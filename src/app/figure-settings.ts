import type { ConfigFile } from "../config/config-file.ts";
import type { Workspace } from "../config/workspace.ts";
import { EchoError } from "../core/errors.ts";
import type { ActivationRule } from "../domain/metrics/activation.ts";
import type { FigureSettings } from "../domain/metrics/figure-settings.ts";
import type { Target } from "../domain/targets/target.ts";
import { loadTargets } from "./load-targets.ts";

/** What echo.yaml says of margin, spend, activation and key features, with the table of targets. */
export async function figureSettings({ config, references }: Pick<Workspace, "config" | "references">): Promise<FigureSettings> {
  const { finance, activation, adoption } = config;
  const targets = await targetsIn(references);
  return {
    ...(targets === undefined ? {} : { targets }),
    grossMargin: finance?.gross_margin,
    spend: new Map(Object.entries(finance?.sales_marketing_spend ?? {})),
    activation: ruleOf(activation),
    keyFeatures: adoption?.key_features ?? [],
  };
}

/** A broken table is refused by the command that prints it, and is no reason to refuse every other. */
async function targetsIn(references: readonly string[]): Promise<ReadonlyMap<string, Target> | undefined> {
  try {
    return (await loadTargets(references)).targets;
  } catch (error) {
    if (error instanceof EchoError) return undefined;
    throw error;
  }
}

function ruleOf(activation: ConfigFile["activation"]): ActivationRule | undefined {
  if (activation === undefined) return undefined;
  const actions = activation.actions.filter(
    (name, index, all) => all.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index,
  );
  return { actions, withinDays: activation.within_days ?? 30, atLeast: activation.at_least };
}
