import type { Command } from "commander";

export interface ManInput {
  readonly version: string;
  readonly variables: readonly { readonly name: string; readonly doc: string }[];
  /** The examples below a command's help, one a line. */
  readonly examplesOf: (command: Command) => readonly string[];
}

/** The manual page of the program in roff, made from the commands' own declarations. The same input gives the same bytes. */
export function manPage(top: readonly Command[], { version, variables, examplesOf }: ManInput): string {
  const name = "echo-cs";
  const commands = top.flatMap((command) => [command, ...command.commands.filter((sub) => sub.name() !== "help")]);
  const lines = [
    `.TH ${escaped(name.toUpperCase())} 1 "" "${escaped(`${name} ${version}`)}" "User Commands"`,
    ".SH NAME",
    `${escaped(name)} \\- a customer\\-success team on the command line`,
    ".SH SYNOPSIS",
    `.B ${escaped(name)}`,
    "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
    ".SH DESCRIPTION",
    text(
      `ECHO reads a folder of exports (CRM, billing, support, usage, surveys, meetings), computes facts from them and answers questions about customers: causes, actions, owners, dates. It works offline and without a key; with ANTHROPIC_API_KEY the team's agents answer from the same facts.`,
    ),
    ".SH OPTIONS",
    ...EVERYWHERE.flatMap(([option, about]) => tagged(option, about)),
    ".SH COMMANDS",
    ...commands.flatMap((command) => section(command, top, examplesOf)),
    ".SH EXIT STATUS",
    ...EXITS.flatMap(([status, about]) => tagged(status, about)),
    ".SH ENVIRONMENT",
    ...variables.flatMap(({ name: variable, doc }) => tagged(variable, doc)),
    ".SH FILES",
    ...FILES.flatMap(([path, about]) => tagged(path, about)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Options that hold for every command. */
const EVERYWHERE = [
  ["-q, --quiet", "say nothing but warnings and errors on stderr"],
  ["--no-input", "ask nothing; what is unclear is an error"],
  ["-y, --yes", "take yes for the answer to questions of consent"],
  ["--no-pager", "print long output as it is"],
  ["-h, --help", "print the help of a command"],
  ["-V, --version", "print the version"],
] as const;

const EXITS = [
  ["0", "fine"],
  ["1", "usage or input error"],
  ["2", "findings: check, triage --fail-on, unverified numbers"],
  ["3", "partly done: some jobs, lines or files failed"],
  ["4", "a budget ended the run"],
  ["5", "the model or the way to it failed"],
  ["70", "a bug"],
  ["130", "interrupted"],
] as const;

const FILES = [
  ["echo.yaml", "the workspace's settings; every one is optional"],
  ["exports/", "your files, any names; only ever read"],
  ["tasks/, handoffs/, drafts/, memory/, reports/", "what ECHO writes, plain files that are safe to edit by hand"],
  [".echo/", "the snapshot, transcripts and caches; not for version control"],
] as const;

function section(command: Command, top: readonly Command[], examplesOf: ManInput["examplesOf"]): string[] {
  const parent = command.parent === null || top.includes(command) ? "" : `${command.parent.name()} `;
  const usage = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const examples = examplesOf(command);
  return [
    `.SS ${escaped([`${parent}${command.name()}`, ...usage].join(" "))}`,
    text(command.description()),
    ...command.registeredArguments
      .filter(({ description }) => description !== "")
      .flatMap((argument) => tagged(argument.name(), argument.description)),
    ...command.options
      .filter(({ hidden }) => !hidden)
      .flatMap(({ flags, description, argChoices }) => tagged(flags, described(description, argChoices))),
    ...(examples.length === 0 ? [] : [".PP", "Examples:", ".nf", ...examples.map((example) => guarded(`  ${escaped(example)}`)), ".fi"]),
  ];
}

function described(description: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? description : `${description} (${choices.join(", ")})`;
}

function tagged(tag: string, about: string): string[] {
  return [".TP", `.B ${escaped(tag)}`, text(about)];
}

function text(words: string): string {
  return guarded(escaped(words.replaceAll(/\s+/g, " ").trim()));
}

/** Backslashes, hyphens and letters beyond ASCII as every roff reads them; hyphens stay ones that can be copied. */
function escaped(words: string): string {
  return words
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq")
    .replaceAll(/[^\u0000-\u007F]/gu, (letter) => `\\[u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** A line that begins with a dot or an apostrophe would be taken for a request. */
function guarded(line: string): string {
  return /^['.]/.test(line) ? `\\&${line}` : line;
}
