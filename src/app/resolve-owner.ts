import type { AccountOwner } from "../book/account-owners.ts";
import { UserError } from "../core/errors.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";

/** Says that everybody's accounts are meant, where `me` in echo.yaml narrows. */
export const EVERYBODY = "all";

/** The owner a person named: by the whole name, else by a part of it that only one has. Throws UserError `unknown-owner` or `ambiguous-owner`. */
export function resolveOwner(text: string, owners: readonly AccountOwner[]): AccountOwner {
  const wanted = text.trim().toLowerCase();
  const whole = owners.find(({ name }) => name.toLowerCase() === wanted);
  if (whole !== undefined) return whole;
  const partly = owners.filter(({ name }) => name.toLowerCase().split(/\s+/).includes(wanted));
  const [only, ...others] = partly;
  if (only !== undefined && others.length === 0) return only;
  const names = owners.map(({ name }) => name);
  if (only !== undefined)
    throw new UserError({
      code: "ambiguous-owner",
      message: `${partly.length} owners of accounts go by "${text}".`,
      found: text,
      allowed: partly.map(({ name }) => name),
      fix: "Write the whole name.",
    });
  const near = [...new Set([...nearest(text, names), ...nearestBeginning(text, names)])];
  throw new UserError({
    code: "unknown-owner",
    message: `Nobody called "${text}" owns accounts in the exports.`,
    found: text,
    allowed: names.length === 0 ? ["no export names an owner"] : names.slice(0, 12),
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : `Name one of these, or --owner ${EVERYBODY} for everybody's accounts.`,
  });
}
