import { ClockAndSum } from "../illustrations/clock-and-sum.tsx";
import { Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter, useGrowth } from "../parts/motion.tsx";
import { NumberedSteps } from "../parts/numbered-steps.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function Recalculation({ scene }: { scene: SceneOf<"recalculation"> }) {
  const beats = beatsOf(scene);
  const stepsAt = beats.slice(1, -1);
  const placeAt = beats.at(-1) ?? 0;
  const turned = useGrowth(stepsAt.at(0) ?? 0, placeAt - (stepsAt.at(0) ?? 0));
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<ClockAndSum turned={turned} />}>
        <Enter at={0}>
          <Title text={scene.title} width={textColumn} />
        </Enter>
        <NumberedSteps steps={scene.steps} stepsAt={stepsAt} />
      </TwoColumns>
      <LowerThird text={scene.place} at={placeAt} />
    </SceneBox>
  );
}
