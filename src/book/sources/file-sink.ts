import { once } from "node:events";
import { writeStream } from "../../core/files.ts";
import type { Sink } from "./copy-out.ts";

/** A new file that is written to piece by piece. */
export interface FileSink extends Sink {
  /** Waits until all of it is written. Throws what writing threw. */
  close(): Promise<void>;
}

/** Begins a file at `path`. Writing returns a promise while more has been handed over than is written. */
export function fileSink(path: string): FileSink {
  const stream = writeStream(path);
  let failure: Error | undefined;
  stream.on("error", (error: Error) => (failure ??= error));
  const ensure = (): void => {
    if (failure !== undefined) throw failure;
  };
  return {
    write: (bytes) => {
      if (failure === undefined && stream.write(bytes)) return undefined;
      return failure === undefined ? drained(stream).then(ensure) : Promise.reject(failure);
    },
    close: async () => {
      ensure();
      stream.end();
      await once(stream, "finish");
      ensure();
    },
  };
}

async function drained(stream: NodeJS.WritableStream): Promise<void> {
  await once(stream, "drain");
}
