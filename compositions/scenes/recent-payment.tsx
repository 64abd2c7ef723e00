import { Receipt } from "../illustrations/receipt.tsx";
import { useGrowth } from "../parts/motion.tsx";
import { TitleAndText } from "../parts/title-and-text.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function RecentPayment({ scene }: { scene: SceneOf<"recent-payment"> }) {
  const checked = useGrowth(beatsOf(scene)[1] ?? 0);
  return <TitleAndText scene={scene} drawing={<Receipt checked={checked} />} />;
}
