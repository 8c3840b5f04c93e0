import type { Sharing } from "../../app/git-sharing.ts";
import { clean } from "../../core/text.ts";

/** What was set up for sharing by git, or what would be. */
export function renderSharing(sharing: Sharing & { readonly done: boolean }, dir: string | undefined): string {
  if (sharing.files.length === 0 && sharing.settings.length === 0) return "exists  sharing by git (rules and merge driver are there)\n";
  if (sharing.done) {
    const names = [
      ...sharing.files.map(({ name, lines }) => `${name} (+${lines.length})`),
      ...(sharing.settings.length > 0 ? [CLONE] : []),
    ];
    return names.map((name) => `made    ${name}\n`).join("");
  }
  const command = `echo-cs init${dir === undefined ? "" : ` ${dir}`} --git`;
  return `\nThis folder is in git. To share this workspace by git: ${command}\n`;
}

/** The lines and settings that are missing. */
export function renderMissing({ files, settings }: Sharing): string {
  const added = files.map(({ name, lines }) => `  ${name}\n${lines.map((line) => `    ${line}\n`).join("")}`);
  const configured = settings.map(({ name, value }) => `    ${name} = ${value}\n`);
  return clean([...added, ...(configured.length === 0 ? [] : [`  ${CLONE}\n`, ...configured])].join(""));
}

const CLONE = "git's configuration of this clone";
