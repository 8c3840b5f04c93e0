/** A tool call that the model got wrong; the message goes back to it, so it says what to do instead. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}
