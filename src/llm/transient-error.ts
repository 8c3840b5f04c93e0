import { ModelError, type ErrorDetail } from "../core/errors.ts";

/** A failure that may pass by itself: the same call may be made again. */
export class TransientError extends ModelError {
  /** How long the server asks to wait; undefined where it says nothing. */
  readonly retryAfterMs: number | undefined;

  constructor(detail: ErrorDetail, retryAfterMs?: number) {
    super(detail);
    this.retryAfterMs = retryAfterMs;
  }
}
