import { Together as Drawing } from "../illustrations/together.tsx";
import { Title } from "../parts/fitted-text.tsx";
import { Enter, useGrowth } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";

export function Together({ scene }: { scene: SceneOf<"together"> }) {
  const joined = useGrowth(0);
  return (
    <SceneBox scene={scene}>
      <TwoColumns
        drawing={<Drawing count={scene.count} joined={joined} isInReview={scene.isInReview === true} />}
        isAlone
      >
        <Enter at={0}>
          <Title text={scene.title} width={textColumn} maximumLines={3} />
        </Enter>
      </TwoColumns>
    </SceneBox>
  );
}
