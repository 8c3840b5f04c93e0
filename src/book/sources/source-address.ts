import { isIP } from "node:net";
import { OWN_SECRETS } from "../../config/settings.ts";
import type { SourceEntry } from "../../config/sources-section.ts";
import { UserError } from "../../core/errors.ts";

/** Variables of the environment, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where an engine is and how it is spoken to. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: "verify" | "insecure" | "off";
  /** Settings that the URL hands to the engine at the start, such as the name of a cluster. */
  readonly options: string | undefined;
  /** `host:port/database`: all that is ever shown. */
  readonly shown: string;
  readonly secrets: readonly string[];
}

/** Parameters of a URL that are known; others might be a password that was not encoded, and are not repeated. */
const PARAMETERS = new Set([
  "sslmode",
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "application_name",
  "connect_timeout",
  "options",
  "channel_binding",
]);

/** The address that a source's settings and the environment give. Throws UserError for one that is missing, malformed or less safe than it may be. */
export function addressOf(source: string, entry: Pick<SourceEntry, "url" | "env" | "tls">, variables: Variables): Address {
  const wrong = (code: string, message: string, fix: string): UserError =>
    new UserError({ code, message: `source ${source}: ${message}`, fix });
  const secrets: string[] = [];
  const variable = (name: string): string => {
    // echo.yaml may have come from somebody else, and says which host gets the value.
    if (OWN_SECRETS.has(name))
      throw wrong("source-secret", `${name} is for ECHO alone`, "Give the engine a password of its own, in a variable of its own.");
    const value = variables[name]?.trim() ?? "";
    if (value === "")
      throw wrong(
        "source-variable",
        `the environment variable ${name} is not set`,
        `Set it: export ${name}=postgresql://USER:PASSWORD@HOST:5432/DATABASE`,
      );
    secrets.push(value);
    return value;
  };
  const template = entry.url ?? `\${${entry.env ?? ""}}`;
  const [, whole] = /^\$\{(\w+)\}$/.exec(template.trim()) ?? [];
  const text =
    whole === undefined ? template.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => encodeURIComponent(variable(name))) : variable(whole);
  const from = whole ?? "url";
  const shape = `${from} is no URL of the form postgresql://USER:PASSWORD@HOST:5432/DATABASE`;
  const encode = "Correct it; in user and password write @ / : ? # and % as %40 %2F %3A %3F %23 and %25.";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) throw wrong("source-url", shape, encode);
  const parameters = url.searchParams;
  const isOdd = url.hash !== "" || url.pathname.includes("@") || [...parameters.keys()].some((name) => !PARAMETERS.has(name));
  if (isOdd) throw wrong("source-url", `${shape}, or it holds a parameter that is not known (${[...PARAMETERS].join(", ")})`, encode);
  const host = parameters.get("host") ?? decoded(url.hostname.replace(/^\[(.*)\]$/, "$1"));
  const user = parameters.get("user") ?? decoded(url.username);
  const database = parameters.get("dbname") ?? (decoded(url.pathname.slice(1)) || user);
  const password = parameters.get("password") ?? decoded(url.password);
  if (host === "" || user === "") throw wrong("source-url", shape, encode);
  const port = Number(parameters.get("port") ?? (url.port || "5432"));
  const shown = host.startsWith("/") ? `${host}/${database}` : `${isIP(host) === 6 ? `[${host}]` : host}:${port}/${database}`;
  const tls = tlsOf(source, entry.tls, parameters.get("sslmode"), host);
  return {
    host,
    port,
    database,
    user,
    password,
    tls,
    options: parameters.get("options") ?? undefined,
    shown,
    secrets: [...secrets, password].filter((secret) => secret !== ""),
  };
}

/** Encrypted and verified for every host but this machine, unless somebody wrote down that it is not. */
function tlsOf(source: string, setting: SourceEntry["tls"], mode: string | null, host: string): Address["tls"] {
  if (setting !== undefined) return setting;
  const isHere = host.startsWith("/") || host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  if (mode === "verify-full") return "verify";
  if (isHere) return mode === "require" || mode === "verify-ca" ? "verify" : "off";
  if (mode === null) return "verify";
  throw new UserError({
    code: "source-tls-unsafe",
    message: `source ${source}: its URL asks for sslmode=${/^[a-z-]{1,12}$/.test(mode) ? mode : "…"}, which does not make sure who answers at ${host}`,
    allowed: ["sslmode=verify-full, or none: the certificate is then verified", "tls: insecure in echo.yaml", "tls: off in echo.yaml"],
    fix: "Take sslmode from the URL, or write down with `tls:` in echo.yaml that this connection is not verified.",
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
