import process from "node:process";

/** What the program takes from its environment. Empty variables count as unset. */
export interface Environment {
  readonly apiKey: string | undefined;
  readonly authToken: string | undefined;
  readonly baseUrl: string | undefined;
  /** ECHO_LLM: the language model, like --llm. */
  readonly llm: string | undefined;
  /** Where OpenTelemetry spans go (OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or OTEL_EXPORTER_OTLP_ENDPOINT); absent: nowhere. */
  readonly traces?: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly service: string };
}

/** Reads the environment once, at the edge. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const of = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === "" ? undefined : value;
  };
  const base = of("OTEL_EXPORTER_OTLP_ENDPOINT");
  const url = of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") ?? (base === undefined ? undefined : `${base.replace(/\/+$/u, "")}/v1/traces`);
  const isOff = of("OTEL_SDK_DISABLED") === "true" || of("OTEL_TRACES_EXPORTER") === "none";
  return {
    apiKey: of("ANTHROPIC_API_KEY"),
    authToken: of("ANTHROPIC_AUTH_TOKEN"),
    baseUrl: of("ANTHROPIC_BASE_URL"),
    llm: of("ECHO_LLM"),
    ...(url === undefined || isOff
      ? {}
      : { traces: { url, headers: pairs(of("OTEL_EXPORTER_OTLP_HEADERS") ?? ""), service: of("OTEL_SERVICE_NAME") ?? "echo-cs" } }),
  };
}

/** `name=value,name=value`, values percent-encoded. */
function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(",").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
