import { UserError } from "../core/errors.ts";

/** A tool call that the model got wrong; the message goes back to it, so it says what to do instead. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** What a person would be told, told to the model: the message, what is allowed, and how to put it right. */
export async function userErrorsAsToolErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, allowed = [], fix } = error.detail;
    const most = allowed.slice(0, 20).join(", ");
    throw new ToolError([message, ...(most === "" ? [] : [`Allowed: ${most}.`]), ...(fix === undefined ? [] : [fix])].join(" "), {
      cause: error,
    });
  }
}
