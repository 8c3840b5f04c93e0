import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { ConfigFlags } from "../config-place.ts";

/** Declares `echo-cs config`; what it does is loaded when it runs. */
export function configCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("config")
    .summary("list, read, set and explain the settings of echo.yaml")
    .description(
      "The settings of a workspace: what each does, what it is, where that comes from. An option wins over a variable, that over echo.yaml.",
    );
  const run = async () => import("./config-run.ts");
  const list = withWorkspace(new Command("list"))
    .description("Every setting with its value and where that comes from, and the variables beside them.")
    .action(async (flags: ConfigFlags) => setExit(await (await run()).runConfigList(flags, io)));
  const get = withWorkspace(new Command("get"))
    .description("One value, as it is in effect.")
    .argument("<key>", "name of a setting, such as llm or budget.usd")
    .action(async (key: string, flags: ConfigFlags) => setExit(await (await run()).runConfigGet(key, flags, io)));
  const set = withWorkspace(new Command("set"))
    .description(
      "Sets a value in echo.yaml. Everything else in the file stays as it is, comments included; a value that does not fit is refused.",
    )
    .argument("<key>", "name of a setting, such as llm, budget.usd or models.sonnet")
    .argument("<value>", "the value, as YAML: text, 12, off, [a, b]")
    .action(async (key: string, value: string, flags: ConfigFlags) => setExit(await (await run()).runConfigSet(key, value, flags, io)));
  const explain = withWorkspace(new Command("explain"))
    .description("What a setting does, and every place its value may come from, the strongest first.")
    .argument("<key>", "name of a setting")
    .action(async (key: string, flags: ConfigFlags) => setExit(await (await run()).runConfigExplain(key, flags, io)));
  const schema = new Command("schema")
    .description("Prints the JSON Schema of echo.yaml, by which editors complete and check it.")
    .option("--json", "print JSON (it always is)")
    .action(async () => setExit(await (await run()).runConfigSchema(io)));
  command.addCommand(
    withExamples(list, "echo-cs config list", "echo-cs config list --json | jq '.settings[] | select(.source != \"default\")'"),
  );
  command.addCommand(withExamples(get, "echo-cs config get timezone", "echo-cs config get budget --json"));
  command.addCommand(
    withExamples(
      set,
      "echo-cs config set timezone Europe/Berlin",
      "echo-cs config set budget.usd 0.50",
      'echo-cs config set me "Dana Reyes"',
    ),
  );
  command.addCommand(withExamples(explain, "echo-cs config explain llm", "ECHO_LLM=haiku echo-cs config explain llm"));
  command.addCommand(withExamples(schema, "echo-cs config schema > echo.schema.json"));
  return withExamples(command, "echo-cs config list", "echo-cs config set currency EUR", "echo-cs config explain llm");
}
