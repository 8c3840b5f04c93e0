/**
 * True where a path of the exports folder is meant by a pattern: the path itself, or a glob in which `*` is anything within a name, `**`
 * any folders and `?` one character; case does not matter. A pattern without a slash is about the name, in whatever folder.
 */
export function matchesPattern(path: string, pattern: string): boolean {
  const subject = pattern.includes("/") ? path : path.slice(path.lastIndexOf("/") + 1);
  return path === pattern || subject === pattern || regexOf(pattern).test(subject);
}

/** Runs of stars are one, so that no pattern takes more than a few looks at a path. */
function regexOf(pattern: string): RegExp {
  const parts = pattern.replaceAll(/\*{3,}/g, "**").split(/(\*\*\/|\*\*|\*|\?)/);
  const source = parts.map((part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join("")}$`, "iu");
}
