import { type Scene, type SceneKind, scene, sceneKinds } from "../../compositions/storyboard.ts";
import { exampleScenes } from "../../pipeline/storyboard/example-scenes.ts";
import { campaignOfMay } from "../storyboard/context.ts";

/** Every kind with every text as long as its schema lets it be, in words of which the longest could be Italian. */
export function worstScenes(): { name: string; scene: Scene }[] {
  const examples = new Map<SceneKind, Scene>(exampleScenes(campaignOfMay()).map(({ scene }) => [scene.kind, scene]));
  return sceneKinds.map((kind) => ({ name: `worst ${kind}`, scene: scene.parse(stretched(kind, examples.get(kind))) }));
}

function stretched(kind: SceneKind, example: Scene | undefined): unknown {
  const option = scene.options.find(({ shape }) => shape.kind.value === kind);
  return { ...(stretch(option, example) as object), kind };
}

type Schema = {
  def?: { type: string; innerType?: Schema; element?: Schema };
  shape?: Record<string, Schema>;
  maxLength?: number | null;
};

/** Strings and lists grow to what the schema allows; everything else stays as in the example. */
function stretch(schema: unknown, example: unknown): unknown {
  const { def, shape } = schema as Schema;
  if (typeof example === "string" && def?.type === "string")
    return words((schema as Schema).maxLength ?? example.length);
  if (def?.type === "nullable") return stretch(def.innerType, example);
  if (Array.isArray(example)) return lengthened(schema as Schema, example).map((item) => stretch(def?.element, item));
  if (shape && example !== null && typeof example === "object") {
    return Object.fromEntries(
      Object.entries(shape).map(([key, member]) => [key, stretch(member, (example as Record<string, unknown>)[key])]),
    );
  }
  return example;
}

function lengthened(schema: Schema, example: unknown[]): unknown[] {
  const most = (schema as { def?: { checks?: { _zod: { def: { check: string; maximum?: number } } }[] } }).def?.checks
    ?.map(({ _zod }) => _zod.def)
    .find(({ check }) => check === "max_length")?.maximum;
  return Array.from({ length: most ?? example.length }, (_, index) => example[index % example.length]);
}

/** Words of up to 13 letters, exactly as many characters as asked for. */
function words(length: number): string {
  return "Comunicazione lavorativi Mariangelica gli avvisi del ".repeat(30).slice(0, length).replace(/\s$/, "o");
}
