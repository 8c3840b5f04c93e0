import { DataError, EchoError, Interrupted } from "../core/errors.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import { hasCode } from "../core/files.ts";
import { statNow } from "../core/files-now.ts";
import { capitalised, clean } from "../core/text.ts";
import type { Io } from "./io.ts";

/** Tells a failure on one screen: what happened, where, what was found, what is allowed and how to fix it. Returns the exit status. */
export function reportError(thrown: unknown, io: Io, json: boolean): ExitCode {
  if (io.signal.aborted && !(thrown instanceof Interrupted)) {
    io.stderr("echo-cs: interrupted.\n");
    return EXIT.interrupted;
  }
  const error = fileSystemError(thrown) ?? thrown;
  if (!(error instanceof EchoError)) return reportBug(error, io);
  const { code, message, found, allowed, fix, place } = error.detail;
  const lines = [
    `echo-cs: ${begun(message, place?.file)}`,
    ...(place === undefined || message.includes(placeOf({ ...place, column: undefined })) ? [] : [`  at      ${placeOf(place)}`]),
    ...(found === undefined || message.includes(found) ? [] : [`  found   ${found}`]),
    ...(allowed === undefined || allowed.length === 0
      ? []
      : allowed.map((one, index) => `  ${index === 0 ? "allowed" : "       "} ${one}`)),
    ...(fix === undefined ? [] : [`  fix     ${fix}`]),
  ];
  io.stderr(`${clean(lines.join("\n"))}\n`);
  if (json)
    io.stdout(`${JSON.stringify({ error: { code, blame: error.blame, exit: error.exitCode, message, found, allowed, fix, place } })}\n`);
  return error.exitCode;
}

/** A capital begins a sentence, but for the name of a file: that is written as it is. */
function begun(message: string, file: string | undefined): string {
  const isFile = /^[^\s:]*(?:\/|\.[a-z]\w*(?=[\s:,]|$))/i.test(message) || (file !== undefined && message.startsWith(file));
  return isFile ? message : capitalised(message);
}

/** `file:line:column`, as far as it is known. */
function placeOf({
  file,
  line,
  column,
}: {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

const DENIED: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  EEXIST: "something else is there",
  ELOOP: "a link leads to itself",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "its folder cannot be made there",
};

/** The system's refusal to read or write a file is nobody's bug: told as what it is. */
function fileSystemError(error: unknown): EchoError | undefined {
  if (!(error instanceof Error) || !hasCode(error, ...Object.keys(DENIED))) return undefined;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  // What is not there when it is read was looked for by us; a folder that the system will not make was named by a person.
  if (code === "ENOENT" && syscall !== "mkdir") return undefined;
  const closed = closedWorkspace(code, path);
  if (closed !== undefined) return folderRefused(closed, code, error);
  return new DataError({
    code: "file-refused",
    message: `${path ?? "A file"} cannot be used: ${DENIED[code] ?? code}.`,
    fix: isOthers(code, path)
      ? "Another user of this machine made .echo, which only who made it may read. Run as that user, or remove .echo: it is made anew from the exports (models trained and transcripts kept there are lost)."
      : "Check the path, its rights and the space on the disk; nothing already stored was changed.",
    cause: error,
  });
}

/** The workspace that takes no .echo: nobody made one there, and the system does not let us. Undefined where that is not what was refused. */
function closedWorkspace(code: string, path: string | undefined): string | undefined {
  if (!["EACCES", "EPERM", "EROFS"].includes(code) || path === undefined) return undefined;
  const { workspace, echo } = echoFolder(path);
  if (echo === undefined) return undefined;
  try {
    return statNow(echo) === undefined ? workspace : undefined;
  } catch {
    // A folder that may not even be looked into says nothing of what it holds.
    return undefined;
  }
}

/** The folder .echo that a path lies in, and the workspace that it belongs to; neither for another path. */
function echoFolder(path: string): { readonly workspace?: string; readonly echo?: string } {
  const [, workspace, name] = /^(.*?)([\\/]\.echo)(?:[\\/]|$)/s.exec(path) ?? [];
  return workspace === undefined || name === undefined ? {} : { workspace, echo: `${workspace}${name}` };
}

function folderRefused(folder: string, code: string, cause: Error): EchoError {
  return new DataError({
    code: "folder-refused",
    message: `${folder === "" ? "/" : folder} cannot be written: ${DENIED[code] ?? code}. What is read from the exports is kept there, in .echo.`,
    fix: "Run as somebody who may write there, or copy the folder to where you may and name the copy with -C.",
    cause,
  });
}

/** Whether somebody else's snapshot is what may not be read: the one folder that is closed to others on purpose. */
function isOthers(code: string, path: string | undefined): boolean {
  const { echo } = echoFolder(path ?? "");
  if ((code !== "EACCES" && code !== "EPERM") || echo === undefined) return false;
  try {
    return statNow(echo)?.uid !== process.getuid?.();
  } catch {
    return true;
  }
}

function reportBug(error: unknown, io: Io): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  io.stderr(
    `echo-cs: this is a bug in ECHO: ${clean(message)}\n  fix     Run it again with ECHO_DEBUG=1 for the details and file an issue; nothing already stored was changed.\n`,
  );
  if (io.env["ECHO_DEBUG"] === "1" && error instanceof Error) io.stderr(`${error.stack ?? ""}\n`);
  return EXIT.bug;
}
