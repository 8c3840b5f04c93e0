import { mkdirSync, writeFileSync } from "node:fs";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { rootPath } from "./root.ts";

// Writes schema/echo.schema.json, by which editors complete and check echo.yaml; on one line, since the package must stay small. A test holds it to the schema in the code.
mkdirSync(rootPath("schema"), { recursive: true });
writeFileSync(rootPath("schema/echo.schema.json"), `${JSON.stringify(configJsonSchema())}\n`);
