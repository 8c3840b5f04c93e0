import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { anthropicFetch } from "../../src/llm/anthropic-fetch.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const JSON_PLEASE = (): Headers => new Headers({ accept: "application/json", "x-api-key": "k-1" });

describe("the way to the model's host", () => {
  it("sends method, headers and the text to the byte, and gives back status, headers and JSON", async () => {
    const heard: { method?: string | undefined; key?: unknown; length?: unknown; body: string }[] = [];
    const url = await serve((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        heard.push({ method: request.method, key: request.headers["x-api-key"], length: request.headers["content-length"], body });
        response.writeHead(529, { "content-type": "application/json; charset=utf-8", "retry-after": "3" }).end('{"at": "Zoë"}');
      });
    });
    const body = JSON.stringify({ text: "naïve 漢字 🙂" });
    const response = await anthropicFetch(`${url}/v1/messages?beta=true`, { method: "POST", headers: JSON_PLEASE(), body });
    expect(heard).toEqual([{ method: "POST", key: "k-1", length: String(Buffer.byteLength(body)), body }]);
    expect([response.status, response.ok, response.headers.get("retry-after"), await response.json()]).toEqual([
      529,
      false,
      "3",
      { at: "Zoë" },
    ]);
  });

  it("puts letters together that arrive in two pieces", async () => {
    const bytes = Buffer.from('{"name": "Zoë 漢"}');
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write(bytes.subarray(0, 13));
      setTimeout(() => response.end(bytes.subarray(13)), 20);
    });
    expect(await (await anthropicFetch(url, { headers: JSON_PLEASE() })).json()).toEqual({ name: "Zoë 漢" });
  });

  it("hands events over as they come, and slows the server down where nobody reads", async () => {
    const piece = `data: ${"x".repeat(64 * 1024)}\n\n`;
    let sent = 0;
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const more = (): void => {
        while (sent < 400) {
          sent += 1;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const { body } = await anthropicFetch(url, { headers: JSON_PLEASE() });
    const reader = body?.getReader();
    await reader?.read();
    await new Promise((done) => setTimeout(done, 150));
    expect(sent).toBeLessThan(400);
    let length = 0;
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) length += read.value.length;
    expect([sent, length > 390 * piece.length]).toEqual([400, true]);
  });

  it.each(["application/json", "text/event-stream"])("fails where a body of %s is cut", async (type) => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": type, "content-length": "5000" });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 20);
    });
    const read = async (): Promise<string> => (await anthropicFetch(url, { headers: JSON_PLEASE() })).text();
    await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it.each(["before the answer", "in the middle of the answer"])("is stopped %s", async (when) => {
    const url = await serve((_, response) => {
      if (when === "before the answer") return;
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id":');
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await expect(anthropicFetch(url, { headers: JSON_PLEASE(), signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("follows a redirect with the body, as fetch does", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(307, { location: "/new" }).end();
      else request.pipe(response.writeHead(200, { "content-type": "application/json" }));
    });
    const response = await anthropicFetch(`${url}/old`, { method: "POST", headers: JSON_PLEASE(), body: '{"a":1}' });
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("takes an answer without a body, and says the system's code where nobody listens", async () => {
    const url = await serve((_, response) => void response.writeHead(204).end());
    expect((await anthropicFetch(url, { method: "DELETE", headers: JSON_PLEASE() })).status).toBe(204);
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
    await new Promise((done) => setTimeout(done, 20));
    await expect(anthropicFetch(url, { headers: JSON_PLEASE() })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
