import { EXIT, type ExitCode } from "./exit-codes.ts";

/** A position in a file the user can open. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export interface ErrorDetail {
  /** Stable, kebab-case name of the problem, for scripts and tests. */
  readonly code: string;
  readonly message: string;
  readonly found?: string | undefined;
  /** What would have been accepted; printed as a short list. */
  readonly allowed?: readonly string[] | undefined;
  /** One sentence that tells the reader what to do next. */
  readonly fix?: string | undefined;
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

/** Whose fault a failure is decides how it is told and how the program exits. */
export type Blame = "user" | "data" | "model" | "internal";

/** An error that the program expected: it carries what was found, what is allowed and how to fix it. */
export abstract class EchoError extends Error {
  abstract readonly blame: Blame;
  abstract readonly exitCode: ExitCode;
  readonly detail: ErrorDetail;

  constructor(detail: ErrorDetail) {
    super(detail.message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = new.target.name;
    this.detail = detail;
  }

  get code(): string {
    return this.detail.code;
  }
}

/** The command, its options or its configuration are wrong. */
export class UserError extends EchoError {
  readonly blame = "user";
  readonly exitCode: ExitCode = EXIT.usage;
}

/** A file of the user's is missing, unreadable or not what it claims to be. */
export class DataError extends EchoError {
  readonly blame = "data";
  readonly exitCode: ExitCode = EXIT.usage;
}

/** The model or the way to it failed. */
export class ModelError extends EchoError {
  readonly blame = "model";
  readonly exitCode: ExitCode = EXIT.model;
}

/** A person stopped the work; the fix says how to go on with it. */
export class Interrupted extends EchoError {
  readonly blame = "user";
  readonly exitCode: ExitCode = EXIT.interrupted;
}

/** Something that cannot happen, happened. */
export class InternalError extends EchoError {
  readonly blame = "internal";
  readonly exitCode: ExitCode = EXIT.bug;
}

/** The same failure in other words; the one that was thrown is its cause. */
export function retold(error: EchoError, detail: ErrorDetail): EchoError {
  const told = { ...detail, cause: error };
  if (error instanceof UserError) return new UserError(told);
  if (error instanceof DataError) return new DataError(told);
  if (error instanceof ModelError) return new ModelError(told);
  return error instanceof Interrupted ? new Interrupted(told) : new InternalError(told);
}
