// Which accounts are in the red, why, and what to do first. Run it where your workspace is, or with --demo for the example book.
import { EchoError, openBook } from "echo-cs";

const demo = process.argv.includes("--demo");
try {
  const book = await openBook({ demo, files: false });
  try {
    const red = (await book.health()).filter(({ tier }) => tier === "red").slice(0, 3);
    for (const { account, name, score } of red) {
      const warnings = (await book.signals(account)).filter(({ kind }) => kind === "risk");
      const brief = await book.ask(`why is ${name} churning?`, { account });
      console.log(`${name}: score ${score?.toFixed(0) ?? "unknown"}, ${warnings.length} warnings`);
      console.log(`  ${brief.headline}`);
      const [first] = brief.actions;
      if (first !== undefined) console.log(`  first: ${first.what} (${first.owner}, by ${first.due})`);
    }
  } finally {
    await book.close();
  }
} catch (error) {
  if (!(error instanceof EchoError)) throw error;
  // What was found, and what to do about it.
  console.error(`${error.message} ${error.detail.fix ?? ""}`);
  process.exitCode = 1;
}
