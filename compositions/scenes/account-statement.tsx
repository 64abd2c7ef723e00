import { Statement } from "../illustrations/statement.tsx";
import { useGrowth } from "../parts/motion.tsx";
import { TitleAndText } from "../parts/title-and-text.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function AccountStatement({ scene }: { scene: SceneOf<"account-statement"> }) {
  const [, textAt = 0, placeAt = 0] = beatsOf(scene);
  const checked = useGrowth(textAt, placeAt - textAt);
  return <TitleAndText scene={scene} drawing={<Statement checked={checked} />} />;
}
