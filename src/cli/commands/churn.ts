import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import { churnExplainCommand } from "./churn-explain.ts";
import { churnReasonsCommand } from "./churn-reasons.ts";
import { churnScoreCommand } from "./churn-score.ts";
import { churnSurvivalCommand } from "./churn-survival.ts";
import { churnTrainCommand } from "./churn-train.ts";

/** Declares `echo-cs churn`; what it does is loaded when it runs. */
export function churnCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("churn")
    .summary("learn who leaves, and when")
    .description("Learns from past customers who is likely to leave, scores the present ones, says why, and shows how long customers stay.")
    .addCommand(churnTrainCommand(io, setExit))
    .addCommand(churnScoreCommand(io, setExit))
    .addCommand(churnExplainCommand(io, setExit))
    .addCommand(churnSurvivalCommand(io, setExit))
    .addCommand(churnReasonsCommand(io, setExit));
  return withExamples(
    command,
    "echo-cs churn train past-customers.csv --label left --id customer --out churn.json",
    "echo-cs churn score customers.csv --model churn.json --id customer",
    "echo-cs churn reasons --demo",
  );
}
