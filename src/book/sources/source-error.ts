import { type Blame, DataError, EchoError, type Place, UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { hasCode } from "../../core/files.ts";
import { clean } from "../../core/text.ts";

/** The way to a source's engine failed, or the engine did not answer in time: another try may do. */
export class SourceError extends EchoError {
  readonly blame: Blame = "data";
  readonly exitCode: ExitCode = EXIT.model;
}

/** Of whom an error is told, and what of it must never be shown. */
export interface AskedOf {
  readonly source: string;
  /** `host:port/database`, without a password. */
  readonly engine: string;
  readonly secrets: readonly string[];
  /** Where in the user's SQL a position of the statement is, counted in characters from 1. */
  readonly placeOf?: (position: number) => Place | undefined;
}

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ENOENT",
]);

/** What failed at an engine, told as one of ECHO's errors: which source, what the engine said, where in the SQL, and what to do. */
export function sourceError(error: unknown, asked: AskedOf): EchoError {
  if (error instanceof EchoError) return error;
  const { code, said, position } = read(error, asked.secrets);
  const where = `source ${asked.source} (${asked.engine})`;
  const place = position === undefined ? undefined : asked.placeOf?.(position);
  const told = { found: said, ...(place === undefined ? {} : { place }) };
  if (/^(DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL)/.test(code) || /SSL connection/i.test(said))
    return new SourceError({
      code: "source-tls",
      message: `${where}: the engine's certificate could not be verified, so nothing was sent`,
      ...told,
      fix: "Name the authority that signed it with `ca: FILE.pem`; `tls: insecure` goes on without knowing who answers.",
    });
  if (code === "57014")
    return new SourceError({
      code: "source-timeout",
      message: `${where}: the engine stopped the statement before it was done`,
      ...told,
      fix: "Let the engine do less (a watermark, fewer columns), or raise `statement_timeout` of the source in echo.yaml.",
    });
  if (code === "42501")
    return new UserError({
      code: "source-permission",
      message: `${where}: the role may not read what the SQL asks for`,
      ...told,
      fix: "Grant it: `echo-cs sources --sql role` prints the statements of a role that may read and nothing else.",
    });
  if (code === "25006")
    return new UserError({
      code: "source-writes",
      message: `${where}: the SQL writes, and the session may only read`,
      ...told,
      fix: "Ask with a SELECT that calls nothing that writes.",
    });
  if (/^28|^3D/.test(code))
    return new UserError({
      code: "source-refused",
      message: `${where}: the engine does not let this user in`,
      ...told,
      fix: "Correct user, password and database in the environment variable that the source names.",
    });
  if (UNREACHABLE.has(code) || code === "" || /^(08|53|57)/.test(code))
    return new SourceError({
      code: "source-unreachable",
      message: `${where}: the engine could not be reached, or the connection broke`,
      ...told,
      fix: "Nothing was changed. Try again; `echo-cs import --keep-going` goes on with the rows of its last pull, `--no-sources` without asking.",
    });
  return new UserError({
    code: "source-sql",
    message: `${where}: the engine refuses the SQL`,
    ...told,
    fix: "Correct the SQL at the place named here.",
  });
}

/** A text without any of the secrets, as they are and as a URL writes them, and without control codes. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter((form) => form !== "");
  return clean([...new Set(forms)].sort((a, b) => b.length - a.length).reduce((kept, form) => kept.replaceAll(form, "***"), text));
}

interface Said {
  /** SQLSTATE of the engine, or the platform's code. */
  readonly code: string;
  readonly said: string;
  readonly position: number | undefined;
}

function read(error: unknown, secrets: readonly string[]): Said {
  const { code, message, detail, hint, position } = { ...fields(error) };
  const said = [message, detail, hint].filter((part) => part !== undefined && part !== "").join(" — ");
  const at = Number(position);
  return { code: code ?? "", said: withoutSecrets(said, secrets).slice(0, 500), position: Number.isInteger(at) && at > 0 ? at : undefined };
}

function fields(error: unknown): Partial<Record<"code" | "message" | "detail" | "hint" | "position", string>> {
  // A name with several addresses fails at each: the first tells enough.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  if (!(first instanceof Error)) return { message: String(first) };
  const of = (name: string): string | undefined => {
    const value = (Object.getOwnPropertyDescriptor(first, name)?.value ?? undefined) as unknown;
    return typeof value === "string" ? value : undefined;
  };
  return {
    code: of("code") ?? "",
    message: first.message,
    detail: of("detail") ?? "",
    hint: of("hint") ?? "",
    position: of("position") ?? "",
  };
}

/** True for what this machine's disk refused, which is told as such. */
export function isFileError(error: unknown): boolean {
  return hasCode(error, "ENOSPC", "EDQUOT", "EIO", "EEXIST", "EROFS", "EFBIG", "EMFILE", "ENFILE");
}

/** True where an engine does not know COPY (query) TO STDOUT: rows are then fetched through a cursor. */
export function refusesCopy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "0A000" || code === "42601" || code === "42846";
}

/** For what the settings of a source say wrongly. */
export function badSource(
  name: string,
  detail: { code: string; message: string; found?: string; allowed?: readonly string[]; fix: string; place?: Place },
): DataError {
  return new DataError({ ...detail, message: `source ${name}: ${detail.message}` });
}
