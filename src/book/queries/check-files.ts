import type { CheckSql } from "./check-sql.ts";

/** Every file of the exports: what it was read as and how much of it was refused. */
export const checkFiles: CheckSql = () => `
SELECT NULL AS account, t.file AS subject, t.file, first_line AS line, NULL AS currency, t.file AS export_file, t.taken_for, t.rows_in AS rows, coalesce(t.rejected, 0) AS rejected, coalesce(t.rejected, 0) / nullif(t.rows_in, 0) AS rejected_share, coalesce(t.note, 'no format fits its header') AS note
FROM files t LEFT JOIN (SELECT file, min(line) AS first_line FROM rejects WHERE refused = 'row' GROUP BY file) USING (file) WHERE $as_of IS NOT NULL ORDER BY t.file`;
