import { Exchange } from "../illustrations/exchange.tsx";
import { useGrowth } from "../parts/motion.tsx";
import { TitleAndText } from "../parts/title-and-text.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function Request({ scene }: { scene: SceneOf<"request"> }) {
  const [, textAt = 0, placeAt = 0] = beatsOf(scene);
  const answering = useGrowth(textAt, placeAt - textAt);
  return <TitleAndText scene={scene} drawing={<Exchange answering={answering} />} />;
}
