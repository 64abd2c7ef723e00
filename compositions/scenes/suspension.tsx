import { Pause } from "../illustrations/pause.tsx";
import { useGrowth } from "../parts/motion.tsx";
import { TitleAndText } from "../parts/title-and-text.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function Suspension({ scene }: { scene: SceneOf<"suspension"> }) {
  const growth = useGrowth(beatsOf(scene)[1] ?? 0);
  return <TitleAndText scene={scene} drawing={<Pause growth={growth} />} />;
}
