import { VideoWithStars } from "../illustrations/stars.tsx";
import { FittedText, Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter, useGrowth } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf, entranceFrames } from "../scene-timing.ts";
import { surfaces, textSize } from "../theme.ts";

export function Closing({ scene }: { scene: SceneOf<"closing"> }) {
  const [titleAt = 0, placeAt = 0, ratingAt = 0] = beatsOf(scene);
  const lit = useGrowth(placeAt, ratingAt + entranceFrames - placeAt) * 5;
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<VideoWithStars lit={lit} />}>
        <Enter at={titleAt}>
          <Title text={scene.title} width={textColumn} />
        </Enter>
        <Enter at={ratingAt} style={{ color: surfaces.ground.accent }}>
          <FittedText
            text={scene.rating}
            width={textColumn}
            maximumSize={textSize.lead + 4}
            maximumLines={2}
            weight={600}
          />
        </Enter>
      </TwoColumns>
      <LowerThird text={scene.place} at={placeAt} />
    </SceneBox>
  );
}
