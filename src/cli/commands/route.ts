import { Command } from "commander";
import { UserError } from "../../core/errors.ts";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { RouteFlags } from "./route-flags.ts";

/** Declares `echo-cs route`; what it does is loaded when it runs. */
export function routeCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("route")
    .summary("tell whose request this is, and why")
    .description(
      "Tells which lane and agent should take a request and why, offline, from the agents' own files; names a second job where a request holds two. With - it reads NDJSON {id, request, files?} from standard input and writes one line each, in order. Needs no exports and no workspace.",
    )
    .argument("[text...]", "the request, or - for NDJSON on standard input")
    .option("--file <path>", "a file the request is about (repeatable)", (path: string, paths: string[]) => [...paths, path], [])
    .option("--explain", "also say what spoke for the others")
    .option("--changed [ref]", "instead of a request: the files that differ from a commit (default: the last), by whose they are")
    .option("--llm <name>", "ask this language model where the router is unsure (needs a key; also `llm` in echo.yaml)")
    .option("--no-model", "never ask a language model")
    .option("-C, --directory <dir>", "the workspace whose own agents and accounts count too")
    .option("--demo", "use the example book's accounts")
    .option("--json", "print JSON")
    .action(async (words: string[], flags: RouteFlags) => {
      if (words.length === 0 && flags.changed === undefined) throw noRequest();
      const { runRoute } = await import("./route-run.ts");
      setExit(await runRoute(words.join(" "), flags, io));
    });
  return withExamples(
    command,
    'echo-cs route "Acme wants to know if SSO works with Okta before they sign"',
    'echo-cs route "please review this" --file proposals/acme.md',
    "echo-cs route --changed main",
    "cat requests.ndjson | echo-cs route - --json",
  );
}

function noRequest(): UserError {
  return new UserError({
    code: "no-request",
    message: "There is no request.",
    fix: 'Put it in quotes, echo-cs route "how do we renew Acme?", or route the files of a change with --changed.',
  });
}
