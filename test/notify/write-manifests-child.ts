import { writeManifests } from "../../pipeline/notify/manifests/write-manifests.ts";
import { facts, notificationsOf, person } from "./manifest-people.ts";

/** Writes a version for the letters given, to be killed on the way. */
const [folder = "", letters = ""] = process.argv.slice(2);
await writeManifests(notificationsOf([...letters].map((letter) => person(letter))), folder, facts);
