import { EchoError, ModelError, type ErrorDetail } from "../core/errors.ts";
import { redactor, secretsOfUrl } from "../core/secrets.ts";
import { clean } from "../core/text.ts";
import { MODEL_ALIASES, nearestModel } from "./aliases.ts";
import { MalformedReply } from "./anthropic-shapes.ts";
import { hostAsked } from "./base-url.ts";
import { TransientError } from "./transient-error.ts";

interface Circumstances {
  readonly baseUrl: string;
  readonly model: string;
  readonly aliases: Readonly<Record<string, string>>;
  /** Never to be printed, even where a server repeats it. */
  readonly secret: string;
  readonly usesKey: boolean;
}

type Sdk = typeof import("@anthropic-ai/sdk");

/** Any failure of a call as a ModelError that says what to do about it. The secret is in none. */
export function toModelError(error: unknown, sdk: Sdk, at: Circumstances): EchoError {
  if (error instanceof EchoError) return error;
  // The SDK wraps what its fetch throws: a cassette's refusal is ours.
  if (error instanceof Error && error.cause instanceof EchoError) return error.cause;
  const host = hostAsked(at.baseUrl);
  const detail = describe(error, sdk, at, host);
  const said = error instanceof Error ? safe(serverMessage(error, sdk), at) : "";
  const whole = { found: said === "" ? undefined : said.slice(0, 300), ...detail };
  return isPassing(detail.code, error) ? new TransientError(whole, retryAfter(error, sdk)) : new ModelError(whole);
}

const PASSING = new Set(["rate-limited", "overloaded", "model-server-error", "model-timeout", "model-unreachable", "malformed-reply"]);

/** A host that nobody knows or that refuses every connection is no passing trouble. */
function isPassing(code: string, error: unknown): boolean {
  if (code === "model-unreachable" && error instanceof Error && /ECONNREFUSED|ENOTFOUND|CERT|ERR_TLS|EPROTO/u.test(networkReason(error)))
    return false;
  return PASSING.has(code);
}

/** Milliseconds the server asks to wait, as seconds, milliseconds or a date (which is read against the server's own clock). */
function retryAfter(error: unknown, sdk: Sdk): number | undefined {
  const given: unknown = error instanceof sdk.APIError ? error.headers : undefined;
  if (!(given instanceof Headers)) return undefined;
  const milliseconds = given.get("retry-after-ms");
  if (milliseconds !== null && Number(milliseconds) >= 0) return Number(milliseconds);
  const after = given.get("retry-after");
  if (after === null || after.trim() === "") return undefined;
  if (Number(after) >= 0) return Number(after) * 1000;
  const wait = Date.parse(after) - Date.parse(given.get("date") ?? "");
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function describe(error: unknown, sdk: Sdk, at: Circumstances, host: string): ErrorDetail {
  if (error instanceof MalformedReply) return malformed(host, error.message);
  if (error instanceof sdk.APIConnectionTimeoutError) {
    return {
      code: "model-timeout",
      message: `${host} did not answer in time.`,
      fix: "Try again, or run with --no-model for the same facts without a model.",
    };
  }
  if (error instanceof sdk.APIConnectionError) {
    return {
      code: "model-unreachable",
      message: `${host} cannot be reached${networkReason(error)}.`,
      fix: "Check the network and ANTHROPIC_BASE_URL, or run with --no-model.",
    };
  }
  if (error instanceof sdk.APIError && typeof error.status === "number") return byStatus(error.status, at, host);
  return malformed(host, "it is not what the Messages API promises");
}

function byStatus(status: number, at: Circumstances, host: string): ErrorDetail {
  const secretName = at.usesKey ? "ANTHROPIC_API_KEY" : "ANTHROPIC_AUTH_TOKEN";
  if (status === 401 || status === 403) {
    return {
      code: "key-refused",
      message: `${secretName} was refused by ${host}.`,
      fix: `Check ${secretName} (and ANTHROPIC_BASE_URL, which decides who is asked), or run with --no-model.`,
    };
  }
  if (status === 404) {
    const table = { ...MODEL_ALIASES, ...at.aliases };
    const near = nearestModel(at.model, Object.values(table));
    return {
      code: "model-not-found",
      message: `${host} does not know the model ${at.model}: it may have been retired.`,
      allowed: Object.entries(table).map(([alias, id]) => `${alias} (${id})`),
      fix:
        near === undefined
          ? "Choose another with --llm."
          : `Choose another with --llm, for instance ${near}; \`models\` in echo.yaml sets it for good.`,
    };
  }
  if (status === 429)
    return {
      code: "rate-limited",
      message: `${host} limits the rate of calls (429), and retries did not help.`,
      fix: "Wait a minute and try again, or run with --no-model.",
    };
  if (status === 529 || status === 503)
    return {
      code: "overloaded",
      message: `${host} is overloaded (${status}), and retries did not help.`,
      fix: "Try again later, or run with --no-model.",
    };
  if (status === 408 || status === 504)
    return { code: "model-timeout", message: `${host} did not answer in time (${status}).`, fix: "Try again, or run with --no-model." };
  if (status === 402)
    return {
      code: "no-credit",
      message: `${host} wants payment first (402).`,
      fix: "Add credit to the account behind the key, or run with --no-model.",
    };
  if (status >= 500)
    return {
      code: "model-server-error",
      message: `${host} failed (${status}), and retries did not help.`,
      fix: "Try again later, or run with --no-model.",
    };
  return {
    code: "request-refused",
    message: `${host} refused the request (${status}).`,
    fix: "Try another model with --llm, or run with --no-model.",
  };
}

function malformed(host: string, why: string): ErrorDetail {
  return {
    code: "malformed-reply",
    message: `The reply of ${host} cannot be used: ${why}.`,
    fix: "Try again; if it stays, check that ANTHROPIC_BASE_URL leads to a server of the Messages API.",
  };
}

function serverMessage(error: Error, sdk: Sdk): string {
  return error instanceof sdk.APIError ? (error.apiMessage ?? "") : error.message;
}

function networkReason(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return ` (${cause.code})`;
  }
  return "";
}

function safe(text: string, { secret, baseUrl }: Circumstances): string {
  const redact = redactor([secret, ...secretsOfUrl(baseUrl)]);
  return redact(clean(text)).replaceAll(/\bsk-[\w-]{8,}/gu, "[secret]");
}
