import { type ModelServer, type SentBody, type Served, startModelServer, toolCall } from "../../src/testing/model-server.ts";

/** A loopback server whose model looks a figure up and then answers, and which fails one call in twenty in ways that pass. */
export async function startSoakModel(chance: () => number): Promise<ModelServer> {
  const server: { open?: ModelServer } = {};
  const opened = await startModelServer({
    latencyMs: 30,
    reply: (body) => {
      // What was sent is of no more use here, and would fill the memory of a long soak.
      (server.open?.requests as unknown[] | undefined)?.splice(0);
      return replyTo(body, chance);
    },
  });
  server.open = opened;
  return opened;
}

function replyTo({ messages }: SentBody, chance: () => number): Served {
  const luck = chance();
  if (luck < 0.02) return { status: 500 };
  if (luck < 0.04) return { line: "reset" };
  if (luck < 0.05) return { line: "cut" };
  if (messages.length < 2) return { content: [toolCall("facts", { metrics: ["logins_change_30d"] })] };
  return JSON.stringify({ headline: "The account needs a look.", findings: [], actions: [], references: [], unknowns: [] });
}
