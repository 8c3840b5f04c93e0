import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { RouteFlags } from "./route-run.ts";

export function routeCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("route")
    .summary("tell whose request this is, and why")
    .description(
      "Tells which lane and agent should take a request and why, offline, from the agents' own files. With - it reads NDJSON {id, request, files?} from standard input and writes one line each, in order. Needs no exports and no workspace.",
    )
    .argument("<text...>", "the request, or - for NDJSON on standard input")
    .option("--file <path>", "a file the request is about (repeatable)", (path: string, paths: string[]) => [...paths, path], [])
    .option("-C, --directory <dir>", "the workspace whose own agents count too")
    .option("--json", "print JSON")
    .action(async (words: string[], flags: RouteFlags) => {
      const { runRoute } = await import("./route-run.ts");
      setExit(await runRoute(words.join(" "), flags, io));
    });
  return withExamples(
    command,
    'echo-cs route "Acme wants to know if SSO works with Okta before they sign"',
    'echo-cs route "please review this" --file proposals/acme.md',
    "cat requests.ndjson | echo-cs route - --json",
  );
}
