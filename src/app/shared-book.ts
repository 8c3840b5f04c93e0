import { rememberingBook } from "../book/remembering-book.ts";
import { openBook, type OpenedBook } from "../book/snapshot/open-book.ts";
import type { Shared } from "./within.ts";

/**
 * A book for many commands at once: each statement is asked once, and none of them closes it. One person's accounts are a connection of their
 * own, for narrowing changes what every statement of a connection sees.
 */
export function sharedBook(book: OpenedBook, snapshotPath: string, shared: Shared): OpenedBook {
  return {
    ...rememberingBook(book),
    close: () => {},
    narrow: async (owner, accounts) => {
      const own = await shared.once(
        `book ${snapshotPath} of ${owner}`,
        async () => {
          const opened = await openBook(snapshotPath);
          return { opened, narrowed: rememberingBook(await opened.narrow(owner, accounts)) };
        },
        ({ opened }) => opened.close(),
      );
      return { ...own.narrowed, close: () => {} };
    },
  };
}
