import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import {
  pictureOf,
  type Scene,
  type SceneKind,
  sceneKinds,
  sceneTiming,
  videoProfile,
} from "../../../compositions/storyboard.ts";
import { fingerprintOf } from "../../support/code-fingerprint.ts";
import { canonicalJson, sha256Hex } from "../../support/hash.ts";
import { encoderProfile } from "./encode-scene.ts";

/** Increased when the pictures are taken or stored in another way. */
const formatVersion = 1;

/** Key of a scene, from everything that can change its pictures: 64 hexadecimal digits. */
export type SceneKeyOf = (scene: Scene) => string;

/**
 * Makes the function that computes scene keys. The code of each kind of scene is read once; `browserVersion`, the
 * versions of the drawing packages and the processor are in every key: another architecture rounds differently.
 */
export async function sceneKeys(browserVersion: string, architecture: string = process.arch): Promise<SceneKeyOf> {
  const packages = drawingPackages();
  const sharedInputs = { formatVersion, videoProfile, encoderProfile, browserVersion, architecture, packages };
  const code = await codeOfKinds();
  const nameOf = (scene: Scene) =>
    sha256Hex(canonicalJson([sharedInputs, code[scene.kind], sceneTiming(scene), pictureOf(scene)]));
  // Most scenes recur with every employer, and hashing one takes longer than a lookup.
  const known = new Map<string, string>();
  return (scene) => {
    const text = JSON.stringify(scene);
    const key = known.get(text) ?? nameOf(scene);
    known.set(text, key);
    return key;
  };
}

async function codeOfKinds(): Promise<Record<SceneKind, string>> {
  const fingerprints = await Promise.all(
    sceneKinds.map(async (kind) => [kind, await fingerprintOf(fileOf(kind))] as const),
  );
  return Object.fromEntries(fingerprints) as Record<SceneKind, string>;
}

function fileOf(kind: SceneKind): string {
  return fileURLToPath(new URL(`../../../compositions/scenes/${kind}.tsx`, import.meta.url));
}

/** Remotion, React and the fonts, with their versions. */
function drawingPackages(): string[] {
  const { dependencies } = createRequire(import.meta.url)("../../../package.json") as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies)
    .filter(([name]) => /^(remotion|react|react-dom)$|^@(remotion|fontsource|fontsource-variable)\//.test(name))
    .map(([name, version]) => `${name}@${version}`)
    .sort();
}
