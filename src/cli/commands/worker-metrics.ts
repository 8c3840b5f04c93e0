import { createServer, type Server } from "node:http";
import { queueMetrics } from "../../batch/ops/queue-metrics.ts";
import { queueStatus } from "../../batch/ops/queue-status.ts";
import type { QueueDatabase } from "../../batch/queue/open-database.ts";
import { UserError } from "../../core/errors.ts";
import { hasCode } from "../../core/files.ts";
import type { Log } from "../../core/log.ts";

export interface MetricsServer {
  close(): void;
}

const HERE = "127.0.0.1";

/**
 * Serves the state of the queues at /metrics, to this machine only; does nothing without a port. Port 0 takes a free one, which is said. Throws
 * UserError where the port cannot be had.
 */
export async function serveMetrics(port: number | undefined, database: QueueDatabase, log: Log): Promise<MetricsServer> {
  if (port === undefined) return { close: () => {} };
  // While the database is away, those who ask wait for one answer together.
  let asked: Promise<string> | undefined;
  const metrics = (): Promise<string> =>
    (asked ??= queueStatus(database)
      .then(queueMetrics)
      .finally(() => (asked = undefined)));
  const server = createServer((request, response) => {
    const answer = (status: number, text: string): void => {
      response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
    };
    if (request.method !== "GET" || request.url !== "/metrics") return answer(404, "GET /metrics\n");
    metrics().then(
      (text) => answer(200, text),
      () => answer(503, "the database of the queue cannot be asked\n"),
    );
  });
  await listening(server, port);
  const address = server.address();
  log.info(`Metrics at http://${HERE}:${typeof address === "object" && address !== null ? address.port : port}/metrics`);
  return {
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(hasCode(error, "EADDRINUSE", "EACCES") ? taken(port, error) : error));
    server.listen(port, HERE, () => resolve());
  });
}

function taken(port: number, cause: Error): UserError {
  return new UserError({
    code: "port-taken",
    message: `The port ${port} cannot be had.`,
    found: cause.message,
    fix: "Give --metrics-port another one; two workers of a machine need one each. 0 takes any.",
    cause,
  });
}
