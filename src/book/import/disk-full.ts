import { DataError, EchoError } from "../../core/errors.ts";
import { hasCode } from "../../core/files.ts";

/** True where something could not be written for want of room, by the system's own error or DuckDB's. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof EchoError) return error.code === "disk-full";
  if (hasCode(error, "ENOSPC", "EDQUOT", "EFBIG")) return true;
  const text = error instanceof Error ? error.message : "";
  return /No space left on device|Disk quota exceeded|File too large|max_temp_directory_size|failed to offload/i.test(text);
}

/** Runs `work` and names the folder where its disk is full. */
export async function namingFullDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new DataError({
      code: "disk-full",
      message: "there is no room left to import",
      place: { file: folder },
      fix: "Make room on that disk, then run `echo-cs import` again. The book is as it was before.",
      cause: error,
    });
  }
}
