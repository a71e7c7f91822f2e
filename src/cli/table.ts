/** Rows as a table: columns as wide as their widest cell, and as far apart as kubectl prints them. */
export function printTable(rows: readonly (readonly string[])[], gap = '   '): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}
