import { House } from "../illustrations/house.tsx";
import { FittedText, Name } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { entranceFrames } from "../scene-timing.ts";
import { surfaces, textSize } from "../theme.ts";

/** The house is there from the first frame on: before a guide is played, its player shows that frame. */
export function Greeting({ scene }: { scene: SceneOf<"greeting"> }) {
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<House />} drawingAt={-entranceFrames} isAlone>
        <Enter at={0} style={{ color: surfaces.ground.accent }}>
          <FittedText
            text={scene.salutation}
            width={textColumn}
            maximumSize={scene.name === null ? textSize.name : textSize.title}
            maximumLines={1}
            weight={600}
          />
          {scene.name !== null && <Name text={scene.name} width={textColumn} />}
        </Enter>
        <Enter at={0}>
          <FittedText
            text={scene.message}
            width={textColumn}
            maximumSize={textSize.lead}
            maximumLines={3}
            weight={400}
          />
        </Enter>
      </TwoColumns>
    </SceneBox>
  );
}
