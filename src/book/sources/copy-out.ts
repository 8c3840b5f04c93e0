import type { Connection, Submittable } from "pg";

/** Where bytes go. `write` returns a promise where the writer wants a pause. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void> | undefined;
}

/** Rows are gathered to pieces of this size: a write for each row would cost more than reading it. */
const PIECE_BYTES = 1 << 18;

/**
 * `COPY (…) TO STDOUT` as a query of pg's client: hands every row's bytes on in large pieces, and stops reading from the engine while the
 * sink asks for a pause, so that memory does not grow with the result. `done` is settled when the engine is ready for the next query, with
 * the number of rows and the length of the longest one in bytes.
 */
export class CopyOut implements Submittable {
  readonly done: Promise<{ readonly rows: number; readonly longest: number }>;
  readonly #text: string;
  readonly #sink: Sink;
  #connection: Connection | undefined;
  #piece = Buffer.allocUnsafe(PIECE_BYTES);
  #filled = 0;
  #rows = 0;
  #longest = 0;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;
  #settle: { readonly resolve: (counted: { rows: number; longest: number }) => void; readonly reject: (error: unknown) => void };

  constructor(text: string, sink: Sink) {
    this.#text = text;
    this.#sink = sink;
    const { promise, resolve, reject } = deferred<{ rows: number; longest: number }>();
    this.done = promise;
    this.#settle = { resolve, reject };
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  /** Each message is a row. Its bytes are in a buffer that the parser uses again, so they are copied at once. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    const { length } = chunk;
    this.#rows += 1;
    if (length > this.#longest) this.#longest = length;
    if (this.#filled + length > PIECE_BYTES) this.#flush();
    if (length > PIECE_BYTES) return this.#hand(Buffer.from(chunk));
    chunk.copy(this.#piece, this.#filled);
    this.#filled += length;
  }

  handleError(error: Error): void {
    this.#failure ??= error;
    this.#end();
  }

  handleReadyForQuery(): void {
    this.#flush();
    this.#end();
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {
    this.handleError(new Error("the engine expects data to be sent to it"));
  }

  #flush(): void {
    if (this.#filled === 0) return;
    const piece = this.#piece.subarray(0, this.#filled);
    this.#piece = Buffer.allocUnsafe(PIECE_BYTES);
    this.#filled = 0;
    this.#hand(piece);
  }

  #hand(bytes: Buffer): void {
    const full = this.#failure === undefined ? this.#sink.write(bytes) : undefined;
    if (full === undefined) return;
    const stream = this.#connection?.stream;
    stream?.pause();
    const before = this.#writing ?? Promise.resolve();
    const writing: Promise<void> = Promise.all([before, full])
      .catch((error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
        // The engine would go on sending what nobody keeps.
        stream?.destroy();
      })
      .then(() => {
        if (this.#writing !== writing) return;
        this.#writing = undefined;
        stream?.resume();
      });
    this.#writing = writing;
  }

  #end(): void {
    const { resolve, reject } = this.#settle;
    const counted = { rows: this.#rows, longest: this.#longest };
    void (this.#writing ?? Promise.resolve()).then(() => (this.#failure === undefined ? resolve(counted) : reject(this.#failure)));
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  const handles: Partial<{ resolve: (value: T) => void; reject: (error: unknown) => void }> = {};
  const promise = new Promise<T>((resolve, reject) => Object.assign(handles, { resolve, reject }));
  const { resolve, reject } = handles;
  if (resolve === undefined || reject === undefined) throw new Error("a promise gives its handles at once");
  return { promise, resolve, reject };
}
