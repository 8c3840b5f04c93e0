import { updateSchemas } from "./doc-schemas.ts";

// Writes docs/schemas, the JSON Schema of every `--json` output, from the types of the program: `npx tsx scripts/json-schemas.ts`.
const changed = updateSchemas(false);
console.log(`docs/schemas: ${changed.length} written or removed`);
