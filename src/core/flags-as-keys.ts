import { EchoError, retold } from "./errors.ts";

/** A part in backquotes, or an option of the command line with what stands for its value. */
const FLAG = /`[^`]*echo-cs[^`]*`|`?(?<![\w-])(--[a-z][a-z-]*|-C(?: DIR)?)(?![\w-])`?/g;

/**
 * What was thrown, told to who calls with named arguments: where it speaks of an option of the command line, the name that `keyOf` gives it stands.
 * Whole commands, and options without such a name, stay as they are; so does what is no expected failure.
 */
export function flagsAsKeys(thrown: unknown, keyOf: (flag: string) => string | undefined): unknown {
  if (!(thrown instanceof EchoError)) return thrown;
  const told = (text: string): string =>
    text.replaceAll(FLAG, (whole: string, flag: string | undefined) => {
      const key = flag === undefined ? undefined : keyOf(flag.replace(/ DIR$/, ""));
      return key === undefined ? whole : `\`${key}\``;
    });
  const { message, fix, allowed } = thrown.detail;
  return retold(thrown, {
    ...thrown.detail,
    message: told(message),
    ...(fix === undefined ? {} : { fix: told(fix) }),
    ...(allowed === undefined ? {} : { allowed: allowed.map(told) }),
  });
}
