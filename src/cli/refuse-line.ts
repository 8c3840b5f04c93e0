import type { Command, CommanderError } from "commander";
import { UserError } from "../core/errors.ts";
import { shellWord } from "../core/shell-word.ts";
import { nearest } from "../core/text.ts";

/** What a word too many, or an option that does not exist, is most often meant for: by the command and the word. */
const MEANT: Readonly<Record<string, (word: string) => string>> = {
  import: (folder) => `Name a folder with -C: \`echo-cs import -C ${shellWord(folder)}\`.`,
  worker: (queue) => `Name a queue with --queue: \`echo-cs worker --queue ${shellWord(queue)}\`.`,
  "metrics --period": ofDays,
  "metrics --quarter": ofDays,
};

/**
 * Tells what the parser refused of a command line in the form of all errors: what was found, what is allowed, how to go on. Throws UserError;
 * help and version, which end the parsing too, go on as they are.
 */
export function refuseLine(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === "commander.help") throw error;
  const kind = KINDS[error.code];
  const detail = kind === undefined ? { message: sentence(error.message) } : kind(error.message, command);
  throw new UserError({ code: codeOf(error), ...detail, fix: [...(detail.fix ?? []), helpOf(command)].join(" ") });
}

interface Refusal {
  readonly message: string;
  readonly found?: string;
  readonly allowed?: readonly string[];
  /** Said before where to read on. */
  readonly fix?: readonly string[];
}

const KINDS: Readonly<Record<string, (message: string, command: Command) => Refusal>> = {
  "commander.unknownOption": unknownOption,
  "commander.unknownCommand": (message, command) => unknownWord(quoted(message), command),
  "commander.excessArguments": excess,
  "commander.invalidArgument": invalid,
  "commander.missingArgument": lacking,
  "commander.error": lacking,
  "commander.optionMissingArgument": (message) => ({ message: `${quoted(message)} needs a value after it.` }),
};

function unknownOption(message: string, command: Command): Refusal {
  const option = quoted(message);
  const known = command.options.flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));
  const meant = MEANT[`${command.name()} ${option}`]?.(option) ?? otherWay(option, command, known);
  return {
    message: `There is no option ${option} of ${lineOf(command)}.`,
    found: option,
    fix: meant === undefined ? didYouMean(option, known) : [meant],
  };
}

/** What other commands have as an option may be this one's argument, or go by another name. */
function otherWay(option: string, command: Command, known: readonly string[]): string | undefined {
  const account = command.registeredArguments.find((one) => one.name() === "account");
  if (/^--(?:account|customer)(?:=|$)/.test(option) && account !== undefined)
    return `Name the account behind the command: \`${lineOf(command)} ACCOUNT\`.`;
  if (DAYS_AHEAD.test(option) && known.includes("--days")) return `Did you mean --days? \`${lineOf(command)} --days 60\`.`;
  return undefined;
}

const DAYS_AHEAD = /^--(?:within|next|in|ahead|until|horizon)(?:=|$)/;

function unknownWord(word: string, command: Command): Refusal {
  const known = command
    .createHelp()
    .visibleCommands(command)
    .map((sub) => sub.name());
  const isTop = command.parent === null;
  return {
    message: isTop ? `There is no command "${word}".` : `There is no command "${word}" of ${lineOf(command)}.`,
    found: word,
    ...(isTop ? {} : { allowed: [known.join(", ")] }),
    fix: didYouMean(word, known),
  };
}

function excess(_message: string, command: Command): Refusal {
  const taken = command.registeredArguments;
  const word = command.args[taken.length] ?? "";
  if (command.commands.length > 0 && taken.length === 0) return unknownWord(word, command);
  const meant = MEANT[command.name()]?.(word) ?? accountMeant(word, command);
  return {
    message: `"${word}" is a word too many: ${lineOf(command)} takes ${taken.length === 0 ? "none" : `${taken.map((one) => `<${one.name()}>`).join(" ")} and no more`}.`,
    found: word,
    fix: meant === undefined ? (taken.length === 0 ? [] : ["Put words that belong together in quotes."]) : [meant],
  };
}

/**
 * "option '--tier <tier>' argument 'x' is invalid. Allowed choices are green, yellow, red.", or of an argument: "Command-argument value 'x' is invalid
 * for argument 'shell'. …"
 */
function invalid(message: string, command: Command): Refusal {
  const ofArgument = /^[^']*argument value '([\s\S]*)' is invalid for argument '([^']*)'\.\s*([\s\S]*)$/.exec(message);
  const [, option = "", value = "", why = ""] =
    ofArgument === null
      ? (/'([^']*)' argument '([\s\S]*)' is invalid\.\s*([\s\S]*)$/.exec(message) ?? [])
      : [ofArgument[0], `<${ofArgument[2] ?? ""}>`, ofArgument[1], ofArgument[3]];
  if (option === "") return { message: sentence(message) };
  const choices = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
  const near = option.startsWith("--fail-on") && NEVER.test(value) ? [failNever(command)] : didYouMean(value, choices?.split(", ") ?? []);
  return {
    message: `"${value}" is nothing for ${option}${choices === undefined && why !== "" ? `: ${why}` : "."}`,
    found: value,
    ...(choices === undefined ? {} : { allowed: [choices] }),
    ...(near.length === 0 ? {} : { fix: near }),
  };
}

const NEVER = /^(?:none|never|no|off|nothing)$/i;

/** Who wants no failure wants to go on after findings, and still to stop at what is broken. */
function failNever(command: Command): string {
  return `Findings end with exit 2; to go on after them: \`${lineOf(command)} … || [ $? -eq 2 ]\`.`;
}

/** A word after a command that takes its account by an option is most often the account. */
function accountMeant(word: string, command: Command): string | undefined {
  const takesAccount = command.options.some(({ long }) => long === "--account");
  return takesAccount ? `Did you mean \`${lineOf(command)} --account ${shellWord(word)}\`?` : undefined;
}

function didYouMean(word: string, known: readonly string[]): string[] {
  const [near] = nearest(word, known, 1);
  return near === undefined ? [] : [`Did you mean ${near}?`];
}

/** "missing required argument 'task'", with what the argument is. */
function lacking(message: string, command: Command): Refusal {
  const name = /^error: missing required argument '([^']*)'/.exec(message)?.[1];
  const about = command.registeredArguments.find((one) => one.name() === name)?.description ?? "";
  return { message: name === undefined ? sentence(message) : `<${name}> is missing${about === "" ? "" : `: ${about}`}.` };
}

/** What the parser said, as a sentence; its "did you mean" is not that of the other errors. */
function sentence(message: string): string {
  return `${message
    .replace(/^error: /, "")
    .replace(/\n[\s\S]*$/, "")
    .replace(/\.$/, "")}.`;
}

/** What the parser put into its first pair of quotes; a "did you mean" below it is none of it. */
function quoted(message: string): string {
  return /'([\s\S]*)'/.exec(message)?.[1] ?? "";
}

/** `commander.unknownOption` as codes are written: `unknown-option`. */
function codeOf({ code }: CommanderError): string {
  const name = code.replace(/^commander\./, "");
  return name === "error" ? "bad-command-line" : name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function helpOf(command: Command): string {
  return command.parent === null ? "`echo-cs --help` lists the commands." : `See \`${lineOf(command)} --help\`.`;
}

/** The command as typed: "echo-cs tasks list". */
function lineOf(command: Command): string {
  return command.parent === null ? command.name() : `${lineOf(command.parent)} ${command.name()}`;
}

function ofDays(): string {
  return "Name the days, for instance --from 2026-07-01 --to 2026-09-30.";
}
