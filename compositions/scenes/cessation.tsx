import { DeadlineLine } from "../parts/deadline-line.tsx";
import { Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin } from "../theme.ts";

export function Cessation({ scene }: { scene: SceneOf<"cessation"> }) {
  const [titleAt = 0, firstAt = 0, secondAt = 0, placeAt = 0] = beatsOf(scene);
  return (
    <SceneBox scene={scene}>
      <Enter at={titleAt} style={{ position: "absolute", left: margin.x, top: 124 }}>
        <Title text={scene.title} width={1152} maximumLines={1} />
      </Enter>
      <DeadlineLine deadlines={scene.deadlines} deadlinesAt={[firstAt, secondAt]} />
      <LowerThird text={scene.place} at={placeAt} />
    </SceneBox>
  );
}
