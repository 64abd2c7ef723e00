import type { DossierScene } from "./dossier-facts.ts";

/** The lines of a cell, one below the other. */
export type Cell = readonly string[];

/** The first cell of a row heads it. */
export type DossierTable = { caption: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] };

/** A part of a section; every text is finished. */
export type DossierPart = {
  /** Null where the title of the section says it all. */
  title: string | null;
  paragraphs: readonly string[];
  /** Scenes whose pictures stand here, and what is said where none of them is kept. */
  scenes: readonly DossierScene[];
  withoutPictures: string;
  table: DossierTable | null;
};

export type DossierSection = { id: string; title: string; parts: readonly DossierPart[] };

/** A dossier as it is read: finished texts, without its pictures. */
export type DossierPage = {
  employerId: string;
  name: string;
  senderName: string;
  notes: readonly string[];
  sections: readonly DossierSection[];
};

/** A part with what is given, and nothing else. */
export function part(given: Partial<DossierPart>): DossierPart {
  return { title: null, paragraphs: [], scenes: [], withoutPictures: "", table: null, ...given };
}

/** A table, or the sentence that stands in its place when it has no rows. */
export function tablePart(title: string | null, table: DossierTable, whenEmpty: string): DossierPart {
  return table.rows.length === 0 ? part({ title, paragraphs: [whenEmpty] }) : part({ title, table });
}
