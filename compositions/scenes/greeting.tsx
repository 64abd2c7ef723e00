import { House } from "../illustrations/house.tsx";
import { Name } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { surfaces, textSize } from "../theme.ts";

export function Greeting({ scene }: { scene: SceneOf<"greeting"> }) {
  const salutationSize = scene.name === null ? textSize.name : textSize.title;
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={<House />}>
        <Enter at={0} style={{ color: surfaces.ground.accent }}>
          <div style={{ fontSize: salutationSize, fontWeight: 600, lineHeight: 1 }}>{scene.salutation}</div>
          {scene.name !== null && <Name text={scene.name} width={textColumn} />}
        </Enter>
        <Enter at={0} style={{ fontSize: textSize.lead, fontWeight: 400, lineHeight: 1.25 }}>
          {scene.message}
        </Enter>
      </TwoColumns>
    </SceneBox>
  );
}
