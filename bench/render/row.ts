/** A line of the table: what was measured, what it came to, and what was promised. */
export type Row = { what: string; measured: string; promised: string };
