import { DuckDBInstance } from "@duckdb/node-api";

/** Run as a process of its own: what DuckDB takes to read one file into a table of a new database. */
const [database = "", reader = ""] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(`CREATE TABLE usage AS SELECT * FROM ${reader}`);
await connection.run("CHECKPOINT");
connection.closeSync();
instance.closeSync();
