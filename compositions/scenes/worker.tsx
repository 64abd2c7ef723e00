import { Handshake } from "../illustrations/handshake.tsx";
import { FittedText, Name } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { surfaces, textSize } from "../theme.ts";

export function Worker({ scene }: { scene: SceneOf<"worker"> }) {
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<Handshake />} isAlone>
        <Enter at={0}>
          <FittedText
            text={scene.lead}
            width={textColumn}
            maximumSize={scene.name === null ? textSize.title : textSize.lead}
            maximumLines={2}
            weight={600}
          />
          {scene.name !== null && (
            <Name text={scene.name} width={textColumn} style={{ color: surfaces.ground.accent }} />
          )}
        </Enter>
      </TwoColumns>
    </SceneBox>
  );
}
