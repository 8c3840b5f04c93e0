import { createInterface } from "node:readline";
import process from "node:process";
import type { Io } from "./io.ts";
import { readLines } from "./read-lines.ts";

export type ChatEvent = { readonly kind: "line"; readonly text: string } | { readonly kind: "interrupt"; readonly wasEmpty: boolean };

/** Where a conversation's lines come from. */
export interface ChatInput {
  readonly events: AsyncIterable<ChatEvent>;
  /** Shows that a line may be typed. */
  prompt(text: string): void;
  /** Called at Ctrl-C while an answer is worked on; without it Ctrl-C is an event. */
  whileWorking(stop: (() => void) | undefined): void;
  close(): void;
}

/** Lines of a pipe, as they come. */
export function pipedInput(io: Io): ChatInput {
  return { events: lineEvents(io), prompt: () => {}, whileWorking: () => {}, close: () => {} };
}

async function* lineEvents(io: Io): AsyncGenerator<ChatEvent> {
  for await (const text of readLines(io.stdin)) yield { kind: "line", text };
}

export interface TerminalOptions {
  /** The newest first. */
  readonly history: readonly string[];
  /** What may be typed instead of the whole line so far. */
  readonly complete: (line: string) => readonly string[];
}

/** Lines that a person types, with history, editing and the tab key. The prompt is talk: it goes to stderr. */
export function terminalInput({ history, complete }: TerminalOptions): ChatInput {
  const reader = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: true,
    history: [...history],
    historySize: 1000,
    removeHistoryDuplicates: true,
    completer: (line: string): [string[], string] => [[...complete(line)], line],
  });
  const queue: ChatEvent[] = [];
  let wake: (() => void) | undefined;
  let closed = false;
  let stop: (() => void) | undefined;
  const put = (event: ChatEvent): void => {
    queue.push(event);
    wake?.();
  };
  reader.on("line", (text) => put({ kind: "line", text }));
  reader.on("SIGINT", () => {
    if (stop !== undefined) {
      stop();
      // Pressed again, before the answer has come to its end: it was not meant for the answer alone.
      stop = () => reader.close();
      return;
    }
    const wasEmpty = reader.line === "";
    // The line that was begun is given up, and stays to be seen.
    process.stderr.write("^C\n");
    reader.write(null, { ctrl: true, name: "e" });
    reader.write(null, { ctrl: true, name: "u" });
    put({ kind: "interrupt", wasEmpty });
  });
  reader.on("close", () => {
    closed = true;
    wake?.();
  });
  async function* events(): AsyncGenerator<ChatEvent> {
    for (;;) {
      const event = queue.shift();
      if (event !== undefined) yield event;
      else if (closed) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    events: events(),
    prompt: (text) => {
      reader.setPrompt(text);
      if (!closed) reader.prompt();
    },
    whileWorking: (given) => (stop = given),
    close: () => reader.close(),
  };
}
