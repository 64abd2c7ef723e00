import { PortalScreen } from "../illustrations/portal-screen.tsx";
import { Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter } from "../parts/motion.tsx";
import { NumberedSteps } from "../parts/numbered-steps.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

/** The steps on the left; on the right the screen that a person would see at each of them. */
export function PayOnline({ scene }: { scene: SceneOf<"pay-online"> }) {
  const beats = beatsOf(scene);
  const stepsAt = beats.slice(1, -1);
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<PortalScreen stepsAt={stepsAt} />}>
        <Enter at={0}>
          <Title text={scene.title} width={textColumn} maximumLines={1} />
        </Enter>
        <NumberedSteps steps={scene.steps} stepsAt={stepsAt} />
      </TwoColumns>
      <LowerThird text={scene.place} at={beats.at(-1) ?? 0} />
    </SceneBox>
  );
}
