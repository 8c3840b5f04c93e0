import type { Argument, Command, Option } from "commander";

/** What the shell may offer: words with what they mean, names that only the workspace knows, the names of files. */
export interface Completion {
  readonly words: readonly Candidate[];
  /** Those that begin with `begun`; `before` stands before each. */
  readonly names?: { readonly of: NameKind; readonly begun: string; readonly before: string };
  readonly paths?: "files" | "folders";
}

export interface Candidate {
  readonly word: string;
  readonly about: string;
}

export type NameKind = "account" | "agent" | "health" | "play" | "task" | "setting";

/**
 * What may stand where the last of the words is being typed, by the commands' own declarations. The words come without the program's name.
 */
export function complete(program: Command, typed: readonly string[]): Completion {
  const words = withoutSplits(typed);
  const current = words.at(-1) ?? "";
  const { command, expecting, place } = walk(program, words.slice(0, -1));
  if (expecting !== undefined) return valueOf(expecting, current, "");
  const [, long, begun] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
  if (long !== undefined && begun !== undefined) {
    const option = optionNamed(command, long);
    return option === undefined ? nothing() : valueOf(option, begun, `${long}=`);
  }
  if (current.startsWith("-")) return { words: optionsOf(command, words).filter(({ word }) => word.startsWith(current)) };
  const subs =
    place > 0
      ? []
      : command.commands.filter((sub) => sub.name().startsWith(current)).map((sub) => ({ word: sub.name(), about: oneLine(sub) }));
  const { registeredArguments } = command;
  const argument = registeredArguments[place] ?? (registeredArguments.at(-1)?.variadic === true ? registeredArguments.at(-1) : undefined);
  const offered = argument === undefined ? nothing() : valueOf(argument, current, "");
  return { ...offered, words: [...subs, ...offered.words, ...(command === program && place === 0 ? helpOf(current) : [])] };
}

interface Walked {
  readonly command: Command;
  /** An option whose value comes next. */
  readonly expecting: Option | undefined;
  /** How many arguments the command has already. */
  readonly place: number;
}

function walk(program: Command, before: readonly string[]): Walked {
  let command = program;
  let expecting: Option | undefined;
  let place = 0;
  for (const word of before) {
    if (expecting !== undefined) expecting = undefined;
    else if (word.startsWith("-")) {
      const option = optionNamed(command, word);
      if (option?.required === true) expecting = option;
    } else {
      const sub = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
      if (sub === undefined) place += 1;
      else command = sub;
    }
  }
  return { command, expecting, place };
}

/** bash takes `--kind=risk` for three words. */
function withoutSplits(typed: readonly string[]): string[] {
  const words: string[] = [];
  for (const [index, word] of typed.entries()) {
    const afterOption = words.at(-1)?.startsWith("--") === true;
    if (word === "=" && afterOption) {
      if (index === typed.length - 1) words.push("");
    } else words.push(word);
  }
  return words;
}

function optionNamed({ options }: Command, name: string): Option | undefined {
  return options.find((option) => option.long === name || option.short === name);
}

/** Options that may still be given; one that may be repeated stays on offer. */
function optionsOf({ options }: Command, words: readonly string[]): Candidate[] {
  const given = words.slice(0, -1);
  const open = options.filter(
    (option) => !option.hidden && (option.variadic || Array.isArray(option.defaultValue) || !given.includes(option.long ?? "")),
  );
  const offered = open.map((option) => ({ word: option.long ?? option.short ?? "", about: option.description }));
  return [...offered, { word: "--help", about: "print this help" }];
}

function helpOf(current: string): Candidate[] {
  return "help".startsWith(current) ? [{ word: "help", about: "print the help of a command" }] : [];
}

/** Values by the name that stands between the brackets in the help. */
const BY_NAME: Readonly<Record<string, NameKind | "files" | "folders">> = {
  account: "account",
  agent: "agent",
  health: "health",
  play: "play",
  task: "task",
  key: "setting",
  file: "files",
  path: "files",
  dir: "folders",
  directory: "folders",
};
/** `--account <name>`: the option says what its value is. */
const BY_OPTION: Readonly<Record<string, NameKind>> = {
  "--account": "account",
  "--agent": "agent",
  "--health": "health",
  "--task": "task",
  "--resume": "task",
};
const MODELS = ["haiku", "sonnet", "opus", "off"];

function valueOf(wanted: Option | Argument, current: string, before: string): Completion {
  const choices = wanted.argChoices ?? ("long" in wanted && wanted.long === "--llm" ? MODELS : undefined);
  if (choices !== undefined)
    return { words: choices.filter((one) => one.startsWith(current)).map((one) => ({ word: before + one, about: "" })) };
  const kind = ("long" in wanted ? BY_OPTION[wanted.long ?? ""] : undefined) ?? BY_NAME[nameOf(wanted)];
  if (kind === undefined) return nothing();
  return { words: [], ...(kind === "files" || kind === "folders" ? { paths: kind } : { names: { of: kind, begun: current, before } }) };
}

function nameOf(wanted: Option | Argument): string {
  return "long" in wanted ? (/[<[]([\w-]+)/.exec(wanted.flags)?.[1] ?? "") : wanted.name();
}

function oneLine(command: Command): string {
  return command.summary() || (command.description().split(/(?<=\.)\s/)[0] ?? "");
}

function nothing(): Completion {
  return { words: [] };
}
