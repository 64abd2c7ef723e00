import type { ProfileRow } from "../../domain/extract-rows.ts";
import type { FileLoader } from "./file-loader.ts";
import { ownedRowLoader } from "./owned-rows.ts";
import type { Connection } from "./sqlite.ts";

/** A category that stands twice says nothing new. */
export function profileLoader(writer: Connection, snapshot: number): FileLoader<ProfileRow> {
  return ownedRowLoader(writer, snapshot, {
    name: "profiles",
    columns: ["category"],
    stage: (staged, line, { employerId, category }) => staged.add(line, employerId, category),
  });
}
