import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export interface Guard {
  /** The token that every request must carry. */
  readonly token: string;
  /** Names of this server, in lower case, with and without its port. */
  readonly hosts: ReadonlySet<string>;
}

export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Why a request is refused; undefined where it may go on. The host and the origin are checked so that no web page can reach a server on
 * loopback through a name of its own, the token so that no other user of the machine can.
 */
export function refusalOf({ headers }: Pick<IncomingMessage, "headers">, { token, hosts }: Guard): Refusal | undefined {
  const host = headers.host?.toLowerCase();
  if (host === undefined || !hosts.has(host)) return { status: 403, message: "This server does not go by that host name." };
  if (headers.origin !== undefined && !hosts.has(originHost(headers.origin)))
    return { status: 403, message: "Requests from that origin are refused." };
  const [, given] = /^Bearer (\S+)$/i.exec(headers.authorization ?? "") ?? [];
  if (given === undefined || !sameText(given, token))
    return { status: 401, message: "Send the token that the server printed: Authorization: Bearer TOKEN." };
  return undefined;
}

/** Every name by which the server may be called. */
export function hostNames(host: string, port: number, more: readonly string[]): Set<string> {
  const names = isLoopback(host) ? ["127.0.0.1", "localhost", "[::1]"] : [host.includes(":") ? `[${host}]` : host];
  return new Set([...names, ...more].flatMap((name) => [name.toLowerCase(), `${name.toLowerCase()}:${port}`]));
}

/** True for addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function originHost(origin: string): string {
  try {
    const { protocol, host } = new URL(origin);
    return /^https?:$/.test(protocol) ? host.toLowerCase() : "";
  } catch {
    return "";
  }
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
