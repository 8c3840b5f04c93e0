import { UserError } from "../../core/errors.ts";

export const URL_VARIABLE = "ECHO_DATABASE_URL";

/** The database of the queue, from the environment alone. Throws UserError where it is not set or leads to no PostgreSQL; its text is never repeated. */
export function queueDatabaseUrl(env: Readonly<Record<string, string | undefined>>): string {
  const url = env[URL_VARIABLE]?.trim() ?? "";
  if (url === "") throw wrongUrl(`${URL_VARIABLE} is not set: it says in which PostgreSQL database the queue lies.`);
  if (!/^postgres(?:ql)?:\/\//u.test(url) || !URL.canParse(url)) throw wrongUrl(`${URL_VARIABLE} does not lead to a PostgreSQL database.`);
  const { pathname } = new URL(url);
  if (pathname.replace(/^\//, "") === "") throw wrongUrl(`${URL_VARIABLE} names a server and no database on it.`);
  return url;
}

/** Server and database, without name and password of the user: for people and logs. */
export function shownDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
}

function wrongUrl(message: string): UserError {
  return new UserError({
    code: "queue-database",
    message,
    allowed: [`${URL_VARIABLE}=postgresql://user:password@host:5432/echo`],
    fix: "Set it in the environment of whoever enqueues and of every worker; it belongs into no file.",
  });
}
