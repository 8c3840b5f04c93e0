#!/usr/bin/env node
import process from "node:process";
import { processIo } from "./io.ts";
import { runProgram } from "./run-program.ts";

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
// A reader that has seen enough (`| head -1`) closes the pipe: that is the end of the work, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await runProgram(process.argv.slice(2), processIo(interrupted.signal));
